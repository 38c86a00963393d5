import { isSsh, pushToken, sshAccount, tokenFits } from '../../git/index.ts';
import type { PortTools } from './types.ts';

/**
 * The account that git will push with (design 3), where it can be told before the line; null: the same as the API's
 * by construction, or nobody says. A token of git's is asked for only where it belongs to the API's host too.
 */
export async function pushAccount(
  { github, git, gitUrl, accountOf }: Pick<PortTools, 'github' | 'git' | 'gitUrl' | 'accountOf'>,
  cwd: string,
  url: string,
  signal?: AbortSignal,
): Promise<string | null> {
  if (git.ownCredentials) return null;
  if (isSsh(url)) return sshAccount(git, cwd, url);
  // A token belongs to its host: git's own is shown to the API of that host alone.
  if (!/^https?:/.test(url) || new URL(url).origin !== new URL(gitUrl).origin) return null;
  if (!tokenFits(github.apiUrl, url)) return null;
  const token = await pushToken(git, cwd, url, signal).catch(() => null);
  if (token === null) return null;
  return accountOf(token).catch(() => null);
}
