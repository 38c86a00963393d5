import assert from 'node:assert/strict';
import {
  confirmPort,
  readRecord,
  runPort,
  type PortDraft,
  type PortRecord,
  type Prepared,
} from '../../../src/jobs/port/index.ts';
import type { Ended } from '../../../src/jobs/job.ts';
import { desk, goOn, prepare, type Desk, type Outcome } from './harness.ts';
import { assertOnce, keep, restarted } from './rewind.ts';

/** One port that is confirmed, broken and gone on with, again and again from the same start. */
export interface Bench {
  readonly at: Desk;
  readonly prepared: Prepared;
  readonly draft: PortDraft;
  /** The commit of an undisturbed run: every other one must make the same. */
  readonly commit: string;
  /** From the start: nothing public, and the same change confirmed at the same time. */
  confirmed(): Promise<PortRecord>;
  /** Runs that many steps; the process ends between two of them. */
  until(record: PortRecord, steps: number): Promise<Ended>;
  /** What a new process finds. */
  remembered(): Promise<{ readonly desk: Desk; readonly record: PortRecord | null }>;
  /** Goes on with it to the end, counts, and gives what came of it. */
  resume(): Promise<Outcome>;
  assertOnce(): Promise<void>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const at = await desk();
  const { prepared, draft } = await prepare(at, 'GHSA-7q4m-xv2c-93rp');
  const { rewind, remove } = await keep(at);
  let commit = '';
  const bench: Bench = {
    at,
    prepared,
    draft,
    get commit() {
      return commit;
    },
    async confirmed() {
      await rewind();
      return confirmPort(at.tools.store, prepared, draft, prepared.date);
    },
    async until(record, steps) {
      let done = 0;
      const ended = await runPort(at.tools, record, {
        tell: ({ state }) => void (done += state === 'done' ? 1 : 0),
        stop: () => done === steps,
        keep: async () => undefined,
      });
      assert.equal(done, steps);
      return ended;
    },
    async remembered() {
      const again = restarted(at);
      return { desk: again, record: readRecord(await again.tools.store.load(prepared.key)) };
    },
    async resume() {
      const { desk: again, record } = await bench.remembered();
      assert.ok(record, 'there is nothing to go on with');
      const outcome = await goOn(again, record);
      assert.equal(outcome.ended, 'done', JSON.stringify(outcome.events.at(-1)));
      assert.equal(outcome.links!.commit, commit);
      await bench.assertOnce();
      return outcome;
    },
    assertOnce: () => assertOnce(at, commit, [2, 7]),
    async close() {
      await remove();
      await at.close();
    },
  };
  const { ended, links } = await goOn(at, await bench.confirmed());
  assert.equal(ended, 'done');
  commit = links!.commit;
  await bench.assertOnce();
  return bench;
}
