import assert from 'node:assert/strict';
import type { GitHub } from '../../../src/github/index.ts';
import { findCandidates, verifyFix } from '../../../src/jobs/links/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { cpython, githubOf, openIssue, openPull, spamId, upstream } from '../announce/place.ts';
import { assertDescribed } from '../sandbox/harness.ts';

describe('the public side of a fix is found again', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    github = githubOf(sandbox);
  });
  afterEach(() => {
    assertDescribed(sandbox);
    assert.deepEqual(sandbox.recorder.writes(), [], 'reading writes nothing');
  });
  after(() => sandbox.stop());

  const find = async () => {
    const advisory = await github.advisories.get(cpython, spamId);
    const found = await findCandidates(github, advisory, 'octo-coordinator');
    return found.map(({ pull, certain, evidence }) => [pull, certain, evidence.join()]);
  };
  const verify = (pull: number, issue: number | null = null) =>
    verifyFix(github, { repo: cpython }, { pull, issue });

  /** A public pull request that changes these files. */
  const pull = async (title: string, files: readonly string[], author = 'octo-coordinator') => {
    const { store } = sandbox;
    const [repo, head] = [store.repo(upstream)!, store.repo('octo-coordinator/cpython')!];
    const branch = `work-${store.id()}`;
    const from = await git(head.dir, ['rev-parse', 'main']);
    const contents = Object.fromEntries(files.map(file => [file, `# ${branch}\n`]));
    const by = ['Octo Coordinator', 'octo@users.noreply.github.com'] as const;
    await writeHistory(head.dir, [{ branch, message: 'Work', files: contents, from, author: by }]);
    const made = await addPull({ store }, repo, head, { title, body: '', author, ref: branch, base: 'main' });
    return made.number;
  };
  const privateFix = async () => {
    const fork = sandbox.store.advisory(spamId)!.fork!;
    const [fix] = await github.pulls.list(fork, { state: 'all' });
    const patch = Buffer.from(await github.pulls.patch(fork, fix!.number)).toString();
    const files = [...patch.matchAll(/^diff --git .* b\/(.*)$/gm)].map(([, file]) => file!);
    return { title: fix!.title, files };
  };

  it('by its words and its files for certain, by one of them as likely, by none not', async () => {
    const { title, files } = await privateFix();
    const sure = await pull(`gh-1: ${title}`, [...files, 'Misc/NEWS.d/next/Security/x.rst']);
    const likely = await pull('gh-2: Something else', files);
    const words = await pull('gh-3: spam parser READS past the end of its buffer', ['Lib/a.py']);
    await pull('gh-4: Nothing of it', ['Lib/b.py']);
    await pull(`gh-1: ${title}`, files, 'dill-outsider');
    await pull(`[3.14] gh-1: ${title} (GH-${sure})`, files);
    assert.deepEqual(
      new Set((await find()).map(found => found.join(' '))),
      new Set([`${sure} true title,files`, `${words} false title`, `${likely} false files`]),
    );
    assert.deepEqual((await find())[0], [sure, true, 'title,files']);
  });

  it('also where GitHub sends no patch of one of them, and where the private fork is gone', async () => {
    const { title, files } = await privateFix();
    const sure = await pull(`gh-1: ${title}`, files);
    const large = await pull('gh-2: Release 3.15.2', files);
    const stop = { path: new RegExp(`/pulls/${large}$`), status: 406, skip: 1 };
    sandbox.fail(stop);
    assert.deepEqual(await find(), [[sure, true, 'title,files']]);
    sandbox.fail({ path: /-ghsa-.*\/pulls$/, status: 404 });
    assert.deepEqual(
      (await find()).map(([number]) => number),
      [],
    );
  });

  it('by the list of an issue that has its words', async () => {
    const { title } = await privateFix();
    const number = await pull('gh-9: Reworded altogether', ['Lib/c.py']);
    const issue = sandbox.store.repo(upstream)!.issues.get(openIssue(sandbox))!;
    issue.title = title;
    issue.body = `<!-- gh-linked-prs -->\n### Linked PRs\n* gh-${number}\n<!-- /gh-linked-prs -->`;
    assert.deepEqual(await find(), [[number, false, 'linked']]);
  });

  it('not among what is older than the advisory', async () => {
    const { title, files } = await privateFix();
    const number = await pull(`gh-1: ${title}`, files);
    const there = sandbox.store.repo(upstream)!.issues;
    there.set(number, { ...there.get(number)!, createdAt: '2020-01-01T00:00:00Z' });
    assert.deepEqual(await find(), []);
  });

  it('is looked at before it counts: its own repository, a pull request, no backport', async () => {
    const issue = openIssue(sandbox);
    const { number } = await openPull(sandbox, issue);
    const back = await openPull(sandbox, issue, {
      base: '3.14',
      title: `[3.14] gh-${issue}: X (GH-${number})`,
    });
    assert.deepEqual(await verify(number), {
      repo: 'python/cpython',
      issue,
      pull: number,
      title: `gh-${issue}: Check the length`,
      author: 'octo-coordinator',
      state: 'open',
    });
    // A number that is no issue is not remembered as one.
    assert.equal((await verify(number, number)).issue, null);
    assert.equal((await verify(number, 999_999)).issue, null);
    for (const wrong of [issue, 999_999, back.number])
      await assert.rejects(verify(wrong), { kind: 'no-pull' }, String(wrong));
  });
});
