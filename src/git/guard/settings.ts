import type { Git } from '../run.ts';
import type { Rewrite } from './rewrite.ts';

/** The whole configuration as git sees it in a clone, in the order in which it is read. */
export interface Setting {
  /** `file:.git/config`, `file:/home/…`; never our own pins, which are on the command line. */
  readonly origin: string;
  /** Section and name in lower case, sub-section as written. */
  readonly key: string;
  readonly value: string;
}

export async function readSettings(git: Git, clone: string, signal?: AbortSignal): Promise<Setting[]> {
  const { out } = await git.run({
    cwd: clone,
    args: ['config', '--list', '-z', '--show-origin', '--includes'],
    signal,
  });
  // `<origin>\0<key>\n<value>\0`; a key without a value has no line break.
  const parts = out.split('\0');
  const settings: Setting[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [origin, entry] = [parts[at]!, parts[at + 1]!];
    const end = entry.indexOf('\n');
    const [key, value] = end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)];
    if (!origin.startsWith('command line:')) settings.push({ origin, key, value });
  }
  return settings;
}

/** All values of a key, the strongest last. */
export function valuesOf(settings: readonly Setting[], key: string): string[] {
  return settings.filter(setting => setting.key === key).map(({ value }) => value);
}

/** Found once per list: the guard alone has thousands. */
const found = new WeakMap<readonly Setting[], Map<string, Rewrite[]>>();

/** The rules that rewrite addresses. Pushes know both kinds: `pushinsteadof` first. */
export function rewritesOf(
  settings: readonly Setting[],
  kind: 'insteadof' | 'pushinsteadof',
): readonly Rewrite[] {
  const kinds = found.get(settings) ?? new Map<string, Rewrite[]>();
  found.set(settings, kinds);
  const rules = kinds.get(kind) ?? ofKind(settings, kind);
  kinds.set(kind, rules);
  return rules;
}

function ofKind(settings: readonly Setting[], kind: string): Rewrite[] {
  return settings.flatMap(({ key, value }) => {
    const end = `.${kind}`;
    return key.startsWith('url.') && key.endsWith(end)
      ? [{ base: key.slice('url.'.length, -end.length), prefix: value }]
      : [];
  });
}
