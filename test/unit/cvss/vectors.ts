import { type Chosen, type MetricId, metrics } from '../../../src/cvss/index.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(of: readonly T[], random: () => number): T {
  return of[Math.floor(random() * of.length)]!;
}

/** Parts of a vector over all 32 metrics; X is one value among others. */
export function randomParts(random: () => number): string[] {
  return metrics.map(({ id, values }) => `${id}:${pick(values, random).code}`);
}

export function randomVector(random: () => number): string {
  return ['CVSS:4.0', ...randomParts(random)].join('/');
}

/** The same without what is X, as choices. */
export function randomChoice(random: () => number): Chosen {
  const chosen: Partial<Record<MetricId, string>> = {};
  for (const { id, values } of metrics) {
    const { code } = pick(values, random);
    if (code !== 'X') chosen[id] = code;
  }
  return chosen;
}

/** Every combination of some metrics, the first one turning slowest: `/AV:N/AC:L…` */
export function* combinations(ids: readonly MetricId[], text = ''): Generator<string> {
  const [first, ...rest] = ids;
  if (first === undefined) return yield text;
  for (const { code } of metrics.find(({ id }) => id === first)!.values) {
    if (code !== 'X') yield* combinations(rest, `${text}/${first}:${code}`);
  }
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** The vector of the pictures in the design: 8.3 High. */
export const sample = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';
