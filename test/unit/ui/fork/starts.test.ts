import assert from 'node:assert/strict';
import type { ForkTools, PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { PullDesk } from '../../fork/pullsHarness.ts';

const { startsOf } = await import('../../../../src/ui/fork/starts.ts');

describe('the branches that a worktree can start from', function () {
  this.timeout(60_000);
  const at = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;

  beforeEach(async () => {
    tools = await at.tools();
    clone = await at.clone(tools);
    // As in a clone that no public one helped to make.
    for (const ref of (await at.git(clone.path, 'for-each-ref', '--format=%(refname)')).split('\n'))
      if (ref.startsWith('refs/remotes/upstream/')) await at.git(clone.path, 'update-ref', '-d', ref);
  });

  it('are what the public repository has, also where nothing of it was fetched, the default one first', async () => {
    const { starts, said } = await startsOf(tools.git, clone);
    const open = starts.filter(({ branch }) => branch === null).map(({ from }) => from);
    const there = (
      await at.git(at.at('python/cpython'), 'for-each-ref', '--format=%(refname:short)', 'refs/heads/')
    )
      .split('\n')
      .map(name => `upstream/${name}`);
    assert.ok(said);
    assert.deepEqual([...open].sort(), there.sort());
    assert.equal(open[0], 'upstream/main');
    assert.ok(starts.some(({ from }) => from.startsWith('origin/')));
  });

  it('are what was fetched where it cannot be asked, and that is known', async () => {
    await at.git(clone.path, 'update-ref', 'refs/remotes/upstream/3.9', 'HEAD');
    await at.git(clone.path, 'update-ref', 'refs/remotes/upstream/3.14', 'HEAD');
    await at.git(clone.path, 'config', 'remote.upstream.url', 'http://127.0.0.1:1/gone.git');
    const { starts, said } = await startsOf(tools.git, clone);
    assert.equal(said, false);
    assert.deepEqual(
      starts.filter(({ branch }) => branch === null).map(({ from }) => from),
      ['upstream/3.14', 'upstream/3.9'],
    );
  });
});
