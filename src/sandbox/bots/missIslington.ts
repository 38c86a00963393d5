import { forkRepo } from '../fork.ts';
import { git } from '../gitdir.ts';
import { resolve } from '../refs.ts';
import { mergerOf } from '../merge.ts';
import type { Issue, Repo } from '../model.ts';
import { backportWords, commitParts, pickedTree } from '../pick.ts';
import { addPull } from '../routes/pulls.ts';
import { said, say } from '../say.ts';
import type { Store } from '../store.ts';

export const missIslingtonLogin = 'miss-islington';
const me = missIslingtonLogin;
const asks = /^needs backport to (\d+\.\d+)$/;

/**
 * miss-islington's round (`backport_pr.py`, `tasks.py`): each merged pull request that is labelled "needs backport to"
 * is picked onto those branches in its own fork, newest first; of a conflict it tells. Nothing twice.
 */
export async function missIslington(store: Store, root: string): Promise<void> {
  const repo = store.repo('python/cpython');
  if (!repo) return;
  for (const pull of [...repo.issues.values()]) {
    const sha = pull.pull?.mergeCommit;
    if (!sha) continue;
    const branches = pull.labels
      .flatMap(name => asks.exec(name)?.[1] ?? [])
      .filter(branch => !tried(repo, pull, sha, branch))
      .sort((a, b) => Number(b.slice(2)) - Number(a.slice(2)));
    if (branches.length === 0) continue;
    announce(store, pull, branches);
    for (const branch of branches) await backport(store, root, repo, pull, sha, branch);
  }
}

const refOf = (sha: string, branch: string) => `backport-${sha.slice(0, 7)}-${branch}`;

function tried(repo: Repo, pull: Issue, sha: string, branch: string): boolean {
  const made = [...repo.issues.values()].some(
    other => other.author === me && other.pull?.headRef === refOf(sha, branch),
  );
  return made || said(pull, me, body => body.includes(`\ncherry_picker ${sha} ${branch}\n`));
}

const participants = ({ author }: Issue, by: string) =>
  author === by || by === me ? `@${author}` : `@${author} and @${by}`;

function announce(store: Store, pull: Issue, branches: readonly string[]): void {
  const by = mergerOf(pull) ?? pull.author;
  const merging = by === pull.author || by === me ? '' : `, and @${by} for merging it`;
  say(
    store,
    pull,
    me,
    `Thanks @${pull.author} for the PR${merging} 🌮🎉.. ` +
      `I'm working now to backport this PR to: ${branches.join(', ')}.\n🐍🍒⛏🤖 `,
  );
}

async function backport(
  store: Store,
  root: string,
  repo: Repo,
  pull: Issue,
  sha: string,
  branch: string,
): Promise<void> {
  const fork =
    store.repo(`${me}/${repo.name}`) ?? (await forkRepo(store, root, repo, { owner: me, name: repo.name }));
  const tip = await resolve(repo.dir, `refs/heads/${branch}`);
  const tree = tip === null ? null : await pickedTree(fork.dir, tip, sha);
  if (tip === null || tree === null) return giveUp(store, pull, sha, branch, tip === null);
  const picked = await commitParts(repo.dir, sha);
  const words = backportWords(picked, sha, branch);
  const { name, email, date } = picked.author;
  const commit = await git(
    fork.dir,
    ['commit-tree', tree, '-p', tip, '-m', `${words.title}\n\n${words.body}`],
    {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: 'Miss Islington (bot)',
      GIT_COMMITTER_DATE: `${Math.floor(store.now().getTime() / 1000)} +0000`,
    },
  );
  const ref = refOf(sha, branch);
  await git(fork.dir, ['update-ref', `refs/heads/${ref}`, commit]);
  await addPull({ store }, repo, fork, { ...words, author: me, ref, base: branch });
}

function giveUp(store: Store, pull: Issue, sha: string, branch: string, gone: boolean): void {
  const by = mergerOf(pull) ?? pull.author;
  const what = gone
    ? `Sorry ${participants(pull, by)}, I had trouble checking out the \`${branch}\` backport branch.\n` +
      `Please retry by removing and re-adding the "needs backport to ${branch}" label.\n` +
      'Alternatively, you can backport using [cherry_picker](https://pypi.org/project/cherry-picker/) on the command line.'
    : `Sorry, ${participants(pull, by)}, I could not cleanly backport this to \`${branch}\` due to a conflict.\n\n` +
      'Please backport manually with [cherry_picker](https://pypi.org/project/cherry-picker/), see the ' +
      '[devguide](https://devguide.python.org/getting-started/git-boot-camp/#backporting-merged-changes) for more information.';
  say(store, pull, me, `${what}\n\`\`\`\ncherry_picker ${sha} ${branch}\n\`\`\`\n`);
  pull.assignees = [by];
}
