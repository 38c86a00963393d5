import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  confirmBackport,
  prepareBackport,
  proposeBackport,
  readBackportRecord,
  unfinishedBackportOf,
} from '../../../src/jobs/backport/make/index.ts';
import { ConflictError, filesOf, readRecord } from '../../../src/jobs/port/index.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { desk, type Desk } from './harness.ts';
import {
  afresh,
  confirmed,
  fix,
  merged,
  onBranch,
  ours,
  own,
  publicTip,
  request,
  runOn,
  type OnMain,
} from './backportDesk.ts';
import { restarted } from './rewind.ts';

describe('a backport that stops on its way', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  /** What a new process finds, and goes on with. */
  const resume = async (key: string): Promise<void> => {
    const again = restarted(at);
    const record = readBackportRecord(await again.tools.store.load(key));
    assert.ok(record, 'there is nothing to go on with');
    const { ended, events } = await runOn(again, record);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    const pulls = ours(at);
    assert.equal(pulls.length, 1);
    assert.deepEqual([...pulls[0]!.labels].sort(), ['release-blocker', 'type-security']);
    const heads = await git(at.sandbox.dir(own), [
      'for-each-ref',
      '--format=%(refname)',
      'refs/heads/backport-*',
    ]);
    assert.deepEqual(heads.split('\n'), [`refs/heads/${pulls[0]!.pull!.headRef}`]);
    assert.deepEqual(await readdir(at.root), []);
  };

  it('goes on after each of its steps, and everything is there once', async () => {
    const places = ['push branch', 'open pull request', 'set labels'];
    const main = await merged(at);
    for (const [i, place] of places.entries()) {
      const record = await confirmed(at, main);
      assert.equal((await runOn(at, record, i + 1)).ended, 'stopped');
      assert.equal(unfinishedBackportOf(await at.tools.store.load(record.key))?.at, place);
      await resume(record.key);
      at.sandbox.store.repo('python/cpython')!.issues.delete(ours(at)[0]!.number);
      for (const ref of ['refs/heads/backport-*']) {
        const names = await git(at.sandbox.dir(own), ['for-each-ref', '--format=%(refname)', ref]);
        for (const name of names.split('\n')) await git(at.sandbox.dir(own), ['update-ref', '-d', name]);
      }
    }
  });

  const lost: readonly (readonly [string, Fault])[] = [
    ['push', { method: 'POST', path: 'git-receive-pack', kind: 'reset', effect: 'after', times: 2 }],
    ['pull request', { method: 'POST', path: /\/pulls$/, kind: 'reset', effect: 'after' }],
    ['labels', { method: 'POST', path: /\/labels$/, kind: 'reset', effect: 'after' }],
  ];
  for (const [name, fault] of lost) {
    it(`goes on after the answer of the ${name} was lost`, async () => {
      const record = await confirmed(at, await merged(at));
      at.sandbox.fail(fault);
      assert.equal((await runOn(at, record)).ended, 'failed');
      at.sandbox.heal();
      await resume(record.key);
    });
  }

  it('was confirmed by one account, and goes on with no other', async () => {
    const record = await confirmed(at, await merged(at));
    await at.tools.store.save(record.key, { ...record, login: 'nutmeg-core' });
    await assert.rejects(
      runOn(at, record),
      /confirmed as nutmeg-core, and you are signed in as octo-coordinator/,
    );
    assert.equal(readBackportRecord({ ...record, confirmed: { ...record.confirmed, pullLabels: [] } }), null);
    assert.equal(readRecord(record), null, 'nobody takes it for a port');
  });

  describe('at a conflict', () => {
    const conflictOf = async (main: OnMain): Promise<ConflictError> => {
      const error = await prepareBackport(at.tools, request(at, main)).then(
        () => null,
        (error: unknown) => error,
      );
      assert.ok(error instanceof ConflictError, String(error));
      return error;
    };

    it('names the sides, keeps what is resolved while the branch moves on, and ends with exactly that', async () => {
      await onBranch(at, '3.12', { 'Lib/bread.py': 'crumb\nolder\ncrust\n' });
      const main = await merged(at);
      const tip = await publicTip(at, '3.12');
      const error = await conflictOf(main);
      assert.equal(error.message, '1 file conflicts with 3.12. Nothing was sent.');
      assert.deepEqual(error.conflict.backport, {
        branch: '3.12',
        into: 'public',
        ours: '3.12',
        theirs: 'the fix on main',
      });
      const path = join(filesOf(error.folder), 'Lib/bread.py');
      const text = await readFile(path, 'utf8');
      assert.match(text, /^<<<<<<< ghsa\/3\.12\nolder\n=======\nfixed\n>>>>>>> ghsa\/fix-on-main$/m);
      await onBranch(at, '3.12', { 'Lib/later.py': 'later\n' });
      assert.equal((await conflictOf(main)).states[0]!.state, 'open');
      await writeFile(path, 'crumb\nolder, fixed\ncrust\n');
      const prepared = await prepareBackport(at.tools, request(at, main));
      assert.equal(prepared.byHand, true);
      assert.equal(prepared.base, tip);
      const record = await confirmBackport(
        at.tools.store,
        prepared,
        proposeBackport(prepared),
        at.tools.now(),
      );
      assert.equal((await runOn(at, record)).ended, 'done');
      const { headSha } = ours(at)[0]!.pull!;
      const dir = at.sandbox.dir(own);
      assert.equal(await git(dir, ['show', `${headSha}:Lib/bread.py`]), 'crumb\nolder, fixed\ncrust');
      assert.deepEqual(await readdir(at.root), []);
    });

    it('searches what was resolved for leaks', async () => {
      await onBranch(at, '3.12', { 'Lib/bread.py': 'crumb\nolder\ncrust\n' });
      const main = await merged(at);
      const { folder } = await conflictOf(main);
      await writeFile(join(filesOf(folder), 'Lib/bread.py'), 'crumb\n# GHSA-7q4m-xv2c-93rp\ncrust\n');
      const prepared = await prepareBackport(at.tools, request(at, main));
      await assert.rejects(
        confirmBackport(at.tools.store, prepared, proposeBackport(prepared), at.tools.now()),
        /Lib\/bread\.py, line 2/,
      );
      assert.equal(fix.files['Lib/bread.py'].includes('GHSA'), false);
    });
  });
});
