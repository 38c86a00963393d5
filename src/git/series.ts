/** The patches of a series; a plain diff is a series of one, and one before the first mail is a patch, too. */
export function splitSeries(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const starts = [...text.matchAll(/^From [0-9a-f]{40} .*$/gm)].map(({ index }) => index);
  if (starts.length < 2) return [bytes];
  if (/^(?:diff --git|---) /m.test(text.slice(0, starts[0]))) starts.unshift(0);
  return starts.map((start, i) => Buffer.from(text.slice(start, starts[i + 1]), 'latin1'));
}
