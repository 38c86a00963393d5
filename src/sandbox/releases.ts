import { git } from './gitdir.ts';
import { refs } from './refs.ts';
import type { Repo } from './model.ts';

/** Names a state of a branch with an annotated tag, as release managers do. */
export async function tagRelease(
  repo: Repo,
  name: string,
  at: string,
  when: number,
  words = name,
): Promise<void> {
  await git(repo.dir, ['tag', '-a', name, at, '-m', words], { GIT_COMMITTER_DATE: `${when} +0000` });
}

/** The next release of a branch: `v3.14.8` after `v3.14.7`, of main (`v3.16.0a3`) the next alpha. */
export async function nextRelease(repo: Repo, branch: string): Promise<string> {
  const names = (await refs(repo.dir, 'refs/tags/')).map(({ ref }) => ref.slice('refs/tags/'.length));
  const start = branch === repo.defaultBranch ? 'v3.16.0a' : `v${branch}.`;
  const last = names
    .filter(name => name.startsWith(start))
    .map(name => Number(name.slice(start.length)))
    .filter(Number.isInteger);
  return `${start}${Math.max(0, ...last) + 1}`;
}
