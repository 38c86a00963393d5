import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../src/github/index.ts';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import { scratchOf } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import { publishHead } from '../../../src/sandbox/routes/pulls.ts';
import type { Desk } from './harness.ts';

export const upstream = 'python/cpython';
export const own = 'octo-coordinator/cpython';

/**
 * Keeps the public side and the desk as they are, and gives what brings them back: the same as a new sandbox and a
 * new preparation, in a tenth of their time.
 */
export async function keep(
  at: Desk,
): Promise<{ readonly rewind: () => Promise<void>; readonly remove: () => Promise<void> }> {
  const copies = await mkdtemp(join(tmpdir(), 'ghsa-rewind-'));
  const folders = [at.root, at.sandbox.dir(upstream), at.sandbox.dir(own)];
  for (const [i, folder] of folders.entries()) await cp(folder, join(copies, String(i)), { recursive: true });
  const repo = at.sandbox.store.repo(upstream)!;
  const [store, next] = [at.sandbox.store, repo.next];
  assert.equal(repo.issues.size, 0);
  return {
    async rewind() {
      assert.equal(at.sandbox.store, store, 'the sandbox was reset meanwhile');
      for (const [i, folder] of folders.entries()) {
        await rm(folder, { recursive: true, force: true, maxRetries: 3 });
        await cp(join(copies, String(i)), folder, { recursive: true });
      }
      repo.issues.clear();
      repo.next = next;
      at.sandbox.recorder.pushes.length = 0;
    },
    remove: () => rm(copies, { recursive: true, force: true }),
  };
}

/** The same desk after a restart: no ETag, no open connection's memory, a new store. */
export function restarted(at: Desk): Desk {
  const { sandbox, root } = at;
  const token = async () => sandbox.tokens['coordinator']!;
  const github = connect({ apiUrl: sandbox.api, token, throttle: false });
  const store = fileStore(key => join(scratchOf(root, key), 'job.json'));
  return { ...at, tools: { ...at.tools, github, store } };
}

/** Somebody's commit on top of what the pull request stands at (or on `onto`, on the fork alone); its id. */
export async function addCommit(
  at: Pick<Desk, 'sandbox'>,
  issue: Issue | null,
  onto = issue!.pull!.headSha,
): Promise<string> {
  const fork = at.sandbox.dir(own);
  const id = await git(fork, ['commit-tree', `${onto}^{tree}`, '-p', onto, '-m', 'Something more']);
  if (issue === null) return id;
  const repo = at.sandbox.store.repo(upstream)!;
  await git(fork, ['update-ref', `refs/heads/${issue.pull!.headRef}`, id]);
  await publishHead(at.sandbox.store.repo(own)!, repo, issue, id);
  return id;
}

/** Somebody merged it. */
export function asMerged(issue: Issue): void {
  issue.state = 'closed';
  issue.pull!.mergedAt = issue.updatedAt;
}

const ours = ({ author }: Issue) => author === 'octo-coordinator';

/**
 * The bots come by. bedevere links an issue with the pull requests that name it: where ours is not there yet,
 * somebody else's names our issue first, so that its body never stays as we sent it.
 */
export async function botsComeBy(at: Desk): Promise<void> {
  const repo = at.sandbox.store.repo(upstream)!;
  const issues = [...repo.issues.values()];
  const issue = issues.find(each => ours(each) && !each.pull);
  if (issue && !issues.some(each => each.pull)) {
    addIssue(at.sandbox, repo, {
      title: `gh-${issue.number}: Something of somebody else`,
      body: '',
      author: 'nutmeg-core',
      pull: {
        headRepo: 'nutmeg-core/cpython',
        headRef: 'something',
        base: 'main',
        headSha: await git(repo.dir, ['rev-parse', 'main']),
        mergedAt: null,
        mergeCommit: null,
        reviews: [],
      },
    });
  }
  const before = new Map([...repo.issues.values()].map(each => [each.number, each.body]));
  await at.sandbox.tick();
  for (const each of repo.issues.values()) {
    const was = before.get(each.number)!;
    assert.ok(
      each.body.startsWith(was.split('\n\n<!-- gh-')[0]!) && each.body.includes('\n\n<!-- gh-'),
      `gh-${each.number}: no bot`,
    );
  }
}

/** One issue, one pull request, one branch, one commit, one NEWS entry, all labels; nothing left on the desk. */
export async function assertOnce(
  at: Desk,
  commit: string,
  labels: readonly number[],
  left: readonly string[] = [],
): Promise<void> {
  const repo = at.sandbox.store.repo(upstream)!;
  const mine = [...repo.issues.values()].filter(ours);
  assert.deepEqual(
    mine.map(({ pull }) => (pull ? 'pull' : 'issue')),
    ['issue', 'pull'],
  );
  assert.deepEqual(
    mine.map(issue => issue.labels.length),
    labels,
  );
  assert.equal(mine[1]!.pull!.headSha, commit);
  const fork = at.sandbox.dir(own);
  const main = await git(at.sandbox.dir(upstream), ['rev-parse', 'main']);
  const lines = async (args: readonly string[]) => (await git(fork, args)).split('\n').filter(Boolean);
  const known = await git(at.sandbox.dir(upstream), [
    'for-each-ref',
    '--format=^%(objectname)',
    'refs/heads',
  ]);
  assert.deepEqual(await lines(['rev-list', '--all', ...known.split('\n')]), [commit]);
  assert.deepEqual(await lines(['for-each-ref', '--format=%(refname)', `--contains=${commit}`]), [
    `refs/heads/gh-${mine[0]!.number}-check-length-field-spam`,
  ]);
  const news = await lines(['diff', '--name-only', '--diff-filter=A', main, commit, '--', 'Misc/NEWS.d']);
  assert.equal(news.length, 1, news.join());
  assert.equal(at.sandbox.recorder.pushes.length, 1);
  assert.deepEqual(await readdir(at.root), left);
}
