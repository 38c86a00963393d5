import { GitError } from './errors.ts';

/** "The patch cannot be applied: {why}." */
export function inapplicable(why: string, detail = ''): GitError {
  return new GitError('failed', `The patch cannot be applied: ${why}.`, detail);
}

/** GitHub takes no file of more than 100 MiB (docs: "About large files on GitHub"). */
export const largestFile = 100 * 2 ** 20;

export const tooLarge = (detail = '') =>
  inapplicable('it makes a file that is larger than GitHub takes (100 MB)', detail);

/** git's own words, where it could not find what a patch starts from. */
export function unfounded(detail: string): GitError {
  const lacking = /lacking or useless (?:for submodule (.+)|\((.+)\))/.exec(detail);
  if (lacking) return lacks((lacking[1] ?? lacking[2])!, detail);
  const gone = /change for (.+), which is not/.exec(detail)?.[1];
  if (gone !== undefined)
    return new GitError(
      'failed',
      `The patch moves ${gone} or changes its mode, but public main has no such file. Ask for a patch against public main.`,
      detail,
    );
  return takesTooMuch(detail)
    ? tooLarge(detail)
    : new GitError('failed', 'This is no patch that git can read.', detail);
}

/** git's own words, where it did not apply a patch. */
export function unapplied(detail: string): GitError {
  if (takesTooMuch(detail)) return tooLarge(detail);
  return inapplicable(/^error: (.+)$/m.exec(detail)?.[1] ?? 'git does not say why', detail);
}

export function lacks(path: string, detail = ''): GitError {
  return new GitError(
    'failed',
    `The patch was made from a version of ${path} that is not in this repository, so nothing says where its lines belong. Ask for a patch against public main.`,
    detail,
  );
}

/** By `GIT_ALLOC_LIMIT`, or by the machine. */
const takesTooMuch = (detail: string) => /^fatal: .*(?:over limit|out of memory)/im.test(detail);
