import { isGit } from '../../src/sandbox/githttp.ts';
import { arm } from './arm.ts';
import { pressInChild } from './gone.ts';
import { logOf } from './log.ts';
import type { CallStep, GitStep, Step } from './kinds.ts';
import type { Pair } from './plan.ts';
import { longest, press, unclear, type Pressed } from './press.ts';
import type { Place, Scenario, Verdict, World } from './scenario.ts';
import { makeShim, type Shim } from './shim.ts';
import { Watch } from './watch.ts';

/** What came of one pair. */
export interface Outcome extends Verdict {
  readonly id: string;
  readonly job: string;
  readonly kind: string;
  /** The step in words. */
  readonly at: string;
  /** False: the step did not come this time. */
  readonly met: boolean;
  readonly stuck: readonly string[];
  readonly unclear: readonly string[];
  readonly ms: number;
}

/** One job, opened: its steps, and what breaks one of them. */
export interface Runner {
  readonly steps: readonly Step[];
  run(pair: Pair): Promise<Outcome>;
  close(): Promise<void>;
}

/** How often somebody presses again before they give up. */
const mostPresses = 6;

/** Opens a job and runs it once undisturbed, for its steps. Every fault is met by those. A press takes `limit` at most. */
export async function openRunner(scenario: Scenario, limit = longest): Promise<Runner> {
  const shim = await makeShim();
  const world = await scenario.open();
  const watch = new Watch(world, shim);
  const place = (skew: number): Place => ({ ...world.place, gitBinary: shim.path, skew });
  try {
    await world.rewind();
    await watch.begin();
    await shim.arm();
    const { recorder } = world.sandbox;
    const before = recorder.calls.length;
    const words: string[] = [];
    if (!(await untilDone({ scenario, limit }, place(0), words)))
      throw new Error(`${scenario.job} does not come to its end: ${words.join(' | ')}`);
    const steps = [...callsOf(recorder.calls.slice(before)), ...gitOf(await shim.started())];
    const verdict = await judged({ world, watch });
    const wrong = Object.entries(verdict).flatMap(([what, said]: [string, string[]]) =>
      said.map(each => `${what}: ${each}`),
    );
    if (wrong.length > 0) throw new Error(`${scenario.job}, undisturbed: ${wrong.join(' | ')}`);
    return {
      steps,
      run: pair => runPair({ scenario, limit, world, shim, watch, place, steps }, pair),
      async close() {
        await world.close();
        await shim.remove();
      },
    };
  } catch (error) {
    await world.close();
    await shim.remove();
    throw error;
  }
}

interface Opened {
  readonly scenario: Scenario;
  readonly limit: number;
  readonly world: World;
  readonly shim: Shim;
  readonly watch: Watch;
  readonly place: (skew: number) => Place;
  readonly steps: readonly Step[];
}

async function runPair(
  { scenario, limit, world, shim, watch, place, steps }: Opened,
  pair: Pair,
): Promise<Outcome> {
  const began = performance.now();
  const { sandbox } = world;
  const { means } = pair.kind;
  const clock = means.by === 'clock' ? means : { first: 0, then: 0, github: 0 };
  await world.rewind();
  await watch.begin();
  const stop = new AbortController();
  let strike = () => stop.abort();
  const armed = await arm(world, pair.kind, pair.step, { steps, shim, strike: () => strike() });
  const first =
    means.by === 'gone'
      ? await pressInChild(scenario.job, place(0), kill => (strike = kill))
      : await press(scenario, place(clock.first), { stop, limit });
  const met = await armed.met();
  await armed.heal();
  sandbox.clock(clock.github);
  const words: string[] = [];
  tell(first, words);
  if (first.error !== null) logOf(place(0)).error(first.error);
  const done = first.done || (await untilDone({ scenario, limit }, place(clock.then), words));
  const verdict = await judged({ world, watch });
  sandbox.clock(-clock.github);
  // Whoever was cancelled knows why.
  const told = first.hung || first.error === null || stop.signal.aborted ? null : unclear(first.error);
  return {
    ...verdict,
    id: pair.id,
    job: pair.job,
    kind: pair.kind.name,
    at: pair.step.kind === 'git' ? `git ${pair.step.verb}` : `${pair.step.method} ${pair.step.path}`,
    met,
    stuck: first.hung ? ['the press never came back'] : done ? [] : [words.join(' | ')],
    unclear: told === null ? [] : [told],
    ms: performance.now() - began,
  };
}

async function judged({ world, watch }: Pick<Opened, 'world' | 'watch'>): Promise<Verdict> {
  const verdict = await world.verdict();
  return { ...verdict, leaks: [...verdict.leaks, ...(await watch.leaks())] };
}

async function untilDone(
  { scenario, limit }: Pick<Opened, 'scenario' | 'limit'>,
  place: Place,
  words: string[],
): Promise<boolean> {
  for (let presses = 0; presses < mostPresses; presses++) {
    const pressed = await press(scenario, place, { limit });
    if (pressed.done) return true;
    tell(pressed, words);
  }
  return false;
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

function callsOf(calls: readonly { readonly method: string; readonly path: string }[]): CallStep[] {
  const seen = new Map<string, number>();
  return calls.map(({ method, path }) => {
    const key = `${method} ${path}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { kind: 'call', method, path, nth, git: isGit(path) };
  });
}

const gitOf = (verbs: readonly string[]): GitStep[] =>
  verbs.map((verb, index) => ({ kind: 'git', verb, nth: index + 1 }));
