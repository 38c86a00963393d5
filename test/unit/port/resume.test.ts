import assert from 'node:assert/strict';
import { connect } from '../../../src/github/index.ts';
import { hashOf } from '../../../src/jobs/line/record.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { openBench, type Bench } from './bench.ts';
import { goOn, type Desk } from './harness.ts';
import { botsComeBy } from './rewind.ts';

const repo = '/repos/python/cpython';
const fork = '/octo-coordinator/cpython.git';

/** Every call behind the line, in order; what changes something starts with POST. */
const calls = [
  `GET ${repo}/security-advisories/GHSA-7q4m-xv2c-93rp`,
  'GET /user',
  `GET ${repo}/issues`,
  `POST ${repo}/issues`,
  `GET ${fork}/info/refs?service=git-upload-pack`,
  `POST ${fork}/git-upload-pack`,
  // git asks without a name first, and is told to give one.
  `GET ${fork}/info/refs?service=git-receive-pack`,
  `GET ${fork}/info/refs?service=git-receive-pack`,
  `POST ${fork}/git-receive-pack`,
  `GET ${repo}/pulls`,
  `POST ${repo}/pulls`,
  `GET ${repo}/issues/210499/labels`,
  `POST ${repo}/issues/210499/labels`,
  `GET ${repo}/issues/210499/labels`,
  `GET ${repo}/issues/210500/labels`,
  `POST ${repo}/issues/210500/labels`,
  `GET ${repo}/issues/210500/labels`,
];
const isGit = (call: string) => call.includes(fork);
const isWrite = (call: string) => call.startsWith('POST') && !call.endsWith('upload-pack');

const reset: readonly Fault[] = [{ kind: 'reset' }, { kind: 'reset', effect: 'after' }];
const lost: readonly Fault[] = [
  ...reset,
  { status: 502 },
  { status: 502, effect: 'after' },
  { kind: 'truncate', effect: 'after' },
];

const called = (at: Desk, from: number) =>
  at.sandbox.recorder.calls
    .slice(from)
    .map(({ method, path, query }) => `${method} ${path}${isGit(path) ? query : ''}`);

describe('a port goes on after every call, and everything is there once', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => (bench = await openBench()));
  after(() => bench.close());

  it('makes these calls behind the line, and no others', async () => {
    const record = await bench.confirmed();
    const start = bench.at.sandbox.recorder.calls.length;
    assert.equal((await goOn(bench.at, record)).links?.commit, bench.commit);
    assert.deepEqual(called(bench.at, start), calls);
    await bench.assertOnce();
  });

  for (const [place, call] of calls.entries()) {
    for (const fault of isWrite(call) ? lost : reset) {
      const what = fault.kind ?? String(fault.status);
      it(`after call ${place + 1}, ${call}: ${what}, ${fault.effect ?? 'before'} the effect`, async () => {
        const record = await bench.confirmed();
        const start = bench.at.sandbox.recorder.calls.length;
        let met = 0;
        // On a connection that it used before, git's curl asks once more by itself.
        const times = isGit(call) && fault.kind === 'reset' ? 2 : 1;
        bench.at.sandbox.fail({ ...fault, skip: place, times, met: () => met++ });
        const ended = await goOn(bench.at, record).then(
          outcome => outcome.ended,
          () => 'failed',
        );
        bench.at.sandbox.heal();
        const sent = called(bench.at, start);
        assert.deepEqual(sent.slice(0, place + 1), calls.slice(0, place + 1));
        assert.equal(ended, 'failed');
        assert.ok(met >= 1 && met <= times);
        assert.deepEqual(sent.slice(place + 1), met > 1 ? [call] : [], 'a failed port went on');
        await botsComeBy(bench.at);
        await bench.resume();
      });
    }
  }

  it('does not begin as another account than the confirmed one', async () => {
    const record = await bench.confirmed();
    const { sandbox, tools } = bench.at;
    const token = async () => sandbox.tokens['admin']!;
    const other = { ...tools, github: connect({ apiUrl: sandbox.api, token, throttle: false }) };
    const writes = sandbox.recorder.writes().length;
    await assert.rejects(
      goOn({ ...bench.at, tools: other }, record),
      /^JobError: This was confirmed as octo-coordinator, and you are signed in as sage-admin\. Sign in as/,
    );
    assert.equal(sandbox.recorder.writes().length, writes);
    await bench.resume();
  });

  it('opens no issue where the entry that was confirmed has no place any more', async () => {
    const record = await bench.confirmed();
    const confirmed = { ...record.confirmed, section: 'bugfix.rst' };
    const writes = bench.at.sandbox.recorder.writes().length;
    await assert.rejects(goOn(bench.at, { ...record, confirmed, hash: hashOf(confirmed) }), {
      name: 'JobError',
      message: /^The profile of this repository was changed/,
    });
    assert.equal(bench.at.sandbox.recorder.writes().length, writes);
  });
});
