import { basename } from 'node:path';
import { fullNameOf, pushAddress, pushesTo, type PublicClone } from '../../git/index.ts';
import { JobError } from '../errors.ts';
import type { PortRequest, PortTools, Prepared } from './types.ts';

/**
 * The fork that gets the branch: always the coordinator's own, or one to be made. A remote that somebody named says
 * how to reach it, never that it is another repository.
 * @throws JobError `ask` where the named remote pushes elsewhere; GitHubError as it comes
 */
export async function ownFork(
  { github, gitUrl }: Pick<PortTools, 'github' | 'gitUrl'>,
  { forkRemote }: Pick<PortRequest, 'forkRemote'>,
  {
    clone,
    fullName: upstream,
    login,
  }: { readonly clone: PublicClone | null; readonly fullName: string; readonly login: string },
  signal?: AbortSignal,
): Promise<Prepared['fork']> {
  const remotes = clone?.remotes ?? [];
  const mine = remotes.flatMap(remote => {
    const [owner, name] = fullNameOf(remote.pushUrl, gitUrl)?.split('/') ?? [];
    return name !== undefined && owner?.toLowerCase() === login.toLowerCase() ? [name] : [];
  });
  const found = await github.repos.ownFork(upstream, login, mine, signal);
  const named = forkRemote && remotes.find(remote => remote.name === forkRemote);
  const fullName = found?.fullName ?? `${login}/${basename(upstream)}`;
  if (named && !pushesTo(named, fullName, gitUrl)) {
    throw new JobError(
      'ask',
      `The remote ${named.name} does not push to your fork ${fullName}. Correct ghsa.git.forkRemote, or clear it.`,
    );
  }
  const url = named ? named.pushUrl : pushAddress(remotes, fullName, gitUrl);
  return { fullName, url, exists: found !== null };
}
