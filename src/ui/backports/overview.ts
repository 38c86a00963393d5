import { Disposable, window, workspace, type ExtensionContext } from 'vscode';
import { same } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { linksIn } from '../common/portLinks.ts';
import { settings } from '../common/settings.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import { realClock, Rhythm } from '../advisories/rhythm.ts';
import { rowId } from '../advisories/states.ts';
import type { Session } from '../session/session.ts';
import { during } from '../decide/ask.ts';
import { Asked, type Pressed } from './asked.ts';
import { Dashboard } from './dashboard.ts';
import { BackportsPage } from './page.ts';
import { Presses } from './presses.ts';
import type { BackportsState, Show } from './protocol.ts';
import { readerOf } from './reader.ts';
import { branchesOf, faceOf, nodeOf, viewWords, type BackportNode } from './rows.ts';
import { backportsState } from './state.ts';
import { childrenOf, itemOf } from './tree.ts';
import { unreadWords } from './unread.ts';

export interface OverviewParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  readonly github: () => Promise<GitHub>;
  readonly log: (error: unknown) => void;
  /** Is the view in the side bar looked at? */
  readonly viewed: () => boolean;
  /** The rows of the view have changed. */
  readonly changed: () => void;
  /** What the steps of the advisories say has changed. */
  readonly summed: () => void;
}

/** The row of the view that a command was called on: an advisory, or one of its branches. */
export interface RowOf {
  readonly id?: string;
  readonly branch?: string;
  readonly advisory?: Advisory;
}

const minute = 60_000;
/** Whoever asks for the page wants to see what is so now. */
const lately = 10_000;

/** The backports of all advisories in this window: read while the view or the page is looked at, drawn in both. */
export class Overview extends Disposable {
  readonly dashboard: Dashboard;
  readonly presses: Presses;
  readonly #asked: Asked;
  readonly #parts: OverviewParts;
  readonly #rhythm: Rhythm;
  #page: BackportsPage | null = null;
  #show: Show = 'all';
  #folds: Record<string, boolean> = {};
  #goTo: BackportsState['goTo'] = null;
  /** As they were told last. */
  #rows: readonly unknown[] = [];
  #sums: readonly unknown[] = [];

