import { arm } from './arm.ts';
import { pressInChild } from './gone.ts';
import { calm, type Step } from './kinds.ts';
import { logOf } from './log.ts';
import { wordsOf, type Pair } from './plan.ts';
import { press, unclear, type Pressed } from './press.ts';
import type { Outcome } from './run.ts';
import { seedOf } from './random.ts';
import type { Place, Scenario, Verdict, World } from './scenario.ts';
import type { Shim } from './shim.ts';
import type { Watch } from './watch.ts';

/** A job that is open. */
export interface Opened {
  readonly scenario: Scenario;
  /** Longest press (milliseconds). */
  readonly limit: number;
  readonly world: World;
  readonly shim: Shim;
  readonly watch: Watch;
  readonly place: (skew: number) => Place;
  readonly steps: readonly Step[];
}

/** Where a step comes in a press that goes on after it failed. */
export interface Resumed {
  /** Among the calls of its method and path, from 0. */
  readonly nth: number;
  /** The calls before it, in words. */
  readonly before: readonly string[];
}

/** Do others act between two presses, where this fault comes alone? With about half of those that may have left something. */
export const othersAct = ({ id, kind, step }: Pair): boolean =>
  !calm(kind, step) && ((seedOf(id, 0) >>> 8) & 1) === 1;

/** One run of a job from its beginning to its end, and the faults that it met on its way. */
export interface Life {
  readonly outcomes: readonly Outcome[];
  /** Faults that it did not meet where they belong. */
  readonly left: readonly Pair[];
  /** The calls of the press that ended it, in words; null: it took more than one, or a fault did not stop it. */
  readonly ending: readonly string[] | null;
}

/** How often somebody presses again before they give up. */
const mostPresses = 6;

/**
 * Runs the job from its beginning; a press meets one fault, the next press the next, and then nothing goes wrong any
 * more. All but the first come at the same step, found by `resumed`. What the verdict says is said of each of them.
 */
export async function live(opened: Opened, pairs: readonly Pair[], resumed?: Resumed): Promise<Life> {
  const began = performance.now();
  const { world, watch, place } = opened;
  const { sandbox } = world;
  await world.rewind();
  await watch.begin();
  const words: string[] = [];
  const met: { readonly pair: Pair; readonly met: boolean; readonly first: Tried }[] = [];
  const left: Pair[] = [];
  let clock = { first: 0, then: 0, github: 0 };
  let done = false;
  let others = false;
  for (const [turn, pair] of pairs.entries()) {
    if (done || left.length > 0) {
      left.push(pair);
      continue;
    }
    if (pair.kind.means.by === 'clock') clock = pair.kind.means;
    const first = await meet(opened, turn === 0 ? pair : again(pair, resumed!));
    tell(first.pressed, words);
    done = first.pressed.done;
    const there = resumed?.before.every((each, i) => each === first.calls[i]) ?? false;
    if (turn > 0 && !(first.met && there)) left.push(pair);
    else met.push({ pair, met: first.met, first });
  }
  if (!done && world.others && pairs.length === 1 && othersAct(pairs[0]!)) {
    await world.others();
    others = true;
  }
  sandbox.clock(clock.github);
  const from = sandbox.recorder.calls.length;
  const presses = done ? 0 : await untilDone(opened, place(clock.then), words);
  const ending = presses === 1 ? sandbox.recorder.calls.slice(from).map(named) : null;
  const verdict = await judged(opened);
  sandbox.clock(-clock.github);
  const ms = (performance.now() - began) / met.length;
  const outcomes = met.map(({ pair, met, first: { pressed, aborted } }): Outcome => {
    // Whoever was cancelled knows why.
    const told = pressed.hung || pressed.error === null || aborted ? null : unclear(pressed.error);
    return {
      ...verdict,
      id: pair.id,
      job: pair.job,
      kind: pair.kind.name,
      at: pair.step.kind === 'git' ? `git ${pair.step.verb}` : `${pair.step.method} ${pair.step.path}`,
      met,
      others,
      stuck: pressed.hung ? ['the press never came back'] : presses === null ? [words.join(' | ')] : [],
      unclear: told === null ? [] : [told],
      ms,
    };
  });
  return { outcomes, left, ending };
}

interface Tried {
  readonly pressed: Pressed;
  readonly met: boolean;
  readonly aborted: boolean;
  readonly calls: readonly string[];
}

/** One press that meets a fault. */
async function meet(
  { scenario, limit, world, shim, place, steps }: Opened,
  { kind, step }: Pair,
): Promise<Tried> {
  const from = world.sandbox.recorder.calls.length;
  const stop = new AbortController();
  let strike = () => stop.abort();
  const armed = await arm(world, kind, step, { steps, shim, strike: () => strike() });
  const pressed =
    kind.means.by === 'gone'
      ? await pressInChild(scenario.job, place(0), kill => (strike = kill))
      : await press(scenario, place(kind.means.by === 'clock' ? kind.means.first : 0), { stop, limit });
  const met = await armed.met();
  await armed.heal();
  if (pressed.error !== null) logOf(place(0)).error(pressed.error);
  const calls = world.sandbox.recorder.calls.slice(from).map(named);
  return { pressed, met, aborted: stop.signal.aborted, calls };
}

function again(pair: Pair, { nth }: Resumed): Pair {
  if (pair.step.kind === 'git') throw new Error('Steps of git are met by themselves.');
  return { ...pair, step: { ...pair.step, nth } };
}

const named = ({ method, path }: { readonly method: string; readonly path: string }) =>
  wordsOf({ kind: 'call', method, path, nth: 0, git: false });

/** What the sandbox and the machine say, whichever job it was. */
export async function judged({ world, watch }: Pick<Opened, 'world' | 'watch'>): Promise<Verdict> {
  const verdict = await world.verdict();
  return { ...verdict, leaks: [...verdict.leaks, ...(await watch.leaks())] };
}

/** Presses until the job is at its end: how often; null: it did not come there. */
export async function untilDone(
  { scenario, limit }: Pick<Opened, 'scenario' | 'limit'>,
  place: Place,
  words: string[],
): Promise<number | null> {
  for (let presses = 1; presses <= mostPresses; presses++) {
    const pressed = await press(scenario, place, { limit });
    if (pressed.done) return presses;
    tell(pressed, words);
  }
  return null;
}

function tell({ error, hung }: Pressed, words: string[]): void {
  if (hung) words.push('hung');
  else if (error !== null)
    words.push(
      error instanceof Error
        ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
        : String(error),
    );
}
