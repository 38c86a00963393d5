import { calm } from './kinds.ts';
import { live, type Opened, type Resumed } from './life.ts';
import { wordsOf, type Pair } from './plan.ts';
import type { Outcome } from './run.ts';
import { survived } from './table.ts';

/**
 * The outcomes of all pairs. Faults of one call that change nothing (most of them do not) are met by one run of the job,
 * one at each press, as on a bad day; the last may be one that loses an answer. Where anything is wrong after such a run,
 * each of its faults is met again by a run of its own, and that is what is told, unless each of them is survived then: the
 * harm came of several in a row, and is told of all of them.
 */
export async function* inChains(opened: Opened, pairs: readonly Pair[]): AsyncGenerator<Outcome> {
  const bySteps = new Map<Pair['step'], Pair[]>();
  for (const pair of pairs) bySteps.set(pair.step, [...(bySteps.get(pair.step) ?? []), pair]);
  for (const own of bySteps.values()) yield* atOneStep(opened, own);
}

async function* atOneStep(opened: Opened, pairs: readonly Pair[]): AsyncGenerator<Outcome> {
  const gentle = pairs.filter(({ kind, step }) => calm(kind, step));
  const rough = pairs.filter(pair => !gentle.includes(pair));
  // Runs with one fault tell where the step comes when the job goes on.
  let resumed: Resumed | null = null;
  while (resumed === null && gentle.length > 0) {
    const { outcomes, ending } = await live(opened, [gentle.shift()!]);
    yield* outcomes;
    resumed = ending && resumedAt(opened, pairs[0]!, ending);
  }
  const last = resumed && rough.shift();
  let chain = [...gentle, ...(last ? [last] : [])];
  while (resumed && chain.length > 0) {
    const { outcomes, left } = await live(opened, chain, resumed);
    yield* outcomes.length > 1 && !outcomes.every(survived) ? await told(opened, chain, outcomes) : outcomes;
    chain = [...left];
  }
  for (const pair of rough) yield* (await live(opened, [pair])).outcomes;
}

/** What is told of a run that met these faults in a row and did harm. */
async function told(
  opened: Opened,
  chain: readonly Pair[],
  outcomes: readonly Outcome[],
): Promise<Outcome[]> {
  const alone: Outcome[] = [];
  for (const pair of chain.slice(0, outcomes.length)) alone.push(...(await live(opened, [pair])).outcomes);
  if (!alone.every(survived)) return alone;
  const row = `one of ${outcomes.length} faults in a row; by itself it was survived`;
  return outcomes.map(outcome => ({ ...outcome, at: `${outcome.at} (${row})` }));
}

/**
 * Where the step of a pair comes in a press that ended the job after it had failed there: from that step on the press
 * makes the calls of an undisturbed run. Null: it does not, so nobody knows.
 */
export function resumedAt(
  { steps }: Pick<Opened, 'steps'>,
  { step }: Pick<Pair, 'step'>,
  ending: readonly string[],
): Resumed | null {
  const calls = steps.filter(each => each.kind === 'call').map(wordsOf);
  const rest = calls.slice(steps.indexOf(step));
  const before = ending.slice(0, ending.length - rest.length);
  if (step.kind === 'git' || ending.slice(before.length).join('\n') !== rest.join('\n')) return null;
  return { nth: before.filter(each => each === rest[0]).length, before };
}
