import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import {
  confirmBackport,
  prepareBackport,
  preparePrivateBackport,
  proposeBackport,
  proposePrivateBackport,
  reviewBackport,
  runPrivateBackport,
} from '../../../src/jobs/backport/make/index.ts';
import { branchFor } from '../../../src/jobs/backport/make/branch.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import { assignProfiles } from '../../../src/project/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import {
  afresh,
  id,
  merged,
  news,
  onBranch,
  ours,
  own,
  publicTip,
  request,
  runOn,
  upstream,
} from './backportDesk.ts';
import { becomeFix } from './fix.ts';
import { desk, type Desk } from './harness.ts';
import { withConfig } from './home.ts';

const fork = `${upstream}-${id.toLowerCase()}`;
const repo = { owner: 'python', name: 'cpython' };

describe('a backport of a fix that is under embargo', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(async () => {
    await afresh(at);
    const dir = at.sandbox.dir(fork);
    await git(dir, ['fetch', '-q', at.sandbox.dir(upstream), 'main']);
    await becomeFix(at, id, { 'Lib/bread.py': Buffer.from('crumb\nfixed in private\ncrust\n') });
    await git(at.clone, ['fetch', '-q', '--force', 'upstream']);
  });
  after(() => at.close());

  const prepare = () =>
    preparePrivateBackport(at.tools, { repo, ghsaId: id, branch: '3.12', clone: at.clone });
  const run = async (): Promise<{ readonly ended: string; readonly events: readonly StepEvent[] }> => {
    const prepared = await prepare();
    const events: StepEvent[] = [];
    const ended = await runPrivateBackport(at.tools, prepared, proposePrivateBackport(prepared), {
      tell: event => events.push(event),
    });
    return { ended, events };
  };
  const into = () =>
    [...at.sandbox.store.repo(fork)!.issues.values()].filter(({ pull }) => pull?.base === '3.12');

  it('goes to the private fork with its branch, and nowhere else; doing it twice is harmless', async () => {
    const { ended, events } = await run();
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    const dir = at.sandbox.dir(fork);
    const tip = await publicTip(at, '3.12');
    assert.equal(await git(dir, ['rev-parse', 'refs/heads/3.12']), tip);
    const head = await git(dir, ['rev-parse', 'refs/heads/advisory-fix-1-3.12']);
    assert.equal(await git(dir, ['rev-parse', `${head}^`]), tip);
    assert.equal(await git(dir, ['diff', '--name-only', tip, head]), 'Lib/bread.py');
    assert.equal(into().length, 1);
    assert.match(into()[0]!.title, /^\[3\.12\] /);
    assert.equal(ours(at).length, 0);
    for (const name of [upstream, own]) {
      const known = await git(at.sandbox.dir(name), ['rev-list', '--all']);
      assert.ok(!known.split('\n').includes(head), `${name} has the private commit`);
    }
    for (const { path, method } of at.sandbox.recorder.writes())
      assert.ok(path.includes(fork.split('/')[1]!), `${method} ${path}`);
    // The index is that of the test's own fix.
    assert.deepEqual(await readdir(at.root), ['index']);
    assert.equal((await prepare()).there?.number, into()[0]!.number);
    await run();
    assert.equal(into().length, 1);
    assert.equal(await git(dir, ['rev-parse', 'refs/heads/advisory-fix-1-3.12']), head);
  });

  it('goes on after the answer of a write was lost', async () => {
    for (const path of [/git-receive-pack/, /\/pulls$/]) {
      at.sandbox.fail({ method: 'POST', path, kind: 'reset', effect: 'after' });
      await run();
      at.sandbox.heal();
      assert.equal((await run()).ended, 'done');
    }
    assert.equal(into().length, 1);
  });

  for (const [what, rule] of [
    ['writes to the public fork', '[url "@OWN.git"]\n\tpushInsteadOf = @FORK.git'],
    ['writes to the public repository', '[url "@UPSTREAM.git"]\n\tpushInsteadOf = @FORK.git'],
    ['reads and writes in the public fork', '[url "@OWN.git"]\n\tinsteadOf = @FORK.git'],
    ['has another place for the remote of scratch', '[remote "ghsa-destination"]\n\tpushurl = @OWN.git'],
    ['writes to the fork and elsewhere', '[remote "ghsa-destination"]\n\turl = @OWN.git'],
    ['goes by a host of another name', '[url "git@github-work:FORK.git"]\n\tpushInsteadOf = @FORK.git'],
  ] as const) {
    it(`sends nothing by a configuration that ${what}`, async () => {
      const prepared = await prepare();
      const refs = () =>
        Promise.all([upstream, own, fork].map(name => git(at.sandbox.dir(name), ['for-each-ref'])));
      const before = await refs();
      const pushes = at.sandbox.recorder.pushes.length;
      const names = { FORK: fork, OWN: own, UPSTREAM: upstream };
      await withConfig(
        rule.replace(/(@?)(FORK|OWN|UPSTREAM)/g, (_, here: string, name: keyof typeof names) =>
          here ? `${at.sandbox.git}/${names[name]}` : names[name],
        ),
        async () => {
          const events: StepEvent[] = [];
          const ended = await runPrivateBackport(at.tools, prepared, proposePrivateBackport(prepared), {
            tell: event => events.push(event),
          });
          assert.equal(ended, 'failed');
          const last = events.at(-1);
          assert.ok(last?.state === 'failed');
          assert.match(String(last.error), /Your git configuration sends what is for/);
        },
      );
      assert.deepEqual(await refs(), before);
      assert.equal(at.sandbox.recorder.pushes.length, pushes);
    });
  }

  it('sends nothing where GitHub does not say at that moment that the fork is private', async () => {
    const repository = at.sandbox.store.repo(fork)!;
    const { recorder } = at.sandbox;
    // Somebody opens it before the first step, between two, and before the last.
    const sent = { base: 0, push: 1, pull: 2 };
    for (const [step, pushes] of Object.entries(sent)) {
      Object.assign(repository, { private: true });
      const dir = at.sandbox.dir(fork);
      for (const name of ['3.12', 'advisory-fix-1-3.12'])
        await git(dir, ['update-ref', '-d', `refs/heads/${name}`]);
      const prepared = await prepare();
      recorder.clear();
      const events: StepEvent[] = [];
      const ended = await runPrivateBackport(at.tools, prepared, proposePrivateBackport(prepared), {
        tell: event => {
          events.push(event);
          if (event.id === step && event.state === 'busy') Object.assign(repository, { private: false });
        },
      });
      const last = events.at(-1);
      assert.deepEqual([ended, last?.id], ['failed', step]);
      assert.equal(recorder.pushes.length, pushes, step);
      assert.deepEqual(recorder.writes(), [], step);
      assert.ok(last?.state === 'failed');
      assert.match(String(last.error), /^NotPrivateError: /, step);
    }
  });

  it('goes to the fork also where the configuration has a remote of its address', async () => {
    const url = `${at.sandbox.git}/${fork}.git`;
    const before = await git(at.sandbox.dir(own), ['for-each-ref']);
    await withConfig(
      `[remote "${url}"]\n\turl = ${url}\n\tpushurl = ${at.sandbox.git}/${own}.git\n`,
      async () => assert.equal((await run()).ended, 'done'),
    );
    assert.equal(await git(at.sandbox.dir(own), ['for-each-ref']), before);
  });

  it('goes on when the public branch moved on after the push', async () => {
    at.sandbox.fail({ method: 'POST', path: /\/pulls$/, status: 503, times: 9 });
    assert.equal((await run()).ended, 'failed');
    at.sandbox.heal();
    const dir = at.sandbox.dir(fork);
    const head = await git(dir, ['rev-parse', 'refs/heads/advisory-fix-1-3.12']);
    await onBranch(at, '3.12', { 'Lib/salt.py': 'pinch\n' });
    await git(at.clone, ['fetch', '-q', '--force', 'upstream']);
    const { ended, events } = await run();
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    assert.equal(into().length, 1);
    assert.equal(await git(dir, ['rev-parse', 'refs/heads/advisory-fix-1-3.12']), head);
    // The fork's branch follows the public one, so that the pull request shows the fix alone.
    assert.equal(await git(dir, ['rev-parse', 'refs/heads/3.12']), await publicTip(at, '3.12'));
  });

  it('leaves alone a branch of that name that holds something else, and a base with commits of its own', async () => {
    const dir = at.sandbox.dir(fork);
    await git(dir, ['fetch', '-q', at.sandbox.dir(upstream), '3.12']);
    const identity = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_COMMITTER_NAME: 'a' };
    const other = await git(
      dir,
      ['commit-tree', 'FETCH_HEAD^{tree}', '-p', 'FETCH_HEAD', '-m', 'Something else'],
      { ...identity, GIT_COMMITTER_EMAIL: 'a@b.example' },
    );
    for (const name of ['3.12', 'advisory-fix-1-3.12'])
      await git(dir, ['update-ref', `refs/heads/${name}`, other]);
    const { ended, events } = await run();
    const last = events.at(-1);
    assert.ok(ended === 'failed' && last?.state === 'failed');
    assert.match(String(last.error), /has another branch advisory-fix-1-3\.12/);
    for (const name of ['3.12', 'advisory-fix-1-3.12'])
      assert.equal(await git(dir, ['rev-parse', `refs/heads/${name}`]), other);
  });

  it('goes as the account that prepared it, with a title, to a branch that gets fixes', async () => {
    const prepared = await prepare();
    const draft = proposePrivateBackport(prepared);
    const tell = () => undefined;
    const other = { ...prepared, me: { ...prepared.me, login: 'sage-admin' } };
    await assert.rejects(runPrivateBackport(at.tools, other, draft, { tell }), /confirmed as sage-admin/);
    const untitled = { ...draft, title: ' ' };
    await assert.rejects(runPrivateBackport(at.tools, prepared, untitled, { tell }), /has no title/);
    await assert.rejects(
      preparePrivateBackport(at.tools, { repo, ghsaId: id, branch: '9.9', clone: null }),
      /names no branch 9\.9/,
    );
    // Which branches get backports is asked of the project: pip has one only, a plain one those of its template.
    await assert.rejects(branchFor(at.tools, 'pypa/pip', '3.12'), /brings fixes to one branch only/);
    assignProfiles({ profiles: {}, templates: { 'hobby/pantry': { branches: ['1.x'] } } });
    try {
      assert.equal((await branchFor(at.tools, 'hobby/pantry', '1.x')).branch, '1.x');
      await assert.rejects(branchFor(at.tools, 'hobby/pantry', '3.12'), /names no branch 3\.12/);
    } finally {
      assignProfiles(null);
    }
  });

  it('is what becomes public later, with the news entry of main', async () => {
    await run();
    const main = await merged(at);
    const { number } = into()[0]!;
    const from = { private: number };
    const prepared = await prepareBackport(at.tools, request(at, main, { from }));
    assert.equal(prepared.from.kind === 'private' && prepared.from.pull, number);
    assert.deepEqual(prepared.files.map(({ path }) => path).sort(), ['Lib/bread.py', news].sort());
    // It is not what main got, so somebody has to say that it is right.
    const draft = proposeBackport(prepared);
    const [differs, ...others] = reviewBackport(prepared, draft).toSettle;
    assert.match(differs!.message, /is not what gh-\d+ brought to main: it changes Lib\/bread\.py/);
    assert.deepEqual(others, []);
    const overruled = [{ id: differs!.id, reason: 'written for this branch' }];
    const record = await confirmBackport(at.tools.store, prepared, { ...draft, overruled }, at.tools.now());
    const { ended, events } = await runOn(at, record);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    const { headSha } = ours(at)[0]!.pull!;
    const dir = at.sandbox.dir(own);
    assert.equal(await git(dir, ['show', `${headSha}:Lib/bread.py`]), 'crumb\nfixed in private\ncrust');
    assert.equal(await git(dir, ['show', `${headSha}:${news}`]), 'Honour the option.');
    const commits = await git(dir, ['rev-list', headSha, '--not', await publicTip(at, '3.12')]);
    assert.deepEqual(commits.split('\n'), [headSha], 'no private commit crosses');
    // The commit on main is what is brought, unless somebody chooses.
    assert.deepEqual((await prepareBackport(at.tools, request(at, main))).from, { kind: 'main' });
  });
});
