/** The branch that is named, whatever it is called, or that a row of one is of; null: it is asked for. */
export function branchOf(value: unknown): string | null {
  const named = typeof value === 'object' && value !== null && 'branch' in value ? value.branch : value;
  return typeof named === 'string' && named !== '' ? named : null;
}
