import type { Event } from 'vscode';

/** Whose tokens a window uses, in place of VS Code's session and the tokens that somebody typed. */
export interface Account {
  /** The token of exactly this host; null for every other one. */
  token(apiUrl: string): Promise<string | null>;
  signIn(): Promise<void>;
  /** The host did not take the token. */
  expired(): Promise<void>;
  readonly onDidChange: Event<void>;
}
