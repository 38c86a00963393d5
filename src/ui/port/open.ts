import { join } from 'node:path';
import { env, ProgressLocation, Uri, window, type ExtensionContext } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { removeScratch } from '../../git/index.ts';
import type { GitHub, Pull } from '../../github/index.ts';
import {
  ConflictError,
  JobError,
  nameOfPatch,
  newsText,
  portKey,
  preparePort,
  proposeDraft,
  readConflict,
  readRecord,
  scratchOf,
  type PortDraft,
  type PortTools,
} from '../../jobs/port/index.ts';
import { isHeldElsewhere, release } from '../../jobs/lock.ts';
import { tabTitle } from '../common/pagePanel.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { openedBefore } from '../issue/opened.ts';
import { findPublicClone } from '../git/publicClone.ts';
import { ConflictModel } from './conflict.ts';
import { ConflictPage } from './conflictPage.ts';
import { documentsOf, type PortDocuments } from './documents.ts';
import { openEmbargoedWindow } from '../embargo/embargoedWindow.ts';
import { closeEditors, saveBelow } from './mergeEditor.ts';
import { PortModel } from './model.ts';
import { PortPanel } from './panel.ts';
import { keeperOf } from './keeper.ts';
import { keepPatch } from './patchFile.ts';
import { warnOfReaders } from '../embargo/readers.ts';
import { ReviewPage } from './reviewPage.ts';
import { jobOfWindow, scratchRootOf, windowsRootOf } from './scratchRoot.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { Toolbox } from './tools.ts';

export interface PortParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
  readonly store: SecretStore;
  readonly progress: ProgressRecords;
  readonly report: (error: unknown) => void;
}

/** Where a change comes from: a private pull request, or a file that somebody handed over. */
export type PortFrom = Pull | { readonly name: string; readonly bytes: Uint8Array };

/** What a port needs to be shown, all the time that its page is open. */
interface Shown {
  readonly key: string;
  readonly advisory: Advisory;
  /** null: of a port that was confirmed nothing else is known any more. */
  readonly from: PortFrom | null;
  readonly tools: PortTools;
}

/** The ports of this window: one page per private pull request. */
export class Ports {
  readonly #parts: PortParts;
  readonly #toolbox: Toolbox;
  readonly #documents: PortDocuments;
  readonly #open = new Map<string, { readonly panel: PortPanel; page: ReviewPage | ConflictPage }>();
  readonly #models = new Map<string, PortModel>();
  readonly #opening = new Set<string>();
  /** Ports whose conflicts are looked at, and which are prepared after them. */
  readonly #resolving = new Set<string>();
  /** Ports that went to another window: this one says nothing when their page closes. */
  readonly #moved = new Set<string>();

