import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { ForkDesk } from '../../../../src/ui/fork/desk.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { ForkStart } = await import('../../../../src/ui/fork/start.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');

/** octo-coordinator's: a draft without a fork, and a triage. */
const crumb = 'GHSA-c4f5-g6h7-j8m9';
const ham = 'GHSA-m2pg-3qcr-4vfw';
/** A draft with a fork. */
const spam = 'GHSA-7q4m-xv2c-93rp';
const minute = 60_000;

describe('Start Temporary Private Fork', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let list: ReturnType<typeof listOn>;
  let person: Person;
  let start: InstanceType<typeof ForkStart>;
  /** Commands that were run, with the advisory of their row. */
  const ran = () =>
    person.ran.map(([id, row]) => `${id} ${(row as { advisory: { ghsaId: string } }).advisory.ghsaId}`);

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.knobs({ forkDelay: 5 * minute });
    await sandbox.deleteFork(ham);
    person = personAtWindow();
    list = listOn(sandbox);
    const log = { error: () => undefined, show: () => undefined };
    start = new ForkStart({
      parts: {
        ...{ model: list.model, progress: list.progress, github: async () => list.github },
        commands: new Commands(log as never),
      },
      anyAdvisory: async (row: { advisory: unknown }) => row.advisory,
    } as unknown as ForkDesk);
  });
  afterEach(() => start.dispose());
  after(() => sandbox.stop());

  const press = async (ghsaId: string) => {
    await list.model.refresh();
    const advisory = list.model.advisories.find(one => one.ghsaId === ghsaId)!;
    sandbox.recorder.clear();
    await start.start({ kind: 'advisory', advisory });
    return advisory;
  };
  const asked = () => sandbox.recorder.writes().map(({ path }) => path.split('/').at(-1));
  const admin = () => sandbox.role('octo-coordinator', 'python/cpython', 'admin');

  it('has GitHub make it, as an admin, and waits', async () => {
    admin();
    const advisory = await press(crumb);
    assert.deepEqual(asked(), ['forks']);
    assert.equal(list.progress.of(advisory).fork?.by, 'us');
    assert.equal(start.waits.count, 1);
    await press(crumb);
    assert.deepEqual([asked(), start.waits.count], [[], 1], 'a second press asks nobody');
    assert.deepEqual(person.said, []);
  });

  it('says at once that it is ready, and clones it on a press', async () => {
    sandbox.knobs({ forkDelay: 0 });
    admin();
    person.presses = ['Clone'];
    const advisory = await press(crumb);
    assert.deepEqual(await person.hears(1), ['j8m9: the private fork is ready.']);
    assert.deepEqual(ran(), [`ghsa.cloneFork ${crumb}`]);
    assert.deepEqual([start.waits.count, list.progress.of(advisory).fork], [0, undefined]);
    const listed = list.model.advisories.find(({ ghsaId }) => ghsaId === crumb)!;
    assert.equal(listed.privateFork, 'python/cpython-ghsa-c4f5-g6h7-j8m9');
  });

  it('finds one that is there, as a member, and sends nothing', async () => {
    await press(spam);
    assert.deepEqual(await person.hears(1), ['93rp: the private fork is ready.']);
    assert.deepEqual([asked(), ran()], [[], []]);
  });

  it('says to a member that the bot makes it, and waits without a progress', async () => {
    const advisory = await press(ham);
    assert.deepEqual(await person.hears(1), [
      'The bot makes the fork when the advisory is accepted. You will be told.',
    ]);
    assert.deepEqual([asked(), list.progress.of(advisory).fork?.by, start.waits.count], [[], 'bot', 1]);
  });

  it('says of a draft when the bot comes', async () => {
    await press(crumb);
    assert.match((await person.hears(1))[0]!, /^The bot makes the fork at .*\d\d:\d\d\. You will be told\.$/);
  });

  it('shows one that the bot has begun by a progress, also to a member', async () => {
    await list.model.refresh();
    await sandbox.tick();
    const advisory = await press(crumb);
    assert.deepEqual([asked(), list.progress.of(advisory).fork?.by], [[], 'us']);
  });

  it('learns from GitHub who is no admin, and leaves it to the bot then', async () => {
    admin();
    await list.model.refresh();
    sandbox.role('octo-coordinator', 'python/cpython', 'read');
    const advisory = list.model.advisories.find(one => one.ghsaId === ham)!;
    await start.start({ kind: 'advisory', advisory });
    assert.match((await person.hears(1))[0]!, /when the advisory is accepted/);
    assert.equal(list.model.role(advisory), 'collaborator');
  });

  it('tells in one sentence when GitHub breaks, and keeps nothing', async () => {
    admin();
    sandbox.fail({ method: 'POST', path: '/forks', status: 502 });
    await assert.rejects(press(crumb), { kind: 'server' });
    assert.deepEqual([start.waits.count, list.progress.entries()], [0, []]);
  });
});
