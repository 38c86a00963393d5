import { isGit } from '../../src/sandbox/githttp.ts';
import { inChains } from './chain.ts';
import type { CallStep, GitStep, Step } from './kinds.ts';
import { judged, live, untilDone, type Opened } from './life.ts';
import type { Pair } from './plan.ts';
import { longest } from './press.ts';
import type { Place, Scenario, Verdict } from './scenario.ts';
import { makeShim } from './shim.ts';
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
  /** Others acted between its first press and its second. */
  readonly others: boolean;
  readonly stuck: readonly string[];
  readonly unclear: readonly string[];
  readonly ms: number;
}

/** One job, opened: its steps, and what breaks one of them. */
export interface Runner {
  readonly steps: readonly Step[];
  /** A pair by itself. */
  run(pair: Pair): Promise<Outcome>;
  /** All of them; faults of one step that change nothing meet one run of the job, press by press. */
  all(pairs: readonly Pair[]): AsyncIterable<Outcome>;
  close(): Promise<void>;
}

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
    if ((await untilDone({ scenario, limit }, place(0), words)) === null)
      throw new Error(`${scenario.job} does not come to its end: ${words.join(' | ')}`);
    const steps = [...callsOf(recorder.calls.slice(before)), ...gitOf(await shim.started())];
    const verdict = await judged({ world, watch });
    const wrong = Object.entries(verdict).flatMap(([what, said]: [string, string[]]) =>
      said.map(each => `${what}: ${each}`),
    );
    if (wrong.length > 0) throw new Error(`${scenario.job}, undisturbed: ${wrong.join(' | ')}`);
    const opened: Opened = { scenario, limit, world, shim, watch, place, steps };
    return {
      steps,
      run: async pair => (await live(opened, [pair])).outcomes[0]!,
      all: pairs => inChains(opened, pairs),
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
