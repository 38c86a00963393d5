import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { git } from '../../../../src/sandbox/gitdir.ts';
import { keepsake } from '../../../faults/scenarios/keepsake.ts';
import { ids } from '../../../leaks/jobs.ts';
import { openMachine, type Machine } from '../../../leaks/machine.ts';
import { privateBackport } from '../../../leaks/privateBackport.ts';
import { found } from '../../../leaks/proof.ts';
import { walked } from '../../../leaks/walk.ts';
import { privateObjects } from '../leaks.ts';
import { own, upstream } from '../rewind.ts';

const fork = `${upstream}-${ids.spam.toLowerCase()}`;

describe('the leak proof: a backport into the private fork', function () {
  this.timeout(90_000);
  let at: Machine;
  let kept: Awaited<ReturnType<typeof keepsake>>;
  const objects = () => privateObjects(at, ids.spam, 'refs/heads/main');
  const into = () =>
    [...at.sandbox.store.repo(fork)!.issues.values()].filter(({ pull }) => pull?.base === '3.12');

  before(async () => {
    at = await openMachine([ids.spam]);
    kept = await keepsake(at.sandbox, [upstream, own, fork]);
  });
  beforeEach(() => kept.rewind());
  after(() => at.close());

  walked(() => at, {
    name: 'a private backport',
    begin: at => () => privateBackport(at),
    count: () => into().length,
    lost: [
      // Git's curl asks once more by itself on a connection that it had.
      { method: 'POST', path: `${fork}.git/git-receive-pack`, times: 2 },
      { method: 'POST', path: `/repos/${fork}/pulls` },
    ],
    allowed: async () => ({ objects: await objects() }),
  });

  it('was looked at: processes of git, its private commit, an empty scratch', async () => {
    await privateBackport(at);
    const head = await git(at.sandbox.dir(fork), ['rev-parse', 'refs/heads/advisory-fix-1-3.12']);
    assert.ok((await objects()).has(head));
    const { ours, all } = at.shim.count();
    assert.ok(ours > 20 && all > ours, `${ours}, ${all}`);
    assert.ok(at.looks() > 40, `${at.looks()} looks`);
    assert.deepEqual(readdirSync(at.root), []);
  });

  it('its commit would be seen in the public repositories', async () => {
    await privateBackport(at);
    const before = await objects();
    const seen = async () => (await found(at, { objects: before })).join('\n');
    assert.equal(await seen(), '');
    // The fork of the coordinator borrows the objects of the public repository.
    for (const name of [own, upstream]) {
      await git(at.sandbox.dir(name), [
        ...['fetch', '-q', at.sandbox.dir(fork)],
        'refs/heads/advisory-fix-1-3.12:refs/heads/planted',
      ]);
      const all = await seen();
      assert.match(all, new RegExp(`^public: object \\w+ in ${name}: private object$`, 'm'));
      assert.match(all, new RegExp(`^public: object \\w+ in ${name}: mail: oregano@home\\.example$`, 'm'));
    }
  });
});
