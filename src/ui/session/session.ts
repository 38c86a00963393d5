import { authentication, EventEmitter, window, type Disposable, type SecretStorage } from 'vscode';
import { ContextKey } from '../common/contextKey.ts';
import { settings } from '../common/settings.ts';
import { isGitHub, tokenHost } from '../../github/host.ts';
import type { Account } from './account.ts';
import { isPracticeAt, recordsKeyOf } from './practice.ts';
import { tokenPrefix, Tokens } from './tokens.ts';

/**
 * The scope sets that other extensions ask VS Code's GitHub session for. An existing one is used as it is; a new
 * one is made with the first (scopes are matched as exact sets, so any other would ask for consent again).
 */
const scopeSets = [
  ['read:user', 'user:email', 'repo', 'workflow'],
  ['read:user', 'user:email', 'repo', 'workflow', 'project', 'read:org'],
] as const;

/** VS Code could not sign anybody in. */
class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly kind = 'sign-in';
}

/**
 * Who we are, and the token of exactly one host. api.github.com uses VS Code's GitHub session; any other host
 * that `ghsa.apiUrl` names has its own token, asked for by name and kept in SecretStorage.
 */
export class Session implements Disposable {
  readonly #tokens: Tokens;
  readonly #account: Account | null;
  readonly #changed = new EventEmitter<void>();
  readonly #signedIn = new ContextKey<boolean>('ghsa:signedIn');
  readonly #listeners: Disposable[];

  readonly onDidChange = this.#changed.event;

  /** With an account of its own the window asks neither VS Code's session nor the kept tokens. */
  constructor(secrets: SecretStorage, account: Account | null = null) {
    this.#tokens = new Tokens(secrets, () => this.#existing());
    this.#account = account;
    if (account) {
      this.#listeners = [account.onDidChange(() => this.#changed.fire())];
      return;
    }
    this.#listeners = [
      authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id === 'github' && this.isGitHub) this.#changed.fire();
      }),
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(tokenPrefix) && !this.isGitHub) this.#changed.fire();
      }),
    ];
  }

  /** Where GitHub is, without a slash at its end. */
  get apiUrl(): string {
    return settings.apiUrl().replace(/\/+$/, '');
  }

  get isGitHub(): boolean {
    return isGitHub(this.apiUrl);
  }

  /** Is nothing there real? */
  get isPractice(): boolean {
    return isPracticeAt(this.apiUrl);
  }

  /** Under which name records of its advisories are kept. */
  get recordsKey(): string {
    return recordsKeyOf(this.apiUrl);
  }

  /**
   * The token of a host, without asking anybody. Null when nobody is signed in there. A connection that outlives
   * a change of the setting names its own host, so that it never gets another one's token.
   */
  async token(apiUrl: string = this.apiUrl): Promise<string | null> {
    const token = await (this.#account ? this.#account.token(apiUrl) : this.#tokens.of(apiUrl));
    if (apiUrl === this.apiUrl) this.#signedIn.set(token !== null);
    return token;
  }

  /** Asks: VS Code's own sign-in for GitHub, a token for any other host. Only ever on the user's wish. */
  async signIn(): Promise<void> {
    if (this.#account) return this.#account.signIn();
    await (this.isGitHub ? this.#signInToGitHub() : this.#askForToken(this.apiUrl));
  }

  /** GitHub said 401. */
  async expired(): Promise<void> {
    await (this.#account ? this.#account.expired() : this.#tokens.refuse(this.apiUrl));
    this.#signedIn.set(false);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changed.dispose();
  }

  async #signInToGitHub(): Promise<void> {
    const refused = await this.#tokens.isRefused(this.apiUrl);
    try {
      await authentication.getSession(
        'github',
        scopeSets[0],
        refused
          ? { forceNewSession: { detail: 'GitHub signed you out. Drafts are kept.' } }
          : { createIfNone: true },
      );
    } catch (error) {
      // VS Code tells a change of mind by its text only (`extHostAuthentication`, "User did not consent").
      if (error instanceof Error && /consent|cancel/i.test(error.message)) return;
      throw new SignInError('VS Code could not sign you in to GitHub. Try again.', { cause: error });
    }
    // A session that was there already does not count as changed.
    this.#changed.fire();
  }

  async #askForToken(apiUrl: string): Promise<void> {
    const { host } = tokenHost(apiUrl);
    const token = await window.showInputBox({
      title: `Sign in to ${host}`,
      prompt: `A token of ${host}. It is kept in VS Code's secret storage and sent to that host only.`,
      password: true,
      ignoreFocusOut: true,
    });
    // The change of the secret is what tells the others.
    if (token?.trim()) await this.#tokens.keep(apiUrl, token.trim());
  }

  async #existing(): Promise<string | null> {
    for (const scopes of scopeSets) {
      const session = await authentication.getSession('github', scopes, { silent: true });
      if (session) return session.accessToken;
    }
    return null;
  }
}
