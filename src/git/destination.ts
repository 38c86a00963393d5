import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import { fullNameOf, pushesTo } from './source.ts';

/** A repository that something is pushed to: its address, and the repository that this has to lead to. */
export interface Destination {
  readonly url: string;
  readonly fullName: string;
  readonly gitUrl: string;
}

/** The remote of scratch that pushes go by: of an address alone git does not say where a push would go. */
const remote = 'ghsa-destination';

/**
 * Gives scratch a remote for an own public fork and asks git where it pushes to, after everything that
 * `url.*.insteadOf`, `pushInsteadOf` and the remotes of the user's configuration make of the address. The host may be
 * an alias of the user's own ssh configuration. Sends nothing.
 *
 * @throws GitError `elsewhere`
 */
export async function publicDestination(
  git: Git,
  scratch: Scratch,
  to: Destination,
  signal?: AbortSignal,
): Promise<string> {
  await point(git, scratch, to.url, signal);
  const urls = await addresses(git, scratch, ['--push'], signal);
  refuse(to, urls, url => pushesTo({ name: remote, url, pushUrl: url }, to.fullName, to.gitUrl));
  return remote;
}

/**
 * The same for a private fork, where nothing may be left to guess: it pushes to the fork on GitHub's own host alone,
 * and reads from there too.
 *
 * @throws GitError `elsewhere`
 */
export async function privateDestination(
  git: Git,
  scratch: Scratch,
  to: Destination,
  signal?: AbortSignal,
): Promise<string> {
  await point(git, scratch, to.url, signal);
  const wanted = to.fullName.toLowerCase();
  for (const way of [['--push'], []])
    refuse(
      to,
      await addresses(git, scratch, way, signal),
      url => fullNameOf(url, to.gitUrl)?.toLowerCase() === wanted,
    );
  return remote;
}

async function point(git: Git, scratch: Scratch, url: string, signal?: AbortSignal): Promise<void> {
  const args = ['config', '--local', '--replace-all', `remote.${remote}.url`, url];
  await git.run({ cwd: scratch.path, args, signal });
}

/** What git makes of the remote's addresses. */
async function addresses(
  git: Git,
  scratch: Scratch,
  way: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const args = ['remote', 'get-url', '--all', ...way, '--', remote];
  return (await git.line(scratch.path, args, signal)).split('\n').filter(Boolean);
}

function refuse({ fullName }: Destination, urls: readonly string[], isThere: (url: string) => boolean): void {
  const other = urls.length === 0 ? 'nowhere' : urls.find(url => !isThere(url));
  if (other === undefined) return;
  throw new GitError(
    'elsewhere',
    `Your git configuration sends what is for ${fullName} to ${other.replace(/\/\/[^/]*@/, '//')}, so nothing was sent. Take the rule out (url.….insteadOf or pushInsteadOf), then try again.`,
  );
}
