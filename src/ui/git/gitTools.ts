import { join } from 'node:path';
import { extensions, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { Git, openAskpass, tokenFits, vscodeCredentials, type AskpassChannel } from '../../git/index.ts';
import type { GitHub } from '../../github/index.ts';
import { settings } from '../common/settings.ts';
import { outgoing } from '../outgoing/ours.ts';
import type { Session } from '../session/session.ts';

/** Makes our git of this window: VS Code's git and its credentials, or our own channel for another host. */
export class GitTools implements Disposable {
  readonly #context: Pick<ExtensionContext, 'extensionPath'>;
  readonly #session: Session;
  readonly #askpass = new Map<string, Promise<AskpassChannel>>();

  constructor(context: Pick<ExtensionContext, 'extensionPath'>, session: Session) {
    this.#context = context;
    this.#session = session;
  }

  async make(github: Pick<GitHub, 'apiUrl'>): Promise<{ readonly git: Git; readonly gitUrl: string }> {
    const gitExtension = await vscodeGit();
    const gitUrl = settings.gitUrl();
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
    const git = new Git({
      ...(gitExtension?.path ? { binary: gitExtension.path } : {}),
      ...(credentials ? { credentials } : {}),
      ownCredentials: own !== null,
      onSent: outgoing.git,
    });
    return { git, gitUrl };
  }

  dispose(): void {
    for (const channel of this.#askpass.values()) void channel.then(open => open.dispose());
  }

  /** One channel per host, as long as the window lives. */
  #channel({ apiUrl }: Pick<GitHub, 'apiUrl'>, gitUrl: string): Promise<AskpassChannel> {
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
