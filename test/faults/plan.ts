import { changes, gone, kinds, type Kind, type Step } from './kinds.ts';
import { random, seedOf, shuffled } from './random.ts';

/** One fault at one step of one job. */
export interface Pair {
  /** `port/17/reset-after`: what `--pair` takes. */
  readonly id: string;
  readonly job: string;
  readonly step: Step;
  readonly kind: Kind;
}

/** What is not run, with its reason. */
export interface Listed {
  readonly id: string;
  readonly reason: string;
}

export interface Plan {
  readonly pairs: readonly Pair[];
  readonly listed: readonly Listed[];
}

/** Every step with every kind; the end of the pressing process once before a call and once after an effect, at a step of chance. */
export function plan(job: string, came: readonly Step[], seed: number): Plan {
  const steps = inPlan(came);
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
  const next = random(seedOf(job, seed));
  for (const kind of gone) {
    const among = callsFor(kind, steps);
    if (among.length > 0) put(among[Math.floor(next() * among.length)]!, kind);
  }
  return { pairs, listed };
}

/** Steps where the pressing process may end: after an effect, where the job has any; else at any call. */
function callsFor({ means }: Kind, steps: readonly Step[]): number[] {
  const calls = [...steps.entries()].flatMap(([index, step]) =>
    step.kind === 'call' ? [{ index, writes: changes(step) }] : [],
  );
  const writes = calls.filter(call => call.writes);
  const after = means.by === 'gone' && means.effect === 'after';
  return (after && writes.length > 0 ? writes : calls).map(({ index }) => index);
}

/** The steps in an order that two runs share: calls that go side by side come in either order. */
export function inPlan(steps: readonly Step[]): Step[] {
  const key = (step: Step) =>
    step.kind === 'git' ? `git ${String(step.nth).padStart(4, '0')}` : `call ${wordsOf(step)} ${step.nth}`;
  const keyed = steps.map(step => ({ step, key: key(step) }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ step }) => step);
}

/** A step as it is told: two runs name it alike, whatever their commits are called. */
export function wordsOf(step: Step): string {
  if (step.kind === 'git') return `git ${step.verb}`;
  return `${step.method} ${step.path.replace(/\b[0-9a-f]{40}\b/g, '<commit>')}`;
}

/** What one process found of a job: its steps in the plan's order and in words, and the pairs of both. */
export interface Found {
  readonly job: string;
  readonly steps: readonly string[];
  readonly pairs: readonly string[];
}

/**
 * Where two processes do not mean the same by a pair, as sentences: each takes every second one of the plan that it made
 * by a run of its own, and what one calls by another number is run twice or never.
 */
export function unlike(founds: readonly Found[]): string[] {
  return [...new Set(founds.map(({ job }) => job))].flatMap(job => {
    const [one, ...others] = founds.filter(found => found.job === job);
    const why = others.map(other => difference(one!, other)).find(words => words !== null);
    return why == null
      ? []
      : [`${job}: two processes found different plans, so pairs may be missed: ${why}.`];
  });
}

function difference(one: Found, other: Found): string | null {
  for (let i = 0; i < Math.max(one.steps.length, other.steps.length); i++) {
    const [here = 'nothing', there = 'nothing'] = [one.steps[i], other.steps[i]];
    // Two starts of git side by side come in either order, and the n-th is killed whichever it is.
    const bothGit = here.startsWith('git ') && there.startsWith('git ');
    if (here !== there && !bothGit) return `step ${i} is ${here}, and ${there} in the other`;
  }
  const verbs = (steps: readonly string[]) =>
    steps
      .filter(step => step.startsWith('git '))
      .sort()
      .join();
  if (verbs(one.steps) !== verbs(other.steps)) return 'git was started for other things';
  const known = new Set(other.pairs);
  const [alone] = [
    ...one.pairs.filter(id => !known.has(id)),
    ...other.pairs.filter(id => !one.pairs.includes(id)),
  ];
  return alone === undefined ? null : `only one has ${alone}`;
}

/** So many of the pairs of a job, as many kinds as possible, the same for the same seed and job. */
export function sample(pairs: readonly Pair[], count: number, seed: number): Pair[] {
  const next = random(seedOf(pairs[0]?.job ?? '', seed));
  const byKind = new Map<string, Pair[]>();
  for (const pair of shuffled(pairs, next))
    byKind.set(pair.kind.name, [...(byKind.get(pair.kind.name) ?? []), pair]);
  const heaps = shuffled([...byKind.values()], next);
  const chosen: Pair[] = [];
  for (let round = 0; chosen.length < count && heaps.some(heap => heap.length > round); round++)
    for (const heap of heaps) if (heap[round] && chosen.length < count) chosen.push(heap[round]!);
  return chosen;
}
