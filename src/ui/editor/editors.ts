import { env, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
import { rowId } from '../advisories/model.ts';
import type { SecretStore } from '../common/secretStore.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { AdvisoryDocuments } from './documents.ts';
import type { AdvisoryRef } from './link.ts';
import { EditorModel } from './model.ts';
import { AdvisoryPage } from './page.ts';
import type { TabName, ToPage } from './protocol.ts';
import { rememberOpen } from './remembered.ts';

export interface EditorsParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  readonly github: () => Promise<GitHub>;
  readonly store: SecretStore;
  readonly draftsKept: () => boolean;
  /** Advisories that this window has read. */
  readonly others: () => readonly Advisory[];
  /** Told of every newer version of an advisory. */
  readonly read: (advisory: Advisory) => void;
  readonly report: (error: unknown) => void;
}

export interface OpenAt {
  /** What the tree knows already. */
  readonly known?: { readonly advisory: Advisory; readonly login: string } | null;
  readonly tab?: TabName;
  readonly column?: number;
}

/** The advisory pages of this window: one per advisory. */
export class Editors implements Disposable {
  readonly #parts: EditorsParts;
  readonly #documents = new AdvisoryDocuments();
  readonly #open = new Map<string, AdvisoryRef & { readonly page: AdvisoryPage }>();
  /** Pages that are being put away, until their drafts are kept. */
  readonly #closing = new Map<string, Promise<void>>();
  /** Drafts whose page was closed: said once. */
  readonly #told = new Set<string>();
  readonly #listener: Disposable;

  constructor(parts: EditorsParts) {
    this.#parts = parts;
    this.#listener = workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('ghsa')) for (const { page } of this.#open.values()) page.redraw();
    });
    parts.context.subscriptions.push(this);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#documents.dispose();
  }

  get pages(): readonly AdvisoryPage[] {
    return [...this.#open.values()].map(({ page }) => page);
  }

  /** The models of the open pages. */
  get models(): readonly EditorModel[] {
    return this.pages.map(({ model }) => model);
  }

  /** The advisory of the page in front. */
  get active(): Advisory | null {
    return [...this.#open.values()].find(({ page }) => page.active)?.page.model.advisory ?? null;
  }

  /** Shows an advisory; the one panel that there is, or a new one. */
  open(ref: AdvisoryRef, { known = null, tab, column }: OpenAt = {}): AdvisoryPage {
    const { context, session, github, store, draftsKept, others, read, report } = this.#parts;
    // GitHub's names ignore case: one advisory is one panel and one draft.
    const key = `${session.recordsKey} ${repoName(ref.repo).toLowerCase()}/${ref.ghsaId}`;
    const there = this.#open.get(key);
    if (there) {
      there.page.reveal();
      if (tab) there.page.model.show(tab);
      return there.page;
    }
    const model = new EditorModel({
      ...ref,
      known,
      github,
      store,
      key,
      before: this.#closing.get(key) ?? Promise.resolve(),
      sandbox: session.isPractice,
      draftsKept,
      others,
      settings: () => settings.editor(repoName(ref.repo)),
      read,
      copy: async text => env.clipboard.writeText(text),
      expired: () => session.expired(),
      log: report,
    });
    const page = new AdvisoryPage({
      ...ref,
      extensionUri: context.extensionUri,
      model,
      documents: this.#documents,
      report,
      changed: () => this.#remember(),
      closed: () => void this.#closed(key, ref, model),
      column,
    });
    this.#open.set(key, { ...ref, page });
    if (tab) model.show(tab);
    this.#remember();
    return page;
  }

  /** The tree has read these anew. */
  newer(advisories: readonly Advisory[]): void {
    for (const { page } of this.#open.values()) {
      const { advisory } = page.model;
      const found = advisories.find(entry => advisory !== null && rowId(entry) === rowId(advisory));
      if (found) void page.model.newer(found);
    }
  }

  /** Resolves when every draft is kept. */
  async kept(): Promise<void> {
    await Promise.all([...this.models.map(model => model.kept()), ...this.#closing.values()]);
  }

  /** Hands a key to the page in front. */
  press(what: Extract<ToPage, { readonly t: 'press' }>['what']): void {
    for (const { page } of this.#open.values()) if (page.active) page.press(what);
  }

  #remember(): void {
    const open = [...this.#open.values()].map(({ repo, ghsaId, page }) => ({
      repo: repoName(repo),
      ghsaId,
      column: page.column,
      active: page.active,
    }));
    rememberOpen(this.#parts.context, open);
  }

  /** A draft outlives its page. */
  async #closed(key: string, { ghsaId }: AdvisoryRef, model: EditorModel): Promise<void> {
    this.#open.delete(key);
    const kept = model.kept().finally(() => this.#closing.delete(key));
    this.#closing.set(key, kept);
    this.#remember();
    if (!model.dirty || this.#told.has(key)) return;
    this.#told.add(key);
    const answer = await window.showInformationMessage(`Draft of ${shortId(ghsaId)} kept.`, 'Discard');
    if (answer === 'Discard' && !this.#open.has(key)) model.discard();
  }
}
