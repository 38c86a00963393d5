import fc from 'fast-check';

/**
 * How many examples, and from which seed: the same each time, so that a failure is found again. `GHSA_RUNS` and
 * `GHSA_SEED` look further. What fails is printed with both.
 */
export const seed = Number(process.env['GHSA_SEED'] ?? 20261122);
const times = Number(process.env['GHSA_RUNS'] ?? 1);

/** Settings for `fc.assert`: so many examples, times `GHSA_RUNS`. */
export function runs(examples: number): { seed: number; numRuns: number } {
  return { seed, numRuns: examples * times };
}

/** Words of no report, no id and no tag. */
export const word = fc.constantFrom(
  ...'check the length field of a chunk in parser and raise ValueError where it is larger than what follows Lib/spam.py'.split(
    ' ',
  ),
);

export const prose = fc.array(word, { maxLength: 30 }).map(words => words.join(' '));
