import assert from 'node:assert/strict';
import { startFork } from '../../../../src/jobs/fork/start.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { Forkless } from '../../../../src/ui/fork/waitParts.ts';
import { ForkWaits } from '../../../../src/ui/fork/waits.ts';
import { listOn } from '../advisories/parts.ts';
import { TestClock } from './testClock.ts';

/** octo-coordinator's: a draft without a fork, and a triage. */
const crumb = 'GHSA-c4f5-g6h7-j8m9';
const ham = 'GHSA-m2pg-3qcr-4vfw';
/** A draft of nutmeg-core's without a fork. */
const pepper = 'GHSA-r9v8-w7x6-c5f4';
const repo = { owner: 'python', name: 'cpython' };
const second = 1_000;
const minute = 60 * second;

describe('waiting for a private fork', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let clock: TestClock;
  let list: ReturnType<typeof listOn>;
  let waits: ForkWaits;
  /** What a person sees, in order. */
  let said: string[];
  let cancel: () => void;
  let waitOn: () => void;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.knobs({ forkDelay: 8 * minute });
    await sandbox.deleteFork(ham);
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    clock = new TestClock(milliseconds => sandbox.clock(milliseconds));
    list = listOn(sandbox, { token: () => sandbox.tokens['coordinator']! });
    said = [];
    waits = open();
  });
  afterEach(() => waits.dispose());
  after(() => sandbox.stop());

  /** A window of VS Code: its waits, with the records of this machine. */
  const open = (records = list.progress) =>
    new ForkWaits({
      ...{ clock, github: async () => list.github, model: list.model, records },
      words: {
        making: ({ ghsaId }, stop) => {
          said.push(`making ${ghsaId.slice(-4)}`);
          cancel = stop;
          return () => void said.push(`hidden ${ghsaId.slice(-4)}`);
        },
        ready: ({ ghsaId, privateFork }) => void said.push(`ready ${ghsaId.slice(-4)} ${privateFork}`),
        tooLong: ({ ghsaId }, { htmlUrl, begun }, again) => {
          said.push(`${begun ? 'too long' : 'not begun'} ${ghsaId.slice(-4)} ${htmlUrl !== null}`);
          waitOn = again;
        },
        stopped: ({ ghsaId }, error, again) => {
          said.push(`stopped ${ghsaId.slice(-4)} ${(error as { kind: string }).kind}`);
          waitOn = again;
        },
      },
      report: error => said.push((error as { kind?: string }).kind ?? String(error)),
    });
  const about = (ghsaId: string): Forkless => ({ repo, ghsaId });
  const pass = (milliseconds: number) => clock.pass(milliseconds, () => waits.settled());
  const looks = () =>
    sandbox.recorder.requests.filter(
      ({ method, path }) => method === 'GET' && /\/security-advisories\/GHSA-/.test(path),
    ).length;
  const begin = async () => {
    await startFork({ github: list.github }, about(crumb));
    await waits.begin(about(crumb), 'us');
    sandbox.recorder.clear();
  };
  const readyCrumb = 'ready j8m9 python/cpython-ghsa-c4f5-g6h7-j8m9';

  it('shows it, looks each ten seconds for five minutes and each minute then, and says once that it is ready', async () => {
    await begin();
    assert.deepEqual(list.progress.of(about(crumb)).fork, { at: '2026-11-20T13:20:00.000Z', by: 'us' });
    await pass(5 * minute - 1);
    assert.equal(looks(), 30);
    await pass(2 * minute);
    assert.equal(looks(), 32);
    assert.deepEqual(said, ['making j8m9']);
    await pass(2 * minute);
    assert.deepEqual(said, ['making j8m9', 'hidden j8m9', readyCrumb]);
    assert.equal(list.progress.of(about(crumb)).fork, undefined);
    const before = looks();
    await pass(60 * minute);
    assert.equal(looks(), before);
    assert.deepEqual([waits.count, clock.waiting, said.length], [0, 0, 3]);
  });

  it('survives the window, and is told by one of two', async () => {
    await begin();
    waits.dispose();
    said = [];
    await clock.pass(9 * minute, async () => undefined);
    waits = open();
    const other = open();
    await waits.takeUp();
    await other.takeUp();
    assert.deepEqual(said, ['making j8m9', 'making j8m9']);
    await clock.pass(second, () => Promise.all([waits.settled(), other.settled()]));
    assert.deepEqual(
      said.filter(words => words.startsWith('ready')),
      [readyCrumb],
    );
    other.dispose();
  });

  it('is left by a cancel, in this window and in the next', async () => {
    await begin();
    await pass(minute);
    cancel();
    assert.deepEqual(said, ['making j8m9', 'hidden j8m9']);
    await list.model.refresh();
    waits.notice();
    waits.dispose();
    waits = open();
    await waits.takeUp();
    assert.deepEqual([waits.count, said.length], [0, 2]);
    const { fork } = list.progress.of(about(crumb));
    assert.deepEqual([fork?.by, fork?.left], ['us', true], 'GitHub makes it: the row says so');
    await clock.pass(8 * minute, async () => undefined);
    await list.model.refresh();
    waits.notice();
    assert.equal(list.progress.of(about(crumb)).fork, undefined, 'it is there');
    assert.equal(said.length, 2);
  });

  it('is left by a cancel also for another window that waits, and may be waited for again', async () => {
    await begin();
    const other = open();
    await other.takeUp();
    cancel();
    waits.dispose();
    said = [];
    await clock.pass(9 * minute, () => other.settled());
    assert.deepEqual([said.filter(words => words.startsWith('ready')), other.count], [[], 0]);
    other.dispose();
    sandbox.knobs({ forkDelay: 20 * minute });
    waits = open();
    await startFork({ github: list.github }, about(ham));
    await waits.begin(about(ham), 'us');
    cancel();
    await waits.begin(about(ham), 'us');
    assert.equal(list.progress.of(about(ham)).fork?.left, undefined);
    await pass(21 * minute);
    assert.equal(said.at(-1), 'ready 4vfw python/cpython-ghsa-m2pg-3qcr-4vfw');
  });

  it('asks after thirty minutes, and waits on if that is wanted', async () => {
    sandbox.knobs({ forkDelay: 'never' });
    await begin();
    await pass(30 * minute - second);
    assert.deepEqual(said, ['making j8m9']);
    await pass(minute);
    assert.deepEqual(said, ['making j8m9', 'hidden j8m9', 'too long j8m9 true']);
    await pass(60 * minute);
    assert.equal(waits.count, 0, 'nobody looks meanwhile');
    waitOn();
    await pass(29 * minute);
    assert.equal(said.length, 4);
    await pass(2 * minute);
    assert.deepEqual(said.slice(3), ['making j8m9', 'hidden j8m9', 'too long j8m9 true']);
  });

  it('waits for the bot without a word, and tells when the fork of the advisory is there', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'read');
    await list.model.refresh();
    waits.notice();
    assert.equal(waits.count, 1, 'Crumb, which is a draft');
    sandbox.store.advisory(ham)!.summary = '[ACCEPTED] Ham';
    await list.model.refresh();
    waits.notice();
    assert.equal(list.progress.of(about(ham)).fork, undefined);
    // As the command does: the title first, then what was asked.
    await list.progress.update(about(ham), { asked: { tag: 'ACCEPTED', at: clock.now().toISOString() } });
    waits.notice();
    assert.equal(waits.count, 2);
    assert.equal(list.progress.of(about(ham)).fork?.by, 'bot');
    assert.equal(list.progress.of(about(crumb)).fork, undefined, 'nobody asked for it: nothing is kept');
    assert.equal(list.progress.of(about(pepper)).fork, undefined);
    sandbox.recorder.clear();
    await pass(5 * minute - second);
    assert.equal(looks(), 0, 'the list was read just now');
    await pass(15 * minute);
    assert.ok(looks() <= 10, `${looks()} looks at two in twenty minutes`);
    await sandbox.tick();
    await list.model.refresh();
    waits.notice();
    await pass(minute);
    assert.equal(list.progress.of(about(crumb)).fork?.by, 'bot', 'GitHub makes it: the row says so');
    await pass(8 * minute);
    assert.deepEqual(said.sort(), ['ready 4vfw python/cpython-ghsa-m2pg-3qcr-4vfw', readyCrumb]);
    assert.equal(list.progress.of(about(ham)).fork, undefined);
  });

  it('finds the bot’s fork also where nobody refreshes the list', async () => {
    await waits.begin(about(crumb), 'bot');
    await sandbox.tick();
    await pass(14 * minute);
    assert.deepEqual(said, [readyCrumb]);
  });

  it('ends where the bot does not come, and says so where somebody asked', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'read');
    await list.model.refresh();
    waits.notice();
    await waits.begin(about(ham), 'bot');
    sandbox.store.advisory(ham)!.summary = '[ACCEPTED] Ham';
    await list.model.refresh();
    assert.equal(waits.count, 2);
    // It is due at 14:00.
    await pass(65 * minute);
    assert.deepEqual([said, waits.count], [[], 2]);
    await pass(15 * minute);
    assert.deepEqual([said, waits.count], [['not begun 4vfw true'], 0]);
    assert.equal(list.progress.of(about(ham)).fork?.left, true);
    waits.notice();
    await waits.takeUp();
    assert.equal(waits.count, 0, 'and it does not begin anew by itself');
    waitOn();
    assert.equal(waits.count, 1);
  });

  it('gives an admin who was asked a day', async () => {
    await waits.begin(about(ham), 'bot');
    await pass(23 * 60 * minute);
    assert.deepEqual([said, waits.count], [[], 1]);
    await pass(65 * minute);
    assert.deepEqual([said, waits.count], [['not begun 4vfw true'], 0]);
  });

  it('waits out what passes, and stops where somebody has to sign in', async () => {
    await begin();
    sandbox.fail({ path: '/security-advisories/', status: 502, times: 2 });
    await pass(2 * minute);
    assert.deepEqual(said, ['making j8m9', 'server', 'server']);
    sandbox.fail({ path: '/security-advisories/', status: 401 });
    await pass(minute);
    assert.deepEqual(said.slice(3), ['signed-out', 'hidden j8m9', 'stopped j8m9 signed-out']);
    assert.deepEqual([waits.count, list.progress.of(about(crumb)).fork?.by], [0, 'us']);
    sandbox.heal();
    await waits.takeUp();
    await pass(9 * minute);
    assert.equal(said.at(-1), readyCrumb);
  });

  it('says once that it stopped where GitHub refuses to show it, and waits on by a press', async () => {
    await begin();
    sandbox.fail({ path: '/security-advisories/', status: 403 });
    await pass(minute);
    assert.deepEqual(said, ['making j8m9', 'forbidden', 'hidden j8m9', 'stopped j8m9 forbidden']);
    sandbox.heal();
    await list.model.refresh();
    waits.notice();
    assert.equal(waits.count, 0);
    waitOn();
    await pass(9 * minute);
    assert.equal(said.at(-1), readyCrumb);
  });

  it('waits out an advisory that GitHub does not show for a moment', async () => {
    await begin();
    sandbox.fail({ path: '/security-advisories/', status: 404, times: 3 });
    await pass(4 * minute);
    assert.deepEqual([said, waits.count], [['making j8m9', 'not-found', 'not-found', 'not-found'], 1]);
    assert.equal(list.progress.of(about(crumb)).fork?.by, 'us');
    await pass(5 * minute);
    assert.equal(said.at(-1), readyCrumb);
  });

  it('says once that it stopped where GitHub shows the advisory no more, also for the next window; waits on by a press', async () => {
    await begin();
    sandbox.fail({ path: '/security-advisories/', status: 404, times: 100 });
    await pass(7 * minute);
    const told = said.filter(words => words !== 'not-found');
    assert.deepEqual(told, ['making j8m9', 'hidden j8m9', 'stopped j8m9 not-found']);
    assert.deepEqual([waits.count, list.progress.of(about(crumb)).fork?.left], [0, true], 'the row says so');
    waits.dispose();
    waits = open();
    await waits.takeUp();
    assert.equal(waits.count, 0);
    sandbox.heal();
    waitOn();
    // The window of that message writes it down; the other reads it then.
    await pass(second);
    assert.equal(list.progress.of(about(crumb)).fork?.left, undefined);
    await waits.takeUp();
    await pass(9 * minute);
    // Both windows wait now; one of them tells.
    assert.deepEqual(
      said.filter(words => words === readyCrumb),
      [readyCrumb],
      said.join(),
    );
  });

  it('gives each time that it is not shown its own moment', async () => {
    sandbox.knobs({ forkDelay: 20 * minute });
    await begin();
    for (let times = 0; times < 3; times++) {
      sandbox.fail({ path: '/security-advisories/', status: 404, times: 3 });
      await pass(5 * minute);
      assert.equal(waits.count, 1);
    }
    await pass(6 * minute);
    assert.equal(said.at(-1), readyCrumb);
  });

  it('lets what nobody asked for go without a word where it is not shown', async () => {
    await list.model.refresh();
    waits.notice();
    const { count } = waits;
    assert.ok(count > 0);
    sandbox.fail({ path: '/security-advisories/', status: 404, times: 100 });
    await pass(20 * minute);
    assert.deepEqual([waits.count, said.filter(words => words !== 'not-found')], [0, []]);
  });

  it('ends where the advisory is closed, or another account signs in', async () => {
    await begin();
    await list.github.advisories.setState(repo, crumb, 'closed');
    await pass(minute);
    assert.deepEqual(said, ['making j8m9', 'hidden j8m9']);
    await waits.begin(about(ham), 'us');
    waits.reset();
    assert.deepEqual([waits.count, clock.waiting], [0, 0]);
    assert.equal(list.progress.of(about(ham)).fork?.by, 'us', 'it is remembered');
  });

  it('does not wait for what is others’, closed, or not asked for', async () => {
    sandbox.store.advisory(crumb)!.summary = '[CLOSED] Crumb';
    await list.model.refresh();
    waits.notice();
    assert.equal(waits.count, 0);
  });
});
