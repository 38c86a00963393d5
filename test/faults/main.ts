/**
 * `npm run test:faults`: every fault at every remote call and every git step of every job, in two processes; prints
 * what was injected and what came of it. Faults of one call that change nothing meet one run of the job, press by press;
 * with `-- --alone`, and in samples, each a run of its own. `-- --sample 20`, `-- --only port,save`,
 * `-- --pair 'port/17/reset-after'`, `-- --list`, `-- --seed 4`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionsOf } from './options.ts';
import { unlike, type Found } from './plan.ts';
import type { Outcome } from './run.ts';
import { complaint, survived, table, unarmed, untold } from './table.ts';
import { scenarios } from './scenarios/index.ts';
import type { Told } from './worker.ts';

const began = performance.now();
const args = process.argv.slice(2);
const { seed, list, only, pair } = optionsOf(args);
const jobs = only ?? scenarios.map(({ job }) => job);
const shards = pair === null ? 2 : 1;

/** The whole of it takes less (milliseconds). */
const longest = 20 * 60_000;

const workers: ChildProcess[] = [];
const planned: string[] = [];
const outcomes: Outcome[] = [];
const failed: string[] = [];
const founds: Found[] = [];
const listed = new Map<string, string>();

// Whoever stops it is told what there was so far.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    failed.push(`stopped by ${signal}`);
    report();
  });
setTimeout(() => {
  failed.push(`not at its end after ${longest / 60_000} minutes`);
  for (const worker of workers) worker.kill('SIGKILL');
  report();
}, longest);
await Promise.all(
  Array.from({ length: shards }, async (_, shard) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), args, {
      env: { ...process.env, SHARD: `${shard}/${shards}` },
      // A process that holds less starts git faster: each start copies the tables of its memory.
      execArgv: [...process.execArgv, '--max-semi-space-size=1'],
    });
    workers.push(child);
    child.on('message', (told: Told) => take(told));
    // Its last words may come after its end.
    const [[code, signal]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
    if (code !== 0) failed.push(`worker ${shard} ended with ${code ?? signal}`);
  }),
);

function take(told: Told): void {
  if ('failed' in told) return void failed.push(told.failed);
  if ('outcome' in told) {
    outcomes.push(told.outcome);
    if (!survived(told.outcome)) console.log(complaint(told.outcome, seed));
    else if (pair !== null) console.log(told.outcome);
    return;
  }
  const { job, pairs } = told.found;
  if (!founds.some(found => found.job === job)) console.log(`${job}: ${pairs.length} pairs`);
  founds.push(told.found);
  planned.push(...told.planned);
  for (const { id, reason } of told.listed) listed.set(id, reason);
}

report();

function report(): never {
  const unmet = outcomes.filter(outcome => !outcome.met);
  failed.push(...unlike(founds), ...unarmed(outcomes, jobs), ...untold(planned, outcomes));
  const lost = outcomes.filter(outcome => !survived(outcome));
  const reasons = new Map<string, number>();
  for (const reason of listed.values()) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);

  console.log(`\n${table(outcomes).join('\n')}\n`);
  console.log(`Not run (${listed.size}):`);
  for (const [reason, count] of reasons) console.log(`  ${String(count).padStart(5)}  ${reason}`);
  if (list) for (const [id, reason] of listed) console.log(`  ${id}: ${reason}`);
  if (unmet.length > 0) console.log(`Not met: ${unmet.map(({ id }) => id).join(' ')}`);
  for (const words of failed) console.error(words);
  const others = outcomes.filter(outcome => outcome.met && outcome.others).length;
  console.log(
    `\n${outcomes.length - unmet.length} faults, ${others} of them with others at work between two presses, ${lost.length} not survived, seed ${seed}, ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const bad = lost.length + failed.length;
  if (process.env['GHSA_REPORT'])
    writeFileSync(
      process.env['GHSA_REPORT'],
      JSON.stringify({
        passed: outcomes.filter(outcome => outcome.met && survived(outcome)).length,
        failed: bad,
        failures: [...lost.map(({ id }) => id), ...failed].map(words => ({ words })),
      }),
    );
  process.exit(bad === 0 && outcomes.length > 0 ? 0 : 1);
}
