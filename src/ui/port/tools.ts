import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { extensions, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { Git, openAskpass, tokenFits, vscodeCredentials, type AskpassChannel } from '../../git/index.ts';
import { connect, type GitHub } from '../../github/index.ts';
import { repoName } from '../../advisory/model.ts';
import type { PortLinks, PortTools } from '../../jobs/port/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { scratchRootOf } from './scratchRoot.ts';

/** Makes what a port works with here: VS Code's git and its credentials, or our own channel for another host. */
export class Toolbox implements Disposable {
  readonly #context: ExtensionContext;
  readonly #session: Session;
  readonly #store: JobStore;
  readonly #askpass = new Map<string, Promise<AskpassChannel>>();

  constructor(context: ExtensionContext, session: Session, store: JobStore) {
    this.#context = context;
    this.#session = session;
    this.#store = store;
  }

  /** Where the scratch repositories lie. */
  get scratchRoot(): string {
    return scratchRootOf(this.#context);
  }

  async make(github: GitHub): Promise<PortTools> {
    const gitExtension = await vscodeGit();
    const gitUrl = settings.gitUrl();
    await mkdir(this.scratchRoot, { recursive: true, mode: 0o700 });
    const theirs = vscodeCredentials({
      isGitHub: this.#session.isGitHub,
      gitAuthentication: workspace.getConfiguration('github').get<boolean>('gitAuthentication') ?? true,
      env: gitExtension?.env,
    });
    // Where neither fits, git asks the user's own credential helper.
    const own =
      !this.#session.isGitHub && tokenFits(github.apiUrl, gitUrl)
        ? await this.#channel(github, gitUrl)
        : null;
    const credentials = theirs ?? own?.environment;
    return {
      github,
      git: new Git({
        ...(gitExtension?.path ? { binary: gitExtension.path } : {}),
        ...(credentials ? { credentials } : {}),
        ownCredentials: own !== null,
      }),
      gitUrl,
      scratchRoot: this.scratchRoot,
      store: this.#store,
      portedBefore: async (repo, ghsaId) =>
        this.#context.globalState
          .get<PortLinks[]>('ghsa.links', [])
          .find(links => links.ghsaId === ghsaId && links.repo === repoName(repo)) ?? null,
      accountOf: async token =>
        (await connect({ apiUrl: github.apiUrl, token: async () => token }).users.me()).login,
      releaseCycleUrl: settings.releaseCycleUrl(),
      now: () => new Date(),
    };
  }

  dispose(): void {
    for (const channel of this.#askpass.values()) void channel.then(open => open.dispose());
  }

  /** One channel per host, as long as the window lives. */
  #channel({ apiUrl }: GitHub, gitUrl: string): Promise<AskpassChannel> {
    const known = this.#askpass.get(gitUrl);
    if (known) return known;
    const made = openAskpass({
      origin: gitUrl,
      token: () => this.#session.token(apiUrl),
      program: join(this.#context.extensionPath, 'dist', 'askpass.cjs'),
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
