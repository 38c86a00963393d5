import { git } from './gitdir.ts';
import { resolve } from './refs.ts';
import type { Issue, Repo } from './model.ts';
import { addPull } from './routes/pulls.ts';
import type { Store } from './store.ts';

/**
 * Squash-merges an open pull request into its base, as GitHub does: one commit by the pull request's author, with
 * its title and number. Null (and nothing done) where it conflicts.
 */
export async function squashMerge(
  store: Store,
  repo: Repo,
  issue: Issue,
  by: string,
  body = '',
): Promise<string | null> {
  const pull = issue.pull!;
  const tip = (await resolve(repo.dir, `refs/heads/${pull.base}`))!;
  const tree = await mergedTree(repo.dir, tip, pull.headSha);
  if (tree === null) return null;
  const author = store.user(issue.author);
  const message = `${issue.title} (#${issue.number})${body === '' ? '' : `\n\n${body}`}`;
  const date = `${Math.floor(store.now().getTime() / 1000)} +0000`;
  const sha = await git(repo.dir, ['commit-tree', tree, '-p', tip, '-m', message], {
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    ...(author
      ? {
          GIT_AUTHOR_NAME: author.name ?? author.login,
          GIT_AUTHOR_EMAIL: `${author.id}+${author.login}@users.noreply.github.com`,
        }
      : {}),
  });
  await git(repo.dir, ['update-ref', `refs/heads/${pull.base}`, sha]);
  const at = store.stamp();
  Object.assign(pull, { mergedAt: at, mergeCommit: sha });
  Object.assign(issue, { state: 'closed', closedAt: at, updatedAt: at });
  for (const event of ['merged', 'closed']) {
    issue.events.push({ id: store.id(), event, actor: by, commit: sha, createdAt: at });
  }
  return sha;
}

/** Who merged a pull request; null: nobody did. */
export function mergerOf({ events }: Issue): string | null {
  return events.findLast(({ event }) => event === 'merged')?.actor ?? null;
}

/** Opens and merges the pull request that takes a merged one back, with GitHub's own words. */
export async function revertPull(store: Store, repo: Repo, issue: Issue, by: string): Promise<Issue> {
  const { mergeCommit, base } = issue.pull!;
  if (mergeCommit === null) throw new Error(`Pull request ${issue.number} is not merged.`);
  // A commit that only takes it back, merged onto the branch as it stands now.
  const parent = await git(repo.dir, ['rev-parse', `${mergeCommit}^^{tree}`]);
  const back = await git(repo.dir, ['commit-tree', parent, '-p', mergeCommit, '-m', 'Take back']);
  const tip = (await resolve(repo.dir, `refs/heads/${base}`))!;
  const tree = await mergedTree(repo.dir, tip, back);
  if (tree === null) throw new Error(`Taking back pull request ${issue.number} conflicts.`);
  const words = `This reverts commit ${mergeCommit}.`;
  const head = await git(repo.dir, ['commit-tree', tree, '-p', tip, '-m', words]);
  const ref = `revert-${issue.number}-${base}`;
  await git(repo.dir, ['update-ref', `refs/heads/${ref}`, head]);
  const revert = await addPull({ store }, repo, repo, {
    title: `Revert "${issue.title}"`,
    body: `Reverts ${repo.owner}/${repo.name}#${issue.number}`,
    author: by,
    ref,
    base,
  });
  await squashMerge(store, repo, revert, by, words);
  await git(repo.dir, ['update-ref', '-d', `refs/heads/${ref}`]);
  return revert;
}

/** The tree of a merge, or null where it conflicts. */
async function mergedTree(dir: string, tip: string, head: string): Promise<string | null> {
  return git(dir, ['merge-tree', '--write-tree', tip, head]).catch(() => null);
}
