import { authentication, EventEmitter, window, type Disposable, type SecretStorage } from 'vscode';
import { ContextKey } from '../common/contextKey.ts';
import { settings } from '../common/settings.ts';

/**
 * The scope sets that other extensions ask VS Code's GitHub session for. An existing one is used as it is; a new
 * one is made with the first (scopes are matched as exact sets, so any other would ask for consent again).
 */
const scopeSets = [
  ['read:user', 'user:email', 'repo', 'workflow'],
  ['read:user', 'user:email', 'repo', 'workflow', 'project', 'read:org'],
] as const;

const githubApi = 'https://api.github.com';

/**
 * Who we are, and the token of exactly one host. api.github.com uses VS Code's GitHub session; any other host
 * that `ghsa.apiUrl` names has its own token, asked for by name and kept in SecretStorage.
 */
export class Session implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #getSession: typeof authentication.getSession;
  readonly #changed = new EventEmitter<void>();
  readonly #signedIn = new ContextKey<boolean>('ghsa:signedIn');
  readonly #listeners: Disposable[];

  readonly onDidChange = this.#changed.event;

  /** `getSession` is injected so that tests can sign in. */
  constructor(
    secrets: SecretStorage,
    getSession: typeof authentication.getSession = authentication.getSession,
  ) {
    this.#secrets = secrets;
    this.#getSession = getSession;
    this.#listeners = [
      authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id === 'github') this.#changed.fire();
      }),
      secrets.onDidChange(({ key }) => {
        if (key.startsWith('ghsa.token:')) this.#changed.fire();
      }),
    ];
  }

  /** Where GitHub is, without a slash at its end. */
  get apiUrl(): string {
    return settings.apiUrl().replace(/\/+$/, '');
  }

  get isGitHub(): boolean {
    return this.apiUrl === githubApi;
  }

  /** The token, without asking anybody. Null when nobody is signed in. */
  async token(): Promise<string | null> {
    const token = this.isGitHub ? await this.#existing() : await this.#secrets.get(this.#key());
    this.#signedIn.set(token !== null && token !== undefined);
    return token ?? null;
  }

  /** Asks: VS Code's own sign-in for GitHub, a token for any other host. Only ever on the user's wish. */
  async signIn(): Promise<void> {
    if (this.isGitHub) {
      await this.#getSession('github', scopeSets[0], { createIfNone: true });
    } else {
      const token = await window.showInputBox({
        title: `Sign in to ${new URL(this.apiUrl).host}`,
        prompt: `A token of ${new URL(this.apiUrl).host}. It is kept in VS Code's secret storage and sent to that host only.`,
        password: true,
        ignoreFocusOut: true,
      });
      if (token) await this.#secrets.store(this.#key(), token.trim());
    }
    this.#changed.fire();
  }

  /** GitHub said 401: a token of our own keeping is of no use any more. */
  async expired(): Promise<void> {
    if (!this.isGitHub) await this.#secrets.delete(this.#key());
    this.#signedIn.set(false);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  async #existing(): Promise<string | null> {
    for (const scopes of scopeSets) {
      const session = await this.#getSession('github', scopes, { silent: true });
      if (session) return session.accessToken;
    }
    return null;
  }

  #key(): string {
    return `ghsa.token:${new URL(this.apiUrl).origin}`;
  }
}
