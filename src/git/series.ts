/** The patches of a series; a plain diff is a series of one. */
export function splitSeries(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const starts = [...text.matchAll(/^From [0-9a-f]{40} .*$/gm)].map(({ index }) => index);
  if (starts.length < 2) return [bytes];
  return starts.map((start, i) => Buffer.from(text.slice(start, starts[i + 1]), 'latin1'));
}