  constructor(parts: PortParts) {
    this.#parts = parts;
    this.#toolbox = new Toolbox(parts.context, parts.session, parts.store);
    this.#documents = documentsOf(parts.context);
    parts.context.subscriptions.push(this.#toolbox);
  }

  /** The pages that are open, by key. */
  get pages(): ReadonlyMap<string, { readonly panel: PortPanel; readonly page: ReviewPage | ConflictPage }> {
    return this.#open;
  }

  /** Keys of everything that this window works with. */
  get busy(): ReadonlySet<string> {
    return new Set([...this.#open.keys(), ...this.#models.keys(), ...this.#opening, ...this.#resolving]);
  }

  /** The ports that are open or running, by key. */
  get models(): ReadonlyMap<string, PortModel> {
    return this.#models;
  }

  get scratchRoot(): string {
    return scratchRootOf(this.#parts.context);
  }

  /** Prepares the port of an advisory and opens its page; goes on with one that was confirmed before. */
  async port(advisory: Advisory, from: PortFrom): Promise<void> {
    const github = await this.#parts.github();
    const source = 'number' in from ? from.number : nameOfPatch(from.bytes);
    const key = portKey(github.apiUrl, advisory.repo, advisory.ghsaId, source);
    await this.openAs(key, advisory, from, github);
  }

  /** The same for a key that is known. `from` is null where only what was confirmed is left. */
  async openAs(key: string, advisory: Advisory, from: PortFrom | null, github: GitHub): Promise<void> {
    const there = this.#open.get(key);
    if (there) return there.panel.reveal();
    // A second press while the first one prepares: its progress is in view.
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      warnOfReaders();
      const shown = { key, advisory, from, tools: await this.#toolbox.make(github) };
      this.#show(shown, this.#going(key) ?? (await this.#made(shown)));
    } finally {
      this.#opening.delete(key);
    }
  }

  /** A port goes on when its page is closed; it must not run twice. */
  #going(key: string): PortModel | null {
    const model = this.#models.get(key);
    return model && model.state.phase !== 'done' ? model : null;
  }

  async #made(shown: Shown): Promise<PortModel | ConflictModel> {
    const { key, advisory, from, tools } = shown;
    const sandbox = this.#parts.session.isPractice;
    const parts = {
      tools,
      sandbox,
      keep: keeperOf(this.#parts.context.globalState, this.#parts.progress, advisory),
      ended: () => {
        // Without its page nobody waits for it here: whoever goes on takes the record.
        if (this.#open.has(key)) return;
        this.#models.delete(key);
        void release(scratchOf(this.scratchRoot, key));
      },
      crossed: (draft: PortDraft) => this.#remember(draft),
      failed: (step: string, error: unknown) =>
        void this.#failed(shown, step, error).catch(this.#parts.report),
    };
    const record = readRecord(await this.#parts.store.load(key));
    if (record) {
      const model = PortModel.unfinished(parts, record, stripTags(advisory.title));
      model.start();
      return model;
    }
    if (from === null)
      throw new JobError(
        'changed',
        'This port was ended elsewhere, and its private pull request cannot be read any more.',
      );
    return window.withProgress(
      { location: ProgressLocation.Notification, title: 'Preparing the port', cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        try {
          const prepared = await preparePort(
            { ...tools, progress: message => progress.report({ message }) },
            {
              repo: advisory.repo,
              ghsaId: advisory.ghsaId,
              ...('number' in from ? { pull: from.number } : { patch: from }),
              clone: await findPublicClone(advisory.repo, tools.git, tools.gitUrl),
              forkRemote: settings.forkRemote(),
            },
            stop.signal,
          );
          // A fix that began in public has its issue.
          const opened = openedBefore(this.#parts.context.globalState, advisory.repo, advisory.ghsaId);
          const issue = prepared.portedBefore === null ? opened : null;
          const draft = proposeDraft(prepared, await newsText(tools.git, prepared), issue, {
            author: settings.author(),
            releaseBlockerFrom: settings.releaseBlockerFrom(),
            sign: this.#parts.context.globalState.get('ghsa.sign', false),
          });
          const model = PortModel.review(parts, prepared, draft);
          void model.look();
          return model;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          // The window in which they are resolved knows ids only.
          if ('bytes' in from) await keepPatch(error.folder, from.bytes);
          return new ConflictModel({ key, tools, advisory, sandbox }, error);
        }
      },
    );
  }

  #show(shown: Shown, model: PortModel | ConflictModel): void {
    const { key, advisory } = shown;
    const page = this.#pageOf(shown, model);
    this.#documents.add(key, async (side, path) => (await this.#open.get(key)?.page.read(side, path)) ?? '');
    const panel = new PortPanel(
      {
        extensionUri: this.#parts.context.extensionUri,
        viewType: 'ghsa.port',
        title: `Port: ${settings.hideTitles() ? shortId(advisory.ghsaId) : tabTitle(page.title)}`,
        heading: 'Port to a public pull request',
        report: this.#parts.report,
        closed: () => void this.#closed(shown),
      },
      page,
    );
    this.#open.set(key, { panel, page });
  }

  #pageOf(shown: Shown, model: PortModel | ConflictModel): ReviewPage | ConflictPage {
    const { key, tools, from, advisory } = shown;
    const openPrivatePull = () => {
      if (from === null) throw new JobError('no-pull', 'The private pull request is not there any more.');
      return 'htmlUrl' in from ? env.openExternal(Uri.parse(from.htmlUrl, true)) : undefined;
    };
    const close = () => this.#open.get(key)?.panel.close();
    if (model instanceof PortModel) {
      this.#models.set(key, model);
      return new ReviewPage(model, { tools, openPrivatePull, close });
    }
    return new ConflictPage(model, {
      git: tools.git,
      here: jobOfWindow(this.#parts.context) === key,
      openPrivatePull,
      cancel: close,
      openWindow: async () => {
        const id = shortId(advisory.ghsaId);
        const file = join(windowsRootOf(this.#parts.context), key, `${id}.code-workspace`);
        this.#moved.add(key);
        // The other window takes the folder over.
        await release(model.folder);
        await openEmbargoedWindow(file, model.files, id);
        close();
      },
      goOn: () => this.#resolved(shown, model),
    });
  }

  /** The conflicts are resolved, says the coordinator: the files are looked at, and the same page goes on. */
  async #resolved(shown: Shown, model: ConflictModel): Promise<void> {
    if (this.#resolving.has(shown.key)) return;
    this.#resolving.add(shown.key);
    try {
      await this.#goOn(shown, model);
    } finally {
      this.#resolving.delete(shown.key);
    }
    // The page was closed meanwhile.
    if (!this.#open.has(shown.key)) await this.#leave(shown.key, shown.advisory);
  }

  async #goOn(shown: Shown, model: ConflictModel): Promise<void> {
    await saveBelow(model.files);
    await model.refresh();
    if (!model.state.ready) throw new JobError('conflict', model.state.summary);
    const next = await this.#made(shown);
    if (next instanceof ConflictModel) throw new JobError('conflict', next.state.summary);
    const open = this.#open.get(shown.key);
    if (!open) return;
    if (open.page instanceof ConflictPage) open.page.dispose();
    open.page = this.#pageOf(shown, next);
    open.panel.become(open.page);
    if (jobOfWindow(this.#parts.context) !== null) await closeEditors();
  }

  /** Before the line nothing is left of a page that was closed, but for what was resolved by hand. */
  async #closed({ key, advisory }: Shown): Promise<void> {
    const page = this.#open.get(key)?.page;
    this.#open.delete(key);
    this.#documents.remove(key);
    if (page instanceof ConflictPage) page.dispose();
    const model = this.#models.get(key);
    const runs =
      model !== undefined &&
      (model.state.phase === 'running' || (model.isPublic && model.state.phase === 'review'));
    if (!runs) this.#models.delete(key);
    const folder = scratchOf(this.scratchRoot, key);
    if ((page instanceof ReviewPage && page.model.isPublic) || this.#moved.delete(key)) {
      // A port that runs on without its page keeps its folder.
      if (!runs) await release(folder);
      return;
    }
    // Whoever resolves the conflicts just now deletes what must go when they are done.
    if (this.#resolving.has(key)) return;
    if (page instanceof ReviewPage) await page.model.stopLooking();
    await this.#leave(key, advisory);
  }

  /** Before the line nothing is left of a port, but for what was resolved by hand. */
  async #leave(key: string, advisory: Advisory): Promise<void> {
    const folder = scratchOf(this.scratchRoot, key);
    if ((await readConflict(folder)) === null) return removeScratch(folder);
    await release(folder);
    const answer = await window.showInformationMessage(
      `What was resolved for ${shortId(advisory.ghsaId)} is kept for the next port.`,
      'Delete It',
    );
    // The answer may come much later.
    const free = !this.busy.has(key) && !(await isHeldElsewhere(folder));
    if (answer && free && (await this.#parts.store.load(key)) === null) await removeScratch(folder);
  }

  async #failed({ key, advisory, from }: Shown, step: string, error: unknown): Promise<void> {
    this.#parts.report(error);
    // Whoever looks at the page sees it there, and a notification would lie over its button.
    if (this.#open.get(key)?.panel.visible) return;
    const answer = await window.showWarningMessage(
      `${shortId(advisory.ghsaId)}: port stopped at "${step.toLowerCase()}". Nothing is lost.`,
      'Continue Port',
      'Show',
    );
    // Opening the page of a port that stopped goes on with it.
    if (answer === 'Continue Port') this.#models.get(key)?.start();
    if (answer) await this.openAs(key, advisory, from, await this.#parts.github());
  }

  /** Whether to sign is asked in the page; the answer is proposed the next time. */
  #remember({ sign }: PortDraft): void {
    void this.#parts.context.globalState.update('ghsa.sign', sign);
  }
}
