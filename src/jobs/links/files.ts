import { createHash } from 'node:crypto';

/**
 * The files that a patch changes, as one text that can be held against another's; empty: none. News entries are left out:
 * private fixes are written without one, or under another name.
 */
export function filesIn(patch: Uint8Array): string {
  const names = new Set<string>();
  // Names with unusual characters come in quotes, in both patches alike.
  for (const [, name = ''] of Buffer.from(patch)
    .toString('latin1')
    .matchAll(/^diff --git .* "?b\/(.*?)"?$/gm)) {
    if (!/(?:^|\/)news(?:\.d)?\//i.test(name)) names.add(name);
  }
  return names.size === 0
    ? ''
    : createHash('sha256')
        .update([...names].sort().join('\0'))
        .digest('hex');
}
