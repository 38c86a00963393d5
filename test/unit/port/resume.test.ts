import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  confirmPort,
  readRecord,
  runPort,
  scratchOf,
  type PortDraft,
  type PortRecord,
  type Prepared,
} from '../../../src/jobs/port/index.ts';
import { openIssue } from '../../../src/jobs/port/steps/openIssue.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { desk, goOn, prepare, type Desk } from './harness.ts';
import { assertOnce, botsComeBy, keep, restarted } from './rewind.ts';

const repo = '/repos/python/cpython';
const fork = '/octo-coordinator/cpython.git';

/** Every call behind the line, in order; what changes something starts with POST. */
const calls = [
  `GET ${repo}/security-advisories/GHSA-7q4m-xv2c-93rp`,
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
const isWrite = (call: string) => call.startsWith('POST') && !call.endsWith('upload-pack');

const reset: readonly Fault[] = [{ kind: 'reset' }, { kind: 'reset', effect: 'after' }];
const lost: readonly Fault[] = [
  ...reset,
  { status: 502 },
  { status: 502, effect: 'after' },
  { kind: 'truncate', effect: 'after' },
];

describe('a port goes on, and everything is there once', function () {
  this.timeout(60_000);
  let at: Desk;
  let prepared: Prepared;
  let draft: PortDraft;
  let rewind: () => Promise<void>;
  let remove: () => Promise<void>;
  let commit: string;
  let labels: number[];

  /** From the start: nothing public, and the same change confirmed at the same time. */
  const confirmed = async (): Promise<PortRecord> => {
    await rewind();
    return confirmPort(at.tools.store, prepared, draft, prepared.date);
  };
  /** What a new process finds. */
  const remembered = async (): Promise<{ desk: Desk; record: PortRecord | null }> => {
    const again = restarted(at);
    return { desk: again, record: readRecord(await again.tools.store.load(prepared.key)) };
  };
  const resume = async (): Promise<void> => {
    const { desk: again, record } = await remembered();
    assert.ok(record, 'there is nothing to go on with');
    const { ended, links, events } = await goOn(again, record);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    assert.equal(links!.commit, commit);
    await assertOnce(at, commit, labels);
  };
  const called = (from: number) =>
    at.sandbox.recorder.calls
      .slice(from)
      .map(({ method, path, query }) => `${method} ${path}${path.startsWith(fork) ? query : ''}`);

  before(async () => {
    at = await desk();
    ({ prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp'));
    ({ rewind, remove } = await keep(at));
    labels = [2, 7];
    const record = await confirmed();
    const start = at.sandbox.recorder.calls.length;
    const { ended, links } = await goOn(at, record);
    assert.equal(ended, 'done');
    commit = links!.commit;
    await assertOnce(at, commit, labels);
    assert.deepEqual(called(start), calls);
  });
  after(async () => {
    await remove();
    await at.close();
  });

  for (const [place, call] of calls.entries()) {
    for (const fault of isWrite(call) ? lost : reset) {
      const what = fault.kind ?? String(fault.status);
      it(`after call ${place + 1}, ${call}: ${what}, ${fault.effect ?? 'before'} the effect`, async () => {
        const record = await confirmed();
        const start = at.sandbox.recorder.calls.length;
        let met = 0;
        at.sandbox.fail({ ...fault, skip: place, met: () => met++ });
        const ended = await goOn(at, record).then(
          outcome => outcome.ended,
          () => 'failed',
        );
        assert.equal(met, 1);
        assert.deepEqual(called(start).slice(0, place + 1), calls.slice(0, place + 1));
        assert.equal(ended, 'failed');
        assert.equal(called(start).length, place + 1, 'a failed port went on');
        await botsComeBy(at);
        await resume();
      });
    }
  }

  for (let steps = 0; steps <= 7; steps++) {
    it(`after step ${steps}, when the process ends between two steps`, async () => {
      const record = await confirmed();
      let done = 0;
      const ended = await runPort(at.tools, record, {
        tell: ({ state }) => void (done += state === 'done' ? 1 : 0),
        stop: () => done === steps,
        keep: async () => undefined,
      });
      assert.equal(done, steps);
      assert.equal(ended, steps === 7 ? 'done' : 'stopped');
      if (steps === 7) return assertOnce(at, commit, labels);
      await botsComeBy(at);
      await resume();
    });
  }

  for (let saves = 0; saves < 6; saves++) {
    it(`after effect ${saves + 1}, when the process ends before it is remembered`, async () => {
      const record = await confirmed();
      const { store } = at.tools;
      let left = saves;
      const dying = {
        ...store,
        save: (key: string, value: unknown) => {
          if (left-- > 0) return store.save(key, value);
          // What a kill leaves of a record that is being written.
          return writeFile(join(scratchOf(at.root, key), 'job.json.new'), '{"version":1,"key":').then(() => {
            throw new Error('killed');
          });
        },
      };
      const { ended } = await goOn({ ...at, tools: { ...at.tools, store: dying } }, record);
      assert.equal(ended, 'failed');
      assert.equal(left, -1, 'it went on without a memory');
      await botsComeBy(at);
      await resume();
    });
  }

  describe('and asks where it cannot know', () => {
    /** Issues of the coordinator's that read like ours. */
    const twin = async (createdAt?: string) => {
      const at1 = at.sandbox.store.repo('python/cpython')!;
      const { texts } = draft;
      const answer = await fetch(`${at.sandbox.api}${repo}/issues`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${at.sandbox.tokens['coordinator']}`,
          'x-github-api-version': '2026-03-10',
        },
        body: JSON.stringify({ title: texts['issue.title'], body: texts['issue.body'] }),
      });
      const { number } = (await answer.json()) as { number: number };
      if (createdAt) at1.issues.set(number, { ...at1.issues.get(number)!, createdAt });
      return number;
    };
    const issues = () => at.sandbox.store.repo('python/cpython')!.issues;

    it('which of two issues is ours; when one is renamed it takes the other', async () => {
      const record = await confirmed();
      const [first, second] = [await twin(), await twin()];
      const { ended, events } = await goOn(at, record);
      assert.equal(ended, 'failed');
      const [last] = events.slice(-1);
      assert.ok(last?.state === 'failed' && last.id === openIssue.id);
      assert.match(String(last.error), new RegExp(`More than one issue .* gh-${second}, gh-${first}\\.`));
      assert.equal(issues().size, 2);
    });

    it('but not about an issue of yesterday with the same title and body', async () => {
      const record = await confirmed();
      const old = await twin(new Date(prepared.date.getTime() - 86_400_000).toISOString());
      const { ended, links } = await goOn(at, record);
      assert.equal(ended, 'done');
      assert.deepEqual([...issues().keys()], [old, old + 1, old + 2]);
      assert.equal(links!.issue, old + 1);
      assert.deepEqual(issues().get(old)!.labels, []);
    });
  });
});
