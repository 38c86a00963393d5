import { workspace, type Disposable, type ExtensionContext } from 'vscode';
import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { readAnnouncement, type AnnouncementFacts, type Fix } from '../../jobs/announce/index.ts';
import type { PortLinks } from '../../jobs/port/index.ts';
import type { Facts } from '../../process/index.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import { rowId } from '../advisories/states.ts';
import { keepLinks, linksOf, madeByHand } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { settings } from '../common/settings.ts';
import { during } from '../decide/ask.ts';
import type { Session } from '../session/session.ts';
import { cveIdOrNone } from '../../texts/plain.ts';
import { saveText } from './files.ts';
import { AnnounceModel } from './model.ts';
import { AnnouncePage } from './page.ts';
import { recordText } from './record.ts';

export interface AnnouncementsParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  /** Where edited texts are kept. */
  readonly drafts: SecretStore;
  readonly github: () => Promise<GitHub>;
  readonly report: (error: unknown) => void;
}

interface Opened {
  readonly model: AnnounceModel;
  readonly page: AnnouncePage;
  /** Who we were when it was opened. */
  readonly login: string;
}

/** The announce pages of this window: one per advisory. */
export class Announcements implements Disposable {
  readonly #parts: AnnouncementsParts;
  readonly #open = new Map<string, Opened>();
  /** What is still being written of pages that were closed. */
  readonly #closing = new Map<string, Promise<void>>();
  readonly #listeners: readonly { dispose(): void }[];

  constructor(parts: AnnouncementsParts) {
    this.#parts = parts;
    const touch = () => this.#touch();
    this.#listeners = [
      parts.model.onDidChange(touch),
      workspace.onDidChangeConfiguration(change => {
        if (!change.affectsConfiguration('ghsa')) return;
        touch();
        for (const { page } of this.#open.values()) page.redraw();
      }),
    ];
    parts.context.subscriptions.push(this);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  /** What is open. */
  get pages(): readonly Pick<Opened, 'model' | 'page'>[] {
    return [...this.#open.values()];
  }

  /** The advisory of the page in front. */
  get active(): Advisory | null {
    return [...this.#open.values()].find(({ page }) => page.active)?.model.advisory ?? null;
  }

  /** Shows the page of an advisory; the one that there is, or a new one. */
  open(advisory: Advisory): AnnounceModel {
    const { context, session, drafts, github, progress, report } = this.#parts;
    const key = this.#key(advisory);
    const there = this.#open.get(key);
    if (there) {
      there.page.reveal();
      void there.model.load();
      return there.model;
    }
    const facts = this.#factsOf(advisory);
    const model: AnnounceModel = new AnnounceModel({
      ...{ github, facts, key },
      store: drafts,
      sandbox: session.isPractice,
      closeStep: () => {
        const { model: list } = this.#parts;
        if (list.state.kind !== 'loaded') return null;
        return list.assessment(facts().advisory).steps.find(({ id }) => id === 'close') ?? null;
      },
      links: () => this.#links(advisory),
      to: () => settings.editor(repoName(advisory.repo)).mailTo,
      cveUrl: () => settings.cveUrl(),
      hideTitles: () => settings.hideTitles(),
      remember: change => progress.update(advisory, change),
      took: read => this.#took(read),
      named: fix => this.#named(advisory, fix),
      log: report,
    });
    const page = new AnnouncePage({
      extensionUri: context.extensionUri,
      model,
      saveRecord: () => this.saveRecord(model.advisory, model.facts),
      report,
      closed: () => {
        this.#open.delete(key);
        model.close();
        // A draft outlives its page.
        this.#closing.set(
          key,
          model.settled().finally(() => this.#closing.delete(key)),
        );
      },
    });
    this.#open.set(key, { model, page, login: facts().me });
    void model.open(this.#closing.get(key));
    return model;
  }

  /** Resolves when every edited text is kept. */
  async kept(): Promise<void> {
    await Promise.all([
      ...[...this.#open.values()].map(({ model }) => model.settled()),
      ...this.#closing.values(),
    ]);
  }

  /**
   * Saves the CVE record where the user says. Answers what was done, as words; null: nothing was.
   * @throws GitHubError
   */
  async saveRecord(advisory: Advisory, read?: AnnouncementFacts): Promise<string | null> {
    const { progress } = this.#parts;
    const github = await this.#parts.github();
    const { text, missing } = await during(
      `Making the CVE record of ${shortId(advisory.ghsaId)}…`,
      async signal => {
        const about = {
          repo: advisory.repo,
          ghsaId: advisory.ghsaId,
          links: this.#links(advisory),
          named: null,
        };
        const facts = read ?? (await readAnnouncement(github, about, signal));
        const archiveUrl = progress.of(advisory).archiveUrl ?? null;
        return recordText(github, facts, { gitUrl: settings.gitUrl(), archiveUrl }, signal);
      },
    );
    const proposed = `${cveIdOrNone(advisory.cveId ?? '') || 'CVE record'}.json`;
    const name = await saveText('Save CVE Record', proposed, { JSON: ['json'] }, text);
    if (name === null) return null;
    return missing.length === 0 ? `Saved as ${name}.` : `Saved as ${name}. It lacks: ${missing.join(', ')}.`;
  }

  /** The tree's facts, the last ones where it is being read anew. */
  #factsOf(advisory: Advisory): () => Facts {
    const { model } = this.#parts;
    let last = model.facts(advisory);
    return () => {
      if (model.state.kind !== 'loaded') return last;
      const newest = model.advisoryOf(rowId(advisory)) ?? last.advisory;
      return (last = model.facts(newest));
    };
  }

  #touch(): void {
    const { state } = this.#parts.model;
    for (const { model, page, login } of [...this.#open.values()]) {
      // With another account nothing of the last one is shown.
      const gone = state.kind === 'signed-out' || (state.kind === 'loaded' && state.login !== login);
      if (gone) page.close();
      else model.touch();
    }
  }

  /** What was read here is news for the tree. */
  #took({ advisory, fix }: AnnouncementFacts): void {
    const { model } = this.#parts;
    model.take(advisory);
    if (model.state.kind !== 'loaded' || fix.pull === null) return;
    const known = model.facts(advisory).publicFix;
    if (known?.pull === fix.pull.number && known.state !== fix.pull.state) void model.refresh();
  }

  /** A fix that was made public by hand is remembered as a port is: by ids. */
  async #named({ repo, ghsaId }: Advisory, { issue, pull }: Fix): Promise<void> {
    if (pull === null) return;
    const links = madeByHand({ repo: repoName(repo), ghsaId, issue, pull: pull.number });
    await keepLinks(this.#parts.context.globalState, links);
    await this.#parts.model.refresh();
  }

  #links({ repo, ghsaId }: Advisory): PortLinks | null {
    return linksOf(this.#parts.context.globalState, repo, ghsaId);
  }

  #key({ repo, ghsaId }: Advisory): string {
    return `ghsa.announcement:${this.#parts.session.recordsKey} ${repoName(repo)}/${ghsaId}`.toLowerCase();
  }
}
