import { tokenFits } from '../../git/credentials/host.ts';

/**
 * May the session's token answer git's question about this host? It goes to the origin of `gitUrl` only, where that is
 * the host of the token's API; GitHub itself is answered by VS Code.
 */
export function mayAnswer(
  { scheme, authority }: { readonly scheme: string; readonly authority: string },
  {
    isGitHub,
    apiUrl,
    gitUrl,
  }: { readonly isGitHub: boolean; readonly apiUrl: string; readonly gitUrl: string },
): boolean {
  const asked = `${scheme}://${authority.replace(/^.*@/, '')}`;
  if (isGitHub || !URL.canParse(asked)) return false;
  return tokenFits(apiUrl, gitUrl) && new URL(gitUrl).origin === new URL(asked).origin;
}
