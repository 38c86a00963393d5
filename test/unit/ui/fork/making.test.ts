import assert from 'node:assert/strict';
import { startFork } from '../../../../src/jobs/fork/start.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { ForkDesk } from '../../../../src/ui/fork/desk.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow } from '../decide/window.ts';

const { Commands } = await import('../../../../src/ui/common/commands.ts');
const { benchOf } = await import('../../../../src/ui/fork/pulls/bench.ts');

const about = { repo: { owner: 'python', name: 'cpython' }, ghsaId: 'GHSA-c4f5-g6h7-j8m9' };
const minute = 60_000;

describe('what is done in a private fork that GitHub still makes', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let list: ReturnType<typeof listOn>;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.knobs({ forkDelay: 5 * minute });
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    list = listOn(sandbox);
    await startFork({ github: list.github }, about);
  });
  after(() => sandbox.stop());

  const bench = async () => {
    const advisory = await list.github.advisories.get(about.repo, about.ghsaId);
    const log = { error: () => undefined, show: () => undefined };
    const desk = {
      parts: {
        ...{ progress: list.progress, github: async () => list.github },
        commands: new Commands(log as never),
      },
      ...{ advisory: async () => advisory, clone: async () => null, tools: async () => ({}) },
    };
    return benchOf(desk as unknown as ForkDesk, undefined, 'Show Private PRs');
  };

  it('waits, with a way to wait for it again, until it is ready', async () => {
    const person = personAtWindow();
    await list.progress.update(about, { fork: { at: '2026-11-20T13:20:00Z', by: 'us', left: true } });
    person.presses = ['Wait Again'];
    assert.equal(await bench(), null);
    assert.deepEqual(await person.hears(1), ['j8m9: GitHub is still making the private fork.']);
    assert.deepEqual(
      person.ran.map(([id]) => id),
      ['ghsa.startFork'],
    );
    sandbox.clock(6 * minute);
    assert.equal((await bench())?.fork, 'python/cpython-ghsa-c4f5-g6h7-j8m9');
    assert.equal(person.said.length, 1);
  });

  it('is left to what GitHub answers where nobody waited for it', async () => {
    sandbox.recorder.clear();
    assert.equal((await bench())?.id, 'j8m9');
    assert.ok(!sandbox.recorder.requests.some(({ path }) => path.endsWith('/branches')));
  });
});
