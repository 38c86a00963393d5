import { env, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub } from '../../github/index.ts';
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

  /** The models of the open pages. */
  get models(): readonly EditorModel[] {
    return [...this.#open.values()].map(({ page }) => page.model);
  }

  /** Shows an advisory; the one panel that there is, or a new one. */
  open(ref: AdvisoryRef, { known = null, tab, column }: OpenAt = {}): AdvisoryPage {
    const { context, session, github, store, draftsKept, read, report } = this.#parts;
    const key = `${session.apiUrl} ${repoName(ref.repo)}/${ref.ghsaId}`;
    const there = this.#open.get(key);
    if (there) {
      there.page.reveal();
      if (tab) there.page.model.show(tab);
      return there.page;
    }
    const { globalState } = context;
    const overwritten = () => globalState.get<string[]>('ghsa.overwritten', []);
    const model = new EditorModel({
      ...ref,
      known,
      github,
      store,
      key: `ghsa.draft:${key}`,
      overwritten: {
        has: () => overwritten().includes(key),
        add: () => void globalState.update('ghsa.overwritten', [...new Set([...overwritten(), key])]),
      },
      sandbox: !session.isGitHub,
      draftsKept,
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
    this.#remember();
    if (!model.dirty || this.#told.has(key)) return;
    this.#told.add(key);
    const answer = await window.showInformationMessage(`Draft of ${shortId(ghsaId)} kept.`, 'Discard');
    if (answer === 'Discard' && !this.#open.has(key)) model.discard();
  }
}
