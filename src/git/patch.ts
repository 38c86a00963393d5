import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from './errors.ts';
import { checkMade, checkNames } from './patchChecks.ts';
import { unapplied } from './patchErrors.ts';
import { PatchIndex, pathOf, shown } from './patchIndex.ts';
import { preimages } from './preimages.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import { splitSeries } from './series.ts';

/** A patch file as two trees that hold the touched files only: as its author had them, and as they are with it. */
export interface Patched {
  readonly before: string;
  readonly after: string;
}

/**
 * Reads a patch file: one diff, or a series as `git format-patch` writes it. Each hunk is applied to the very blob
 * that its author had (named by the `index` line), so none can land at a wrong line; `git apply` to another blob was
 * seen to do that and to exit 0 (`facts/git.md` 2).
 * @throws GitError `failed` unless every such blob is here.
 */
export async function readPatch(
  git: Git,
  scratch: Scratch,
  publicMain: string,
  bytes: Uint8Array,
): Promise<Patched> {
  const run = randomUUID();
  const index = (name: string) =>
    new PatchIndex(git, scratch, join(scratch.path, `patch-${name}-${run}.index`));
  const [before, after, current] = [index('before'), index('after'), index('current')];
  try {
    await Promise.all([before.read('--empty'), after.read('--empty'), current.read(publicMain)]);
    for (const part of splitSeries(bytes)) {
      const text = Buffer.from(part).toString('latin1');
      checkNames(text);
      const [was, is] = await Promise.all([before.lines(), after.lines()]);
      const fresh = following(await preimages(current, part), was, is);
      await Promise.all([before.add(fresh), after.add(fresh)]);
      await apply(after, part);
      await checkMade(after, text, [...is, ...fresh]);
      await current.add(await changesOf(before, after));
    }
    return { before: await before.tree(), after: await after.tree() };
  } finally {
    await Promise.all([before, after, current].map(({ file }) => rm(file, { force: true })));
  }
}

/**
 * What a patch starts from that no patch before it touched. What one did is as that one left it: else the patches do not
 * belong together.
 */
function following(lines: readonly string[], was: readonly string[], is: readonly string[]): string[] {
  const [touched, now] = [was, is].map(all => new Map(all.map(line => [pathOf(line), line])));
  return lines.filter(line => {
    const path = pathOf(line);
    if (now!.get(path) === line) return false;
    if (!now!.has(path) && !touched!.has(path)) return true;
    throw new GitError('failed', `The patches of this file do not follow each other at ${shown(path)}.`);
  });
}

async function apply(after: PatchIndex, part: Uint8Array): Promise<void> {
  try {
    await after.run(['apply', '--cached', '--whitespace=nowarn', '-'], part);
  } catch (error) {
    throw error instanceof GitError && error.kind === 'failed' ? unapplied(error.detail) : error;
  }
}

/** What the patches so far made of public main, for the next one: it may move a file that these changed. */
async function changesOf(before: PatchIndex, after: PatchIndex): Promise<string[]> {
  const [was, is] = await Promise.all([before.lines(), after.lines()]);
  const there = new Set(is.map(pathOf));
  const gone = was.map(pathOf).filter(path => !there.has(path));
  return [...is, ...gone.map(path => `0 ${'0'.repeat(40)}\t${path}`)];
}

/** A commit without name or message: it only stands in a merge, in scratch, and is pushed nowhere. */
export async function standIn(
  git: Git,
  scratch: Scratch,
  tree: string,
  parent: string | null,
): Promise<string> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['commit-tree', '--no-gpg-sign', ...(parent ? ['-p', parent] : []), '-m', 'stand-in', tree],
    env: {
      GIT_AUTHOR_NAME: 'nobody',
      GIT_AUTHOR_EMAIL: 'nobody@localhost',
      GIT_COMMITTER_NAME: 'nobody',
      GIT_COMMITTER_EMAIL: 'nobody@localhost',
      GIT_AUTHOR_DATE: '@0 +0000',
      GIT_COMMITTER_DATE: '@0 +0000',
    },
  });
  return out.trim();
}
