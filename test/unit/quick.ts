import assert from 'node:assert/strict';

/** Whatever else the machine does at that moment only adds. */
const tries = 5;

/** Asserts that work takes less than these milliseconds: the quickest of a few times counts. */
export async function assertQuick(limit: number, work: () => unknown, words = 'it'): Promise<void> {
  await assertBelow(
    limit,
    async () => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    },
    words,
  );
}

/** The same of milliseconds that the work measures itself. */
export async function assertBelow(
  limit: number,
  measure: () => number | Promise<number>,
  words = 'it',
): Promise<void> {
  let least = Infinity;
  for (let run = 0; run < tries && least >= limit; run++) least = Math.min(least, await measure());
  assert.ok(least < limit, `${words} takes ${Math.round(least)} ms, not less than ${limit}`);
}
