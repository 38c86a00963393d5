import type { Outcome } from './run.ts';

const columns = ['duplicates', 'lost', 'leaks', 'stuck', 'unclear'] as const;

/** Did the job come through, with everything there once? */
export function survived(outcome: Outcome): boolean {
  return columns.every(column => outcome[column].length === 0);
}

/**
 * What says that faults were not injected, as sentences: a matrix that breaks nothing shows nothing. Of all these jobs, and
 * of every kind, some are met; a step may be missing in a run now and then, where calls go side by side.
 */
export function unarmed(outcomes: readonly Outcome[], jobs: readonly string[]): string[] {
  const met = outcomes.filter(outcome => outcome.met);
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const none = [
    ...jobs.filter(name => !met.some(({ job }) => job === name)),
    ...kinds.filter(name => !met.some(({ kind }) => kind === name)),
  ];
  const unmet = outcomes.length - met.length;
  return [
    ...none.map(name => `${name}: not one fault was met.`),
    ...(unmet > Math.max(1, outcomes.length / 200)
      ? [`${unmet} of ${outcomes.length} faults were not met.`]
      : []),
  ];
}

/** What was planned and of which nobody told what came, as sentences: a worker that went takes its faults with it. */
export function untold(planned: readonly string[], outcomes: readonly Outcome[]): string[] {
  const told = new Set(outcomes.map(({ id }) => id));
  return planned.filter(id => !told.has(id)).map(id => `${id}: planned, and nothing was told of it.`);
}

/** Numbers by kind of fault and by job, as lines. */
export function table(outcomes: readonly Outcome[]): string[] {
  const met = outcomes.filter(outcome => outcome.met);
  return [...block('kind', met), '', ...block('job', met)];
}

function block(by: 'kind' | 'job', outcomes: readonly Outcome[]): string[] {
  const names = [...new Set(outcomes.map(outcome => outcome[by]))];
  const rows = [...names, 'all'].map(name => {
    const mine = outcomes.filter(outcome => name === 'all' || outcome[by] === name);
    const counts = columns.map(column => mine.filter(outcome => outcome[column].length > 0).length);
    return [name, mine.length, mine.filter(survived).length, ...counts];
  });
  return [[by, 'injected', 'survived', ...columns], ...rows].map(([name, ...numbers]) =>
    [String(name).padEnd(14), ...numbers.map(number => String(number).padStart(11))].join(''),
  );
}

/** What is wrong with one, and how it is run again. */
export function complaint(outcome: Outcome, seed: number): string {
  const words = columns.flatMap(column => outcome[column].map(each => `  ${column}: ${each.slice(0, 1500)}`));
  return [`${outcome.id} (${outcome.at}): --seed ${seed} --pair '${outcome.id}'`, ...words].join('\n');
}
