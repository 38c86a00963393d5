import { GitError } from './errors.ts';
import { inapplicable, largestFile, tooLarge } from './patchErrors.ts';
import { modeOf, objectOf, pathOf, shown, type PatchIndex } from './patchIndex.ts';

/**
 * A NUL in a name: git takes what is before it. In a text patch no other line begins so, as lines of files begin with a
 * sign.
 * @throws GitError `failed`
 */
export function checkNames(part: string): void {
  if (/^(?:diff --git|(?:rename|copy) (?:from|to)) (?:.*?[^\\])?(?:\\\\)*(?:\0|\\000)/m.test(part))
    throw inapplicable('a name in it holds a NUL');
}

/**
 * What a patch made, looked at: that its names stay in the repository on Windows, too; that GitHub takes its files; and
 * that each file is the one which its author had. git itself does not look at that: it places lines by what is around
 * them, and takes what a mail program made of them.
 * @param part the patch, as Latin-1
 * @param was the lines of `after` before it was applied
 * @throws GitError `failed`
 */
export async function checkMade(after: PatchIndex, part: string, was: readonly string[]): Promise<void> {
  const before = new Set(was);
  const is = await after.lines();
  const made = is.filter(line => !before.has(line));
  for (const path of made.map(pathOf))
    if (leadsOut(path)) throw inapplicable(`${shown(path)} is no place in a repository`);
  await checkSizes(after, made);
  const objects = is.map(objectOf);
  for (const [, names = '', id = ''] of part.matchAll(promises)) {
    if (/^0+$/.test(id) || objects.some(object => object.startsWith(id))) continue;
    const name = / "?b\/(.*?)"?\r?$/.exec(names)?.[1] ?? names;
    throw new GitError(
      'failed',
      `The patch does not make of ${shown(name)} what it says it makes: it was changed by hand, garbled by a mail program, or written with -w or -b. ` +
        "Ask for the branch's own patch (git format-patch), or make the change on the private branch and port that.",
    );
  }
}

/** A header of a file, with the id of what the patch makes of it. */
const promises =
  /^diff --git (.*)\n(?:(?:old|new|deleted file|new file) mode .*\n|(?:copy|rename) (?:from|to) .*\n|(?:dis)?similarity index .*\n)*index [0-9a-f]+\.\.([0-9a-f]+)/gm;

/** git for Windows takes a backslash for a slash, and a letter with a colon for a drive. */
const leadsOut = (path: string) => /^[a-z]:/i.test(path) || path.split(/[\\/]/).includes('..');

async function checkSizes(after: PatchIndex, made: readonly string[]): Promise<void> {
  const ids = made.filter(line => modeOf(line) !== '160000').map(line => `${objectOf(line)}\n`);
  const sizes = await after.run(['cat-file', '--batch-check=%(objectsize)'], ids.join(''));
  if (sizes.split('\n').some(size => Number(size) > largestFile)) throw tooLarge();
}
