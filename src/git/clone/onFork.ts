import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';

/** What the fork has, as arguments of `rev-list` behind `--not`; `fresh`: it answered just now. */
export interface OnFork {
  readonly refs: readonly string[];
  readonly fresh: boolean;
}

/** Heads of private pull requests, as they were fetched. */
const pulls = '--glob=refs/ghsa/pull';

/**
 * Asks the fork for its branches. One that is gone there no longer keeps a commit safe; its remote-tracking ref stays,
 * because it may be the last one. What we last knew counts where the fork cannot be asked.
 */
export async function onFork(git: Git, clone: string, signal?: AbortSignal): Promise<OnFork> {
  if (!(await fetchFork(git, clone, signal))) return { refs: ['--remotes=origin', pulls], fresh: false };
  try {
    const [there, here] = await Promise.all([
      git.run({ cwd: clone, args: ['ls-remote', '--heads', 'origin'], signal }),
      git.run({ cwd: clone, args: ['for-each-ref', '--format=%(refname)', 'refs/remotes/origin/'], signal }),
    ]);
    const known = new Set(here.out.split('\n'));
    const refs = [...there.out.matchAll(/\trefs\/heads\/(.+)$/gm)].map(
      ([, name]) => `refs/remotes/origin/${name}`,
    );
    return { refs: [...refs.filter(ref => known.has(ref)), pulls], fresh: true };
  } catch (error) {
    if (!(error instanceof GitError) || error.kind === 'cancelled') throw error;
    return { refs: ['--remotes=origin', pulls], fresh: false };
  }
}

/** Brings what we know of the fork's branches up to date, where it answers. */
export async function fetchFork(git: Git, clone: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await git.run({
      cwd: clone,
      args: ['fetch', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', 'origin'],
      signal,
    });
    return true;
  } catch (error) {
    if (!(error instanceof GitError) || error.kind === 'cancelled') throw error;
    return false;
  }
}
