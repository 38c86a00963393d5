import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commands,
  env,
  extensions,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type ExtensionContext,
} from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import {
  Git,
  openAskpass,
  pickAskpass,
  removeScratch,
  tokenFits,
  type AskpassChannel,
} from '../../git/index.ts';
import type { GitHub, Pull } from '../../github/index.ts';
import {
  newsText,
  portKey,
  preparePort,
  proposeDraft,
  readRecord,
  scratchOf,
  type PortLinks,
  type PortTools,
} from '../../jobs/port/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { findPublicClone } from './clone.ts';
import { PortDocuments, portScheme } from './documents.ts';
import { PortModel } from './model.ts';
import { PortPanel } from './panel.ts';

export interface PortParts {
  readonly context: ExtensionContext;
  readonly session: Session;
  /** The connection to where `ghsa.apiUrl` points now. */
  readonly github: () => Promise<GitHub>;
  readonly store: JobStore;
  readonly report: (error: unknown) => void;
}

/** The ports of this window: one page per private pull request. */
export class Ports {
  readonly #parts: PortParts;
  readonly #open = new Map<string, PortPanel>();
  readonly #documents = new PortDocuments();
  readonly #models = new Map<string, PortModel>();
  readonly #askpass = new Map<string, Promise<AskpassChannel>>();
  readonly #opening = new Set<string>();

  constructor(parts: PortParts) {
    this.#parts = parts;
    const { subscriptions } = parts.context;
    subscriptions.push(workspace.registerTextDocumentContentProvider(portScheme, this.#documents), {
      dispose: () => this.#askpass.forEach(channel => void channel.then(open => open.dispose())),
    });
  }

  /** The ports that are open, by key. */
  get models(): ReadonlyMap<string, PortModel> {
    return this.#models;
  }

