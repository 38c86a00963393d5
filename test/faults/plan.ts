import { gone, kinds, type Kind, type Step } from './kinds.ts';
import { random, shuffled } from './random.ts';

/** One fault at one step of one job. */
export interface Pair {
  /** `port/17/reset-after`: what `--pair` takes. */
  readonly id: string;
  readonly job: string;
  readonly step: Step;
  readonly kind: Kind;
}

/** What cannot occur, with its reason. */
export interface Listed {
  readonly id: string;
  readonly reason: string;
}

export interface Plan {
  readonly pairs: readonly Pair[];
  readonly listed: readonly Listed[];
}

/** Every step with every kind; the end of the pressing process once before and once after, at a step of chance. */
export function plan(job: string, steps: readonly Step[], seed: number): Plan {
  const pairs: Pair[] = [];
  const listed: Listed[] = [];
  const put = (index: number, kind: Kind) => {
    const id = `${job}/${index}/${kind.name}`;
    const step = steps[index]!;
    const reason = kind.cannot(step);
    // A call is no git and git is no call: that is the plan's form, and nothing to list.
    if (reason === null) pairs.push({ id, job, step, kind });
    else if (!reason.startsWith('only git is') && !reason.startsWith('only calls are'))
      listed.push({ id, reason });
  };
  for (const index of steps.keys()) for (const kind of kinds) put(index, kind);
  const next = random(seed);
  const calls = [...steps.keys()].filter(index => steps[index]!.kind === 'call');
  for (const kind of gone) if (calls.length > 0) put(calls[Math.floor(next() * calls.length)]!, kind);
  return { pairs, listed };
}

/** So many of them, as many kinds as possible, the same for the same seed. */
export function sample(pairs: readonly Pair[], count: number, seed: number): Pair[] {
  const next = random(seed);
  const byKind = new Map<string, Pair[]>();
  for (const pair of shuffled(pairs, next))
    byKind.set(pair.kind.name, [...(byKind.get(pair.kind.name) ?? []), pair]);
  const heaps = shuffled([...byKind.values()], next);
  const chosen: Pair[] = [];
  for (let round = 0; chosen.length < count && heaps.some(heap => heap.length > round); round++)
    for (const heap of heaps) if (heap[round] && chosen.length < count) chosen.push(heap[round]!);
  return chosen;
}
