const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};
const start = 'diff --git ';

/** The new name out of `diff --git a/x b/x`, for people: quoted as git quotes it, without the quotes. */
export function nameIn(header: string): string {
  const rest = header.slice(start.length);
  const same = sameName(rest);
  if (same !== null) return bare(same);
  const at = Math.max(rest.lastIndexOf(' b/'), rest.lastIndexOf(' "b/'));
  return at < 0 ? rest : bare(rest.slice(at + 1));
}

/**
 * What a line of a patch, before its first `@@`, says of the file's names, without git's quoting; null: nothing.
 * Where the two names of `diff --git` may end in more than one place, it is both of them.
 */
export function namesIn(line: string): string | null {
  if (!line.startsWith(start)) {
    const name = /^(?:(?:rename|copy) (?:from|to)|---|\+\+\+) (.*)$/s.exec(line)?.[1];
    return name === undefined ? null : unquoted(name);
  }
  const rest = line.slice(start.length);
  const same = sameName(rest);
  return unquoted(same === null ? rest : bare(same));
}

/** `b/x` out of `a/x b/x`: for all but renames and copies git writes one name twice, whatever is in it. */
function sameName(names: string): string | null {
  const middle = (names.length - 1) / 2;
  const [before, after] = [names.slice(0, middle), names.slice(middle + 1)];
  return names[middle] === ' ' && before.replace(/^("?)a\//, '$1b/') === after ? after : null;
}

const bare = (name: string) => name.replace(/^"?b\//, '').replace(/"$/, '');

/** Git quotes what has a quote or a backslash in it; so these have no other meaning than in C. */
function unquoted(text: string): string {
  return text.replace(/(?:\\[0-3][0-7]{2})+|\\(.)|"/gs, (found, control: string | undefined) =>
    control === undefined
      ? found === '"'
        ? ''
        : ofBytes(found.slice(1).split('\\'))
      : (controls[control] ?? control),
  );
}

const strict = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** The text of one run of octal bytes: a letter of UTF-8 is never parted. */
const ofBytes = (octal: readonly string[]) =>
  decoded(Uint8Array.from(octal, byte => Number.parseInt(byte, 8)));

/** Bytes of a patch as UTF-8, or as Latin-1 where they are none. */
export function decoded(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