  /** Prepares the port of an advisory and opens its page; goes on with one that was confirmed before. */
  async port(advisory: Advisory, choose: () => Promise<Pull | null>): Promise<void> {
    const pull = await choose();
    if (!pull) return;
    const github = await this.#parts.github();
    const key = portKey(github.apiUrl, advisory.repo, advisory.ghsaId, pull.number);
    const there = this.#open.get(key);
    if (there) return there.reveal();
    // A second press while the first one prepares: its progress is in view.
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      const tools = await this.#tools(github);
      const model = this.#going(key) ?? (await this.#made(key, advisory, pull, tools));
      this.#show(key, advisory, pull, model, tools);
    } finally {
      this.#opening.delete(key);
    }
  }

  /** A port goes on when its page is closed; it must not run twice. */
  #going(key: string): PortModel | null {
    const model = this.#models.get(key);
    return model && model.state.phase !== 'done' ? model : null;
  }

  async #made(key: string, advisory: Advisory, pull: Pull, tools: PortTools): Promise<PortModel> {
    const parts = {
      tools,
      sandbox: !this.#parts.session.isGitHub,
      keep: (links: PortLinks) => this.#keep(links),
      failed: (step: string, error: unknown) => void this.#failed(key, advisory, step, error),
    };
    const record = readRecord(await this.#parts.store.load(key));
    if (record) {
      const model = PortModel.unfinished(parts, record, stripTags(advisory.title));
      model.start();
      return model;
    }
    return window.withProgress(
      { location: ProgressLocation.Notification, title: 'Preparing the port', cancellable: true },
      async (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const prepared = await preparePort(
          { ...tools, progress: message => progress.report({ message }) },
          {
            repo: advisory.repo,
            ghsaId: advisory.ghsaId,
            pull: pull.number,
            clone: await findPublicClone(advisory.repo, tools.git, tools.gitUrl),
            forkRemote: settings.forkRemote(),
          },
          stop.signal,
        );
        const draft = proposeDraft(prepared, await newsText(tools.git, prepared), null, {
          author: settings.author(),
          releaseBlockerFrom: settings.releaseBlockerFrom(),
        });
        return PortModel.review(parts, prepared, draft);
      },
    );
  }

  #show(key: string, advisory: Advisory, pull: Pull, model: PortModel, tools: PortTools): void {
    const panel = new PortPanel(
      {
        extensionUri: this.#parts.context.extensionUri,
        tools,
        documents: this.#documents,
        title: settings.hideTitles() ? shortId(advisory.ghsaId) : model.state.advisoryTitle,
        openPrivatePull: () => env.openExternal(Uri.parse(pull.htmlUrl, true)),
        report: this.#parts.report,
      },
      model,
      () => {
        this.#open.delete(key);
        if (model.state.phase !== 'running') this.#models.delete(key);
        // Before the line nothing is left of a page that was closed; behind it the record goes on.
        if (model.state.phase === 'review') void removeScratch(scratchOf(tools.scratchRoot, key));
      },
    );
    this.#open.set(key, panel);
    this.#models.set(key, model);
  }

  async #failed(key: string, advisory: Advisory, step: string, error: unknown): Promise<void> {
    this.#parts.report(error);
    const panel = this.#open.get(key);
    // Whoever looks at the page sees it there, and a notification would lie over its button.
    if (panel?.visible) return;
    const answer = await window.showWarningMessage(
      `${shortId(advisory.ghsaId)}: port stopped at "${step.toLowerCase()}". Nothing is lost.`,
      'Continue Port',
      'Show',
    );
    // Opening the page of a port that stopped goes on with it.
    if (answer === 'Continue Port') this.#models.get(key)?.start();
    if (answer) await commands.executeCommand('ghsa.port', { kind: 'advisory', advisory });
  }

  async #keep(links: PortLinks): Promise<void> {
    const { globalState } = this.#parts.context;
    const known = globalState.get<PortLinks[]>('ghsa.links', []);
    await globalState.update('ghsa.links', [...known.filter(({ ghsaId }) => ghsaId !== links.ghsaId), links]);
  }

  /** What a port works with here: VS Code's git and its credentials, or our own channel for another host. */
  async #tools(github: GitHub): Promise<PortTools> {
    const { context, session, store } = this.#parts;
    const gitExtension = await vscodeGit();
    const gitUrl = settings.gitUrl();
    const scratchRoot = join(context.globalStorageUri.fsPath, 'scratch');
    await mkdir(scratchRoot, { recursive: true, mode: 0o700 });
    const theirs = session.isGitHub ? pickAskpass(gitExtension?.env) : null;
    // Where neither fits, git asks the user's own credential helper.
    const own =
      !session.isGitHub && tokenFits(github.apiUrl, gitUrl) ? await this.#channel(github, gitUrl) : null;
    const credentials = theirs ?? own?.environment;
    return {
      github,
      git: new Git({
        ...(gitExtension?.path ? { binary: gitExtension.path } : {}),
        ...(credentials ? { credentials } : {}),
        ownCredentials: own !== null,
      }),
      gitUrl,
      scratchRoot,
      store,
      releaseCycleUrl: settings.releaseCycleUrl(),
      now: () => new Date(),
    };
  }

  /** One channel per host, as long as the window lives. */
  #channel({ apiUrl }: GitHub, gitUrl: string): Promise<AskpassChannel> {
    const { context, session } = this.#parts;
    const known = this.#askpass.get(gitUrl);
    if (known) return known;
    const made = openAskpass({
      origin: gitUrl,
      token: () => session.token(apiUrl),
      program: join(context.extensionPath, 'dist', 'askpass.cjs'),
    });
    this.#askpass.set(gitUrl, made);
    return made;
  }
}

/** VS Code's own git extension, where it is there and switched on. Looked up, never required. */
async function vscodeGit(): Promise<{ readonly path?: string; readonly env?: unknown } | null> {
  try {
    const extension = extensions.getExtension<{
      getAPI(version: 1): { git: { path?: string; env?: unknown } };
    }>('vscode.git');
    return extension ? (await extension.activate()).getAPI(1).git : null;
  } catch {
    return null;
  }
}
