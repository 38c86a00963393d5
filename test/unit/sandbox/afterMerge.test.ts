import assert from 'node:assert/strict';
import { git as onDisk } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { assertDescribed, client, repo } from './harness.ts';

describe('what happens after the merge', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;
  let fix: Issue;
  const main = () => sandbox.store.repo('python/cpython')!;
  const backport = (branch: string) =>
    [...main().issues.values()].find(({ pull, title }) => pull?.base === branch && title.startsWith('['))!;

  beforeEach(async () => {
    sandbox = await startSandbox({ control: true });
    member = client(sandbox, 'coordinator');
    const head = sandbox.store.repo('octo-coordinator/cpython')!;
    const from = await onDisk(main().dir, ['rev-parse', 'main']);
    await onDisk(head.dir, ['fetch', '-q', main().dir, 'main']);
    const files = { 'Lib/salt.py': 'GRAINS = 7\n' };
    await writeHistory(head.dir, [{ branch: 'salt', message: 'Salt', files, from }]);
    const made = await member(`POST ${repo}/issues`, { body: { title: 'Salt', body: 'Salt.' } });
    const issue = made.json<{ number: number }>().number;
    const parts = {
      title: `gh-${issue}: Salt`,
      body: '',
      author: 'octo-coordinator',
      ref: 'salt',
      base: 'main',
    };
    fix = await addPull({ store: sandbox.store }, main(), head, parts);
    fix.labels = ['type-security', ...['3.15', '3.13', '3.11'].map(name => `needs backport to ${name}`)];
    await squashMerge(sandbox.store, main(), fix, 'nutmeg-core');
    await sandbox.tick();
  });
  afterEach(() => sandbox.stop());

  it('checks run, pass, fail and are not known of a new head', async () => {
    const { number, pull } = backport('3.15');
    const runs = async () =>
      (await member(`GET ${repo}/commits/${pull!.headSha}/check-runs`)).json<{
        total_count: number;
        check_runs: { status: string; conclusion: string | null }[];
      }>();
    const words = async () => (await runs()).check_runs.map(({ status, conclusion }) => conclusion ?? status);
    const state = async (sha = pull!.headSha) =>
      (await member(`GET ${repo}/commits/${sha}/status`)).json<{
        state: string;
        statuses: { context: string }[];
      }>();
    assert.deepEqual(await words(), ['success', 'success', 'success']);
    assert.equal((await state()).state, 'success');
    assert.deepEqual(
      (await state()).statuses.map(({ context }) => context),
      ['bedevere/issue-number', 'bedevere/maintenance-branch-pr'],
    );
    sandbox.checks(number, 'failed');
    assert.deepEqual(await words(), ['success', 'failure', 'failure']);
    sandbox.checks(number, 'running');
    assert.deepEqual(await words(), ['success', 'in_progress', 'in_progress']);
    assert.equal((await state('main')).state, 'pending');
    backport('3.15').title = 'Salt';
    assert.equal((await state()).state, 'failure');
    pull!.headSha = await onDisk(main().dir, ['rev-parse', 'main']);
    assert.deepEqual(await words(), []);
    assert.throws(() => sandbox.checks(1, 'failed'), /no pull request/);
    assertDescribed(sandbox);
  });

  it('core developers merge where bugs are fixed, the release manager what has both labels and passes', async () => {
    const name = (branch: string) => `python/cpython#${backport(branch).number}`;
    sandbox.checks(backport('3.15').number, 'failed');
    assert.deepEqual((await sandbox.colleagues()).merged, []);
    sandbox.checks(backport('3.15').number, 'passed');
    backport('3.13').labels.push('release-blocker');
    backport('3.11').labels.push('release-blocker');
    sandbox.checks(backport('3.11').number, 'running');
    assert.deepEqual((await sandbox.colleagues()).merged, [name('3.15'), name('3.13')]);
    const by = async (branch: string) =>
      (await member(`GET ${repo}/pulls/${backport(branch).number}`)).json<{ merged_by: { login: string } }>()
        .merged_by.login;
    assert.deepEqual([await by('3.15'), await by('3.13')], ['nutmeg-core', 'saffron-rm']);
    const subject = await onDisk(main().dir, ['log', '-1', '--format=%s', '3.13']);
    assert.equal(subject, `[3.13] ${fix.title} (GH-${fix.number}) (#${backport('3.13').number})`);
    assert.deepEqual((await sandbox.colleagues()).merged, []);
    await sandbox.merge(backport('3.11').number, 'clove-rm');
    assert.equal(await by('3.11'), 'clove-rm');
    await assert.rejects(sandbox.merge(backport('3.11').number, 'clove-rm'), /not mergeable/);
    assertDescribed(sandbox);
  });

  it('releases hold what was merged before them, by annotated tags', async () => {
    const tags = async (start: string) =>
      (await member(`GET ${repo}/git/matching-refs/tags/${start}`)).json<
        { ref: string; object: { type: string; sha: string } }[]
      >();
    assert.deepEqual(
      (await tags('v3.15.')).map(({ ref, object }) => [ref, object.type]),
      [['refs/tags/v3.15.1', 'tag']],
    );
    const sha = await sandbox.merge(backport('3.15').number, 'nutmeg-core');
    const status = async (tag: string) =>
      (await member(`GET ${repo}/compare/${sha}...${tag}`)).json<{ status: string }>().status;
    assert.equal(await status('v3.15.1'), 'behind');
    assert.equal(await sandbox.release('3.15'), 'v3.15.2');
    assert.equal(await status('v3.15.2'), 'identical');
    assert.equal(await status('v3.14.7'), 'diverged');
    const knob = await fetch(`${sandbox.control}/release`, {
      method: 'POST',
      body: JSON.stringify({ branch: 'main' }),
    });
    assert.deepEqual(await knob.json(), { tag: 'v3.16.0a3' });
    const one = (await member(`GET ${repo}/git/ref/tags/v3.16.0a3`)).json<{ object: { type: string } }>();
    assert.equal(one.object.type, 'tag');
    assert.equal((await member(`GET ${repo}/git/ref/tags/v3.16`)).status, 404);
    assertDescribed(sandbox);
  });

  it('the release cycle can be another one, nonsense, or away', async () => {
    const read = async () => {
      const answer = await fetch(sandbox.releaseCycle);
      return [answer.status, await answer.text()] as const;
    };
    const own = await read();
    assert.ok(own[0] === 200 && own[1].includes('Saffron Reed'));
    sandbox.serveReleaseCycle({ '3.99': {} });
    assert.deepEqual(await read(), [200, '{"3.99":{}}']);
    sandbox.serveReleaseCycle('{"3.16": ');
    assert.deepEqual(await read(), [200, '{"3.16": ']);
    sandbox.serveReleaseCycle(null);
    assert.equal((await read())[0], 404);
    sandbox.serveReleaseCycle(undefined);
    assert.deepEqual(await read(), own);
  });
});
