import { tokenHost } from '../../github/host.ts';

/** Where the practice GitHub is, and the token of the one who practises there. */
export interface SignedIn {
  readonly api: string;
  readonly token: string;
  readonly login: string;
}

/** The token of the practice GitHub, for exactly its host. Every other host gets none, GitHub itself above all. */
export function tokenFor(at: SignedIn | null, apiUrl: string): string | null {
  if (at === null || !URL.canParse(apiUrl)) return null;
  return tokenHost(apiUrl).origin === tokenHost(at.api).origin ? at.token : null;
}
