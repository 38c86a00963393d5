import assert from 'node:assert/strict';
import { git as onDisk } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { addPull } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { assertDescribed, client, repo, spamFork } from './harness.ts';

const upstream = 'python/cpython';
const own = 'octo-coordinator/cpython';

/** A public pull request of the coordinator, with one commit. */
async function publicPull(sandbox: Sandbox, path: string, content: string, title = 'gh-210402: Salt') {
  const [main, head] = [sandbox.store.repo(upstream)!, sandbox.store.repo(own)!];
  const branch = `fix-${path.replaceAll('/', '-')}`;
  const author = ['Octo Coordinator', '4101+octo-coordinator@users.noreply.github.com'] as const;
  const from = await onDisk(head.dir, ['rev-parse', 'main']);
  await writeHistory(head.dir, [{ branch, message: 'Salt', files: { [path]: content }, from, author }]);
  return addPull({ store: sandbox.store }, main, head, {
    title,
    body: 'Salt is checked.',
    author: 'octo-coordinator',
    ref: branch,
    base: 'main',
  });
}

describe('the colleagues of the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;

  beforeEach(async () => {
    sandbox = await startSandbox({ control: true });
    member = client(sandbox, 'coordinator');
  });
  afterEach(() => sandbox.stop());

  it('write and approve a fix where the fork of an accepted advisory has none, and approve those that wait', async () => {
    const butter = sandbox.store.advisory('GHSA-p3q4-r5v6-w7x8')!;
    butter.summary = `[ACCEPTED] ${butter.summary}`;
    await sandbox.tick();
    const fork = `python/cpython-${butter.ghsaId.toLowerCase()}`;
    const work = await sandbox.colleagues();
    assert.ok(work.opened.includes(`${fork}#1`));
    assert.ok(work.approved.includes('python/cpython-ghsa-8p9q-rvwx-2345#1'), 'Jam waited for a review');
    assert.ok(!work.approved.some(name => name.startsWith('python/cpython-ghsa-7q4m')), 'Spam had both');
    const pull = (await member(`GET /repos/${fork}/pulls/1`)).json<{ title: string; commits: number }>();
    assert.deepEqual([pull.title, pull.commits], ['Check what butter reads', 1]);
    const reviews = (await member(`GET /repos/${fork}/pulls/1/reviews`)).json<{ state: string }[]>();
    assert.deepEqual(
      reviews.map(({ state }) => state),
      ['APPROVED', 'APPROVED'],
    );
    const files = (await member(`GET /repos/${fork}/pulls/1/files`)).json<{ filename: string }[]>();
    assert.deepEqual(
      files.map(({ filename }) => filename),
      ['Lib/butter.py', 'Lib/test/test_butter_check.py'],
    );
    const again = await sandbox.colleagues();
    assert.deepEqual([again.opened, again.approved, again.merged], [[], [], []]);
    assertDescribed(sandbox);
  });

  it('leave advisories in triage and closed ones, and private pull requests unmerged', async () => {
    const ham = sandbox.store.repo('python/cpython-ghsa-m2pg-3qcr-4vfw')!.issues.get(1)!;
    const before = ham.pull!.reviews.length;
    await sandbox.colleagues();
    assert.equal(ham.pull!.reviews.length, before, 'in triage');
    assert.equal((await member(`GET ${spamFork}/pulls/1`)).json()['merged'], false);
  });

  it("squash-merge the coordinator's pull requests into main, and nobody else's", async () => {
    const before = await onDisk(sandbox.dir(upstream), ['rev-parse', 'main']);
    const pull = await publicPull(sandbox, 'Lib/salt.py', 'GRAINS = 7\n');
    const other = await publicPull(sandbox, 'Lib/pepper.py', 'GRAINS = 8\n');
    Object.assign(other, { author: 'dill-outsider' });
    const knob = await fetch(`${sandbox.control}/colleagues`, { method: 'POST' });
    const work = (await knob.json()) as { merged: string[]; stuck: string[] };
    assert.deepEqual([work.merged, work.stuck], [[`${upstream}#${pull.number}`], []]);
    const log = await onDisk(sandbox.dir(upstream), ['log', '-1', '--format=%P%n%an <%ae>%n%s', 'main']);
    assert.equal(
      log,
      `${before}\nOcto Coordinator <4101+octo-coordinator@users.noreply.github.com>\ngh-210402: Salt (#${pull.number})`,
    );
    const now = (await member(`GET ${repo}/pulls/${pull.number}`)).json();
    assert.deepEqual([now['merged'], now['state']], [true, 'closed']);
    assert.match(String(now['merged_at']), /^\d{4}-/);
    const events = (await member(`GET ${repo}/issues/${pull.number}/events`)).json<
      { event: string; commit_id: string; actor: { login: string } }[]
    >();
    const tip = await onDisk(sandbox.dir(upstream), ['rev-parse', 'main']);
    assert.deepEqual(
      events.map(({ event, commit_id, actor }) => [event, commit_id, actor.login]),
      [
        ['merged', tip, 'nutmeg-core'],
        ['closed', tip, 'nutmeg-core'],
      ],
    );
    assert.equal((await member(`GET ${repo}/pulls/${other.number}`)).json()['merged'], false);
    assertDescribed(sandbox);
  });

  it('leave a pull request open that conflicts', async () => {
    const pull = await publicPull(sandbox, 'Lib/egg.py', 'nothing = 0\n');
    await writeHistory(sandbox.dir(upstream), [
      { branch: 'main', from: 'refs/heads/main^0', message: 'Egg', files: { 'Lib/egg.py': 'other = 1\n' } },
    ]);
    const { merged, stuck } = await sandbox.colleagues();
    assert.deepEqual([merged, stuck], [[], [`${upstream}#${pull.number}`]]);
    assert.equal(pull.state, 'open');
  });

  it('take a merge back, and say so where GitHub says it', async () => {
    const pull = await publicPull(sandbox, 'Lib/salt.py', 'GRAINS = 7\n');
    await assert.rejects(sandbox.revert(pull.number), /no merged pull request/);
    await sandbox.colleagues();
    const merge = pull.pull!.mergeCommit!;
    await publicPull(sandbox, 'Lib/sugar.py', 'LUMPS = 2\n', 'gh-210403: Sugar');
    await sandbox.colleagues();
    const number = await sandbox.revert(pull.number);
    const files = await onDisk(sandbox.dir(upstream), ['ls-tree', '-r', '--name-only', 'main', 'Lib/']);
    assert.ok(!files.includes('Lib/salt.py') && files.includes('Lib/sugar.py'), 'that one alone');
    const message = await onDisk(sandbox.dir(upstream), ['log', '-1', '--format=%B', 'main']);
    assert.equal(message, `Revert "gh-210402: Salt" (#${number})\n\nThis reverts commit ${merge}.`);
    const timeline = (await member(`GET ${repo}/issues/${pull.number}/timeline`)).json<
      {
        event: string;
        source?: { issue: { number: number; body: string; pull_request: { merged_at: string } } };
      }[]
    >();
    assert.deepEqual(timeline.map(({ event }) => event).sort(), [
      'closed',
      'cross-referenced',
      'merged',
      'reviewed',
      'reviewed',
    ]);
    const source = timeline.find(({ event }) => event === 'cross-referenced')!.source!.issue;
    assert.deepEqual([source.number, source.body], [number, `Reverts ${upstream}#${pull.number}`]);
    assert.ok(source.pull_request.merged_at);
    assertDescribed(sandbox);
  });

  it('publish the CVE record of what is completed', async () => {
    const at = (id: string) => fetch(`${sandbox.cveUrl}/cve/${id}`);
    assert.equal((await at('CVE-2026-900322')).status, 404);
    const { published } = await sandbox.colleagues();
    assert.deepEqual(published, ['CVE-2026-900322'], 'Tofu has the tag, Bread was closed for another reason');
    const answer = await at('CVE-2026-900322');
    const { cveMetadata } = (await answer.json()) as { cveMetadata: { state: string; cveId: string } };
    assert.deepEqual([cveMetadata.state, cveMetadata.cveId], ['PUBLISHED', 'CVE-2026-900322']);
    sandbox.publishCve('CVE-2026-900417', 'REJECTED');
    const rejected = (await (await at('CVE-2026-900417')).json()) as { cveMetadata: { state: string } };
    assert.equal(rejected.cveMetadata.state, 'REJECTED');
    assert.equal((await at('CVE-26-1')).status, 400);
  });
});