  constructor(parts: OverviewParts) {
    const listeners: { dispose(): void }[] = [];
    super(() => listeners.forEach(listener => listener.dispose()));
    this.#parts = parts;
    const { model, progress, github, log } = parts;
    this.dashboard = new Dashboard({
      ...readerOf(parts),
      login: () => (model.state.kind === 'loaded' ? model.state.login : null),
      links: () => linksIn(parts.context.globalState),
      listed: id => listedIn(model, id),
      progress: advisory => progress.of(advisory),
      log,
      now: () => model.now(),
    });
    this.presses = new Presses({
      ...{ dashboard: this.dashboard, github, log },
      remember: ({ advisory }, change) => progress.update(advisory, change),
    });
    this.#asked = new Asked({
      ...{ dashboard: this.dashboard, presses: this.presses, again: () => this.again() },
      show: show => {
        this.#show = show;
        this.#redraw();
      },
      fold: (section, folded) => {
        this.#folds = { ...this.#folds, [section]: folded };
        this.#redraw();
      },
    });
    this.#rhythm = new Rhythm({
      model: { duePolls: () => [], poll: async () => undefined, rest: () => this.dashboard.rest() },
      ...{ clock: realClock, minutes: () => settings.refreshMinutes(), passed: () => undefined },
      refresh: () => this.dashboard.look('view'),
    });
    listeners.push(
      this.#rhythm,
      this.dashboard.onDidChange(() => this.#redraw()),
      model.onDidChange(() => {
        this.dashboard.touch();
        this.#lookIfSeen();
      }),
      workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('ghsa.hideTitles')) this.#redraw();
      }),
    );
    this.dashboard.touch();
  }

  /** The page and its state, for tests. */
  get page(): BackportsPage | null {
    return this.#page;
  }

  get state(): BackportsState {
    const { dashboard } = this;
    const { session, model } = this.#parts;
    return backportsState({
      ...{ entries: dashboard.entries, cycle: dashboard.cycle, show: this.#show, folds: this.#folds },
      ...{ reading: dashboard.isReading || model.reading !== null, stale: dashboard.stale },
      ...{ unread: unreadWords(model.state), goTo: this.#goTo, sandbox: session.isPractice },
      ...{ hideTitles: settings.hideTitles(), now: model.now() },
    });
  }

  children(node?: BackportNode): BackportNode[] {
    return childrenOf(this.dashboard, node);
  }

  readonly item = itemOf;

  /** "3 to do" */
  get description(): string {
    return viewWords(this.dashboard.entries);
  }

  /** What one press can do, of a row, else of all: of what is so now, and once the reader has seen it. */
  async repair({ id, branch }: RowOf): Promise<void> {
    if (!this.dashboard.isFresh(minute)) {
      const left = await during('Reading backports…', async signal => {
        signal.addEventListener('abort', () => this.dashboard.stop());
        await this.again();
        return signal.aborted;
      });
      if (left) return;
    }
    const words = await this.presses.repairChosen({ id, branch });
    if (words !== null) void window.showInformationMessage(withoutLinks(words));
  }

  /** What is pressed in the page. */
  handle(message: Pressed): unknown {
    return this.#asked.handle(message);
  }

  async skip({ id, branch }: RowOf): Promise<void> {
    if (id !== undefined && branch !== undefined) await this.presses.notNeeded(id, branch);
  }

  async takeBack({ id, branch }: RowOf): Promise<void> {
    if (id !== undefined && branch !== undefined) await this.presses.takeBack(id, branch);
  }

  /** The pull request of a branch, in the browser. */
  async openBranch({ id, branch }: RowOf): Promise<void> {
    const { board } = (id === undefined ? null : this.dashboard.entry(id)) ?? {};
    const pull = board?.rows.find(row => row.branch === branch)?.pull;
    if (id !== undefined && pull) await this.#asked.openPull(id, pull.number);
  }

  /** The view or the page came into view, or left it. */
  seen(): void {
    this.#rhythm.see(this.#looked);
    if (this.#looked) this.#lookIfSeen();
  }

  /** The page; at an advisory where one is named. */
  open(advisory: Advisory | null): void {
    if (advisory !== null) {
      const id = this.dashboard.entry(rowId(advisory))?.id ?? rowId(advisory);
      this.#folds = { ...this.#folds, [id]: false };
      this.#show = 'all';
      this.#goTo = { id, times: (this.#goTo?.times ?? 0) + 1 };
    }
    if (this.#page) this.#page.reveal();
    else this.#page = this.#makePage();
    this.#redraw();
    this.#rhythm.see(this.#looked);
    this.#lookIfSeen(lately);
  }

  /** Reads everything anew: somebody asks. */
  async again(): Promise<void> {
    if (this.#parts.model.state.kind !== 'loaded') await this.#parts.model.refresh();
    this.#rhythm.began();
    await window.withProgress({ location: { viewId: 'ghsa.backports' } }, () =>
      this.dashboard.look('command'),
    );
  }

  get #looked(): boolean {
    return this.#parts.viewed() || this.#page?.visible === true;
  }

  #lookIfSeen(fresh = minute): void {
    const { model } = this.#parts;
    if (!this.#looked) return;
    if (model.state.kind === 'idle') {
      // Whoever reads the list already tells when it is there.
      if (model.reading === null) void model.refresh('view');
    } else if (!this.dashboard.isReading && !this.dashboard.isFresh(fresh)) {
      this.#rhythm.began();
      void this.dashboard.look('view');
    }
  }

  #makePage(): BackportsPage {
    const { context, log } = this.#parts;
    return new BackportsPage({
      extensionUri: context.extensionUri,
      state: () => this.state,
      handle: message => this.handle(message),
      seen: () => this.seen(),
      report: log,
      closed: () => {
        this.#page = null;
        this.seen();
      },
    });
  }

  /** VS Code forgets every row for a moment when the view is drawn anew: only what is new is told. */
  #redraw(): void {
    this.#page?.redraw();
    const { entries } = this.dashboard;
    const look = { hideTitles: settings.hideTitles(), now: this.#parts.model.now() };
    const rows = entries.flatMap(entry =>
      [nodeOf(entry), ...branchesOf(entry)].map(row => faceOf(row, look)),
    );
    if (!same(rows, this.#rows)) {
      this.#rows = rows;
      this.#parts.changed();
    }
    const sums = entries.map(({ advisory }) => this.dashboard.summary(advisory));
    if (!same(sums, this.#sums)) {
      this.#sums = sums;
      this.#parts.summed();
    }
  }
}

/** GitHub's names are the same in every case. */
function listedIn(model: AdvisoriesModel, id: string): Advisory | null {
  if (model.state.kind !== 'loaded') return null;
  const wanted = id.toLowerCase();
  return (
    model.advisoryOf(id) ??
    model.advisories.find(advisory => rowId(advisory).toLowerCase() === wanted) ??
    null
  );
}
