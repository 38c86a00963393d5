/**
 * towncrier's rule for the names of fragments, statement by statement as its source has it (twisted/towncrier
 * `src/towncrier/_builder.py`, `parse_newfragment_basename`): slow and without any idea of ours.
 */
export function oracle(basename: string, types: readonly string[]): [string, string, number] | null {
  const parts = basename.split('.');
  if (parts.length === 1) return null;
  for (const i of [...parts.keys()].slice(1).reverse()) {
    if (!types.includes(parts[i]!)) continue;
    let issue = parts.slice(0, i).join('.').trim();
    if (isDigit(issue)) issue = String(BigInt(issue));
    let counter = 0;
    if (parts.length > i + 1 && isDigit(parts[i + 1]!)) counter = Number(BigInt(parts[i + 1]!));
    return [issue, parts[i]!, counter];
  }
  return null;
}

const isDigit = (text: string) =>
  text !== '' && [...text].every(character => '0123456789'.includes(character));
