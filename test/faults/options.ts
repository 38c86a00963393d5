import { parseArgs } from 'node:util';

export interface Options {
  readonly seed: number;
  /** So many pairs of each job; null: all. */
  readonly sample: number | null;
  readonly only: readonly string[] | null;
  readonly pair: string | null;
  /** Every fault by a run of its own. */
  readonly alone: boolean;
  /** Print every pair that is not run. */
  readonly list: boolean;
}

export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '9' },
      sample: { type: 'string' },
      only: { type: 'string' },
      pair: { type: 'string' },
      alone: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  return {
    seed: Number(values.seed),
    sample: values.sample === undefined ? null : Number(values.sample),
    only: values.only?.split(',') ?? values.pair?.split('/').slice(0, 1) ?? null,
    pair: values.pair ?? null,
    alone: values.alone,
    list: values.list,
  };
}
