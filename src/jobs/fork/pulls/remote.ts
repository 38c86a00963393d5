import { fullNameOf, type Git } from '../../../git/index.ts';
import { PullError } from './errors.ts';
import type { Workplace } from './types.ts';

/** Does git print this very repository, and no other, for where a remote fetches from or pushes to? */
async function leadsTo(
  git: Git,
  { path, fork, gitUrl }: Workplace,
  remote: string,
  way: readonly string[],
  signal?: AbortSignal,
): Promise<boolean> {
  const { exitCode, out } = await git.run({
    cwd: path,
    args: ['remote', 'get-url', '--all', ...way, '--', remote],
    ok: [0, 2, 128],
    signal,
  });
  const urls = out.split('\n').filter(Boolean);
  if (exitCode !== 0 || urls.length === 0) return false;
  return urls.every(url => fullNameOf(url, gitUrl)?.toLowerCase() === fork.toLowerCase());
}

/**
 * The remote that fetches from the private fork and pushes to it alone, asked of git itself: after everything that
 * `url.*.insteadOf` and `pushInsteadOf`, the guard's and the user's, make of its addresses.
 *
 * @throws PullError `no-remote`
 */
export async function forkRemote(git: Git, at: Workplace, signal?: AbortSignal): Promise<string> {
  const names = (await git.line(at.path, ['remote'], signal)).split('\n').filter(Boolean);
  for (const name of names) {
    if ((await leadsTo(git, at, name, [], signal)) && (await leadsTo(git, at, name, ['--push'], signal)))
      return name;
  }
  throw new PullError(
    'no-remote',
    'No remote of this clone leads to its private fork and nowhere else, so nothing was sent. Set origin back to the fork.',
  );
}

/** Brings refs of a remote here, each to a name of our choosing. No tags, nothing else. */
export async function fetchInto(
  git: Git,
  at: Workplace,
  remote: string,
  specs: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  await git.run({
    cwd: at.path,
    args: [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      '--no-auto-maintenance',
      '--',
      remote,
      ...specs,
    ],
    signal,
  });
}

/** The commit that a branch of a remote stands at, asked of the remote itself; null: it has none of that name. */
export async function forkTip(
  git: Git,
  { path }: Workplace,
  remote: string,
  branch: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const ref = `refs/heads/${branch}`;
  const listed = await git.line(path, ['ls-remote', '--', remote, ref], signal);
  const there = listed.split('\n').find(line => line.endsWith(`\t${ref}`));
  return there?.split('\t')[0] ?? null;
}

/** The commit that a ref of this clone stands at; null: there is none. */
export async function tipOf(
  git: Git,
  { path }: Workplace,
  ref: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { exitCode, out } = await git.run({
    cwd: path,
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    ok: [0, 1, 128],
    signal,
  });
  return exitCode === 0 ? out.trim() : null;
}

/** Is everything of `older` in `newer`? */
export async function contains(
  git: Git,
  { path }: Workplace,
  newer: string,
  older: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { exitCode } = await git.run({
    cwd: path,
    args: ['merge-base', '--is-ancestor', older, newer],
    // 128: one of them is not here.
    ok: [0, 1, 128],
    signal,
  });
  return exitCode === 0;
}
