/** One of the processes of the matrix: every job, and of its steps each second one (`SHARD`: "0/2"); or every second job. */
import { optionsOf } from './options.ts';
import { inPlan, plan, sample, wordsOf, type Found, type Pair } from './plan.ts';
import { openRunner, type Outcome } from './run.ts';
import { scenarios } from './scenarios/index.ts';

/** What a worker tells. */
export type Told =
  | { readonly outcome: Outcome }
  | {
      /** Of both workers. */
      readonly found: Found;
      /** Those pairs of it that this worker runs. */
      readonly planned: readonly string[];
      readonly listed: readonly { readonly id: string; readonly reason: string }[];
    }
  | { readonly failed: string };

/** A job with no more pairs than this is one worker's. */
const fewPairs = 12;

const tell = (told: Told) => process.send!(told);
const options = optionsOf(process.argv.slice(2));
const [shard = 0, shards = 1] = (process.env['SHARD'] ?? '0/1').split('/').map(Number);

// The parent is gone, and with it whoever reads.
process.on('disconnect', () => process.exit(1));

const jobs = scenarios.filter(({ job }) => !options.only || options.only.includes(job));
for (const [turn, scenario] of jobs.entries()) {
  // Few pairs: to open a job is most of the work, and one does that.
  const whole = options.sample !== null && options.sample <= fewPairs;
  if (whole && turn % shards !== shard) continue;
  try {
    const runner = await openRunner(scenario);
    try {
      const { pairs, listed } = plan(scenario.job, runner.steps, options.seed);
      const wanted =
        options.pair !== null
          ? pairs.filter(({ id }) => id === options.pair)
          : options.sample === null
            ? pairs
            : sample(pairs, options.sample, options.seed);
      // Those of one step are one worker's.
      const steps = inPlan(runner.steps);
      const turnOf = (pair: Pair) => (steps.indexOf(pair.step) + turn) % shards;
      const mine = wanted.filter(pair => whole || turnOf(pair) === shard);
      const found = {
        job: scenario.job,
        steps: steps.map(wordsOf),
        pairs: wanted.map(({ id }) => id),
      };
      tell({ found, planned: mine.map(({ id }) => id), listed });
      const alone = options.alone || options.sample !== null || options.pair !== null;
      if (alone) for (const pair of mine) tell({ outcome: await runner.run(pair) });
      else for await (const outcome of runner.all(mine)) tell({ outcome });
    } finally {
      await runner.close();
    }
  } catch (error) {
    tell({
      failed: `${scenario.job}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    });
  }
}
// Told once everything was sent. What a job that failed left open must not hold the process.
process.removeAllListeners('disconnect');
process.on('disconnect', () => process.exit(0));
process.disconnect();
