import {
  authentication,
  EventEmitter,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
  type Disposable,
} from 'vscode';
import type { Account } from '../session/account.ts';
import { tokenFor, type SignedIn } from './signedIn.ts';

/**
 * The account of practice: signed in by itself, shown in VS Code's list of accounts as one of "GHSA Practice". It knows
 * the token of the practice GitHub and gives it to that host only; VS Code's own sessions are never asked.
 */
export class PracticeAccount implements Account, AuthenticationProvider, Disposable {
  readonly #where: () => Promise<SignedIn | null>;
  readonly #changed = new EventEmitter<void>();
  readonly #sessions = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #registered: Disposable;
  #signedOut = false;

  readonly onDidChange = this.#changed.event;
  readonly onDidChangeSessions = this.#sessions.event;

  /** `where` waits for the practice GitHub; null: it does not run. */
  constructor(where: () => Promise<SignedIn | null>) {
    this.#where = where;
    this.#registered = authentication.registerAuthenticationProvider('ghsa-practice', 'GHSA Practice', this);
  }

  async token(apiUrl: string): Promise<string | null> {
    const at = await this.#where();
    return this.#signedOut ? null : tokenFor(at, apiUrl);
  }

  async signIn(): Promise<void> {
    this.#set(false);
  }

  async expired(): Promise<void> {
    this.#set(true);
  }

  async getSessions(): Promise<AuthenticationSession[]> {
    const at = this.#signedOut ? null : await this.#where();
    return at === null ? [] : [sessionOf(at)];
  }

  async createSession(): Promise<AuthenticationSession> {
    const at = await this.#where();
    if (at === null) throw new Error('The practice GitHub does not run.');
    this.#set(false);
    return sessionOf(at);
  }

  async removeSession(): Promise<void> {
    this.#set(true);
  }

  /** It runs now, runs no more, or the account may do other things there. */
  touch(): void {
    this.#changed.fire();
    this.#sessions.fire({ added: [], removed: [], changed: [] });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
    this.#sessions.dispose();
  }

  #set(signedOut: boolean): void {
    this.#signedOut = signedOut;
    this.touch();
  }
}

function sessionOf({ token, login }: SignedIn): AuthenticationSession {
  return { id: 'practice', accessToken: token, account: { id: login, label: login }, scopes: [] };
}
