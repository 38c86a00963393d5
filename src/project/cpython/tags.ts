/** CPython's tags: `v3.16.0a2`, `v3.15.0rc1`, `v3.14.8`; others are not releases. */
const tagRule = /^v(\d+)\.(\d+)\.(\d+)(?:(a|b|rc)(\d+))?$/;

/** The tags of releases, oldest first. */
export function sortTags(names: readonly string[]): string[] {
  return names
    .flatMap(name => (tagRule.test(name) ? [{ name, key: keyOf(name) }] : []))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ name }) => name);
}

/** The first of the tags (oldest first) that holds something; who holds it, so do all that follow. Asks few of them. */
export async function firstHolding(
  tags: readonly string[],
  holds: (tag: string) => Promise<boolean>,
): Promise<string | null> {
  const last = tags.at(-1);
  // Mostly a merge is newer than all tags, or in the last one.
  if (last === undefined || !(await holds(last))) return null;
  let [from, to] = [0, tags.length - 1];
  let probe = to - 1;
  while (from < to) {
    if (await holds(tags[probe]!)) to = probe;
    else from = probe + 1;
    probe = Math.floor((from + to) / 2);
  }
  return tags[to] ?? null;
}

/** The next release of a version: `3.14.8` after `v3.14.7`; before the first final one, that. */
export function nextRelease(version: string, tags: readonly string[]): string {
  const last = tagRule.exec(sortTags(tags).at(-1) ?? '');
  if (!last) return `${version}.0`;
  const patch = Number(last[3]);
  return `${version}.${last[4] === undefined ? patch + 1 : patch}`;
}

function keyOf(name: string): number[] {
  const [, major, minor, patch, phase, serial] = tagRule.exec(name)!;
  const rank = phase === undefined ? 3 : ['a', 'b', 'rc'].indexOf(phase);
  return [Number(major), Number(minor), Number(patch), rank, Number(serial ?? 0)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
