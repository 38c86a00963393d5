import type { Git } from '../run.ts';
import { isAddressOf, shown } from './addresses.ts';
import { canonical, fetchOnly, type GuardOf } from './forms.ts';
import { valuesOf, type Setting } from './settings.ts';

/** What was done to the two remotes. */
export interface RemotesSet {
  /** Something new stands at the end of the configuration. */
  readonly added: boolean;
  /** What was left as it is, a sentence each. */
  readonly left: readonly string[];
}

/**
 * Gives `origin` and `upstream` their addresses. `mine`: the clone is one of ours, whatever its remotes have become;
 * in another one an address that is neither the fork's nor the public repository's is somebody's, and stays.
 */
export async function setRemotes(
  git: Git,
  { clone, of, settings, mine }: RemotesAt,
  signal?: AbortSignal,
): Promise<RemotesSet> {
  const left: string[] = [];
  let added = false;
  const config = (...args: readonly string[]) =>
    git.run({ cwd: clone, args: ['config', '--local', ...args], ok: [0, 5], signal });
  for (const [name, repository, url] of [
    ['origin', of.fork, canonical(of, of.fork)],
    ['upstream', of.upstream, `${fetchOnly}${of.upstream}.git`],
  ] as const) {
    const is = (part: string) => valuesOf(settings, `remote.${name}.${part}`);
    const theirs = [
      ...is('url').filter(each => !isAddressOf(of, repository, each)),
      ...is('pushurl').filter(each => ![of.fork, of.upstream].some(ours => isAddressOf(of, ours, each))),
    ];
    if (!mine && theirs.length > 0) {
      left.push(`The remote ${name} has the address ${shown(theirs[0]!)}: it was left as it is.`);
      continue;
    }
    if (is('url').join() !== url) await config('--replace-all', `remote.${name}.url`, url);
    if (is('fetch').length === 0)
      await config(`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`);
    added ||= is('url').length === 0 || is('fetch').length === 0;
    // git ignores pushInsteadOf where a remote has one.
    if (is('pushurl').length > 0) await config('--unset-all', `remote.${name}.pushurl`);
  }
  return { added, left };
}

export interface RemotesAt {
  readonly clone: string;
  readonly of: GuardOf;
  readonly settings: readonly Setting[];
  readonly mine: boolean;
}
