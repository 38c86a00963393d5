import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { readLinks } from '../../../src/texts/links.ts';
import { assertDescribed, client, repo } from './harness.ts';

describe('advisories whose fixes are public', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;
  const links = (id: string) =>
    readLinks(sandbox.store.advisory(id)!.comments[0]!.body, { site: sandbox.url, repo: 'python/cpython' })!;
  const pull = (number: number) => sandbox.store.repo('python/cpython')!.issues.get(number)!;
  const states = (id: string) =>
    links(id).backports.map(link => {
      const { pull: part, title, labels } = pull('pull' in link ? link.pull : 0);
      const merged = part!.mergedAt !== null;
      return [link.branch, merged ? 'merged' : 'open', /\(GH-\d+\)$/.test(title), labels.join(' ')];
    });

  before(async () => {
    sandbox = await startSandbox({ after: true });
    member = client(sandbox, 'coordinator');
  });
  after(() => sandbox.stop());

  const [bread, tofu] = ['GHSA-v2w3-x4c5-f6g7', 'GHSA-j7m2-q4r6-w3c9'] as const;
  const both = 'type-security release-blocker';

  it('Bread: two merged, one not seen, one in conflict, one without its original', async () => {
    const { summary, state, severity, cveId } = sandbox.store.advisory(bread)!;
    assert.deepEqual(
      [summary, state, severity, cveId],
      ['Bread socket option ignored', 'draft', 'medium', 'CVE-2026-900333'],
    );
    const { issue, pull: main } = links(bread);
    assert.deepEqual([issue, main], [210_457, 210_461]);
    assert.deepEqual(states(bread), [
      ['3.15', 'merged', true, both],
      ['3.14', 'merged', true, both],
      ['3.13', 'open', true, 'type-security'],
      ['3.11', 'open', false, both],
    ]);
    assert.deepEqual(pull(210_461).labels, ['type-security', 'needs backport to 3.12']);
    const words = pull(210_461).comments.map(({ body }) => body);
    assert.equal(words.filter(body => /could not cleanly backport this to `3\.12`/.test(body)).length, 1);
    const runs = (await member(`GET ${repo}/commits/${pull(210_471).pull!.headSha}/check-runs`)).json<{
      check_runs: { conclusion: string }[];
    }>();
    assert.equal(runs.check_runs.filter(({ conclusion }) => conclusion === 'failure').length, 2);
  });

  it('Tofu: merged everywhere', () => {
    const { summary, state, severity } = sandbox.store.advisory(tofu)!;
    assert.deepEqual([summary, state, severity], ['Tofu lexer overflow', 'draft', 'high']);
    assert.deepEqual(
      states(tofu),
      ['3.15', '3.14', '3.13', '3.12', '3.11'].map(branch => [branch, 'merged', true, both]),
    );
  });

  it('has a release with the fix on 3.15 and main, none on 3.14', async () => {
    const status = async (number: number, tag: string) =>
      (await member(`GET ${repo}/compare/${pull(number).pull!.mergeCommit}...${tag}`)).json()['status'];
    assert.deepEqual(
      [
        await status(210_466, 'v3.15.2'),
        await status(210_467, 'v3.14.7'),
        await status(210_461, 'v3.16.0a3'),
      ],
      ['identical', 'behind', 'identical'],
    );
    assert.equal((await member(`GET ${repo}/git/ref/tags/v3.14.8`)).status, 404);
  });

  it('is there once, and the bots find nothing to do', async () => {
    const all = () => JSON.stringify([...sandbox.store.repo('python/cpython')!.issues.values()]);
    const before = all();
    await sandbox.addBackported();
    await sandbox.tick();
    assert.equal(all(), before);
    for (const number of [210_461, 210_457])
      await member(`GET ${repo}/issues/${number}/timeline?per_page=100`);
    for (const id of [bread, tofu]) await member(`GET ${repo}/security-advisories/${id}`);
    await member(`GET ${repo}/pulls?state=all&per_page=100`);
    assertDescribed(sandbox);
  });

  it('says nothing of the advisories in what is public', () => {
    const open = [...sandbox.store.repo('python/cpython')!.issues.values()];
    const words = JSON.stringify(open.map(({ title, body, comments }) => [title, body, comments]));
    assert.doesNotMatch(words, /GHSA-|CVE-\d|windmill|volcano/);
  });
});
