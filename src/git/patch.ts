import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

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
  const index = (name: string) => new Index(git, scratch, join(scratch.path, `patch-${name}-${run}.index`));
  const [before, after, current] = [index('before'), index('after'), index('current')];
  try {
    await Promise.all([before.read('--empty'), after.read('--empty'), current.read(publicMain)]);
    for (const part of splitSeries(bytes)) {
      for (const line of await preimages(current, part)) {
        const [now] = await after.lines(pathOf(line));
        if (now !== undefined && now !== line)
          throw new GitError(
            'failed',
            `The patches of this file do not follow each other at ${pathOf(line)}.`,
          );
        if (now === undefined) await Promise.all([before.add([line]), after.add([line])]);
      }
      await after.run(['apply', '--cached', '--whitespace=nowarn', '-'], part).catch(refused);
      // The next patch may move a file that this one changed.
      const [was, is] = await Promise.all([before.lines(), after.lines()]);
      const gone = was.filter(line => !is.some(other => pathOf(other) === pathOf(line)));
      await current.add([...is, ...gone.map(line => `0 ${'0'.repeat(40)}\t${pathOf(line)}`)]);
    }
    return { before: await before.tree(), after: await after.tree() };
  } finally {
    await Promise.all([before, after, current].map(({ file }) => rm(file, { force: true })));
  }
}

/** An index of its own, beside the repository's. */
class Index {
  readonly file: string;
  readonly #git: Git;
  readonly #scratch: Scratch;

  constructor(git: Git, scratch: Scratch, file: string) {
    this.#git = git;
    this.#scratch = scratch;
    this.file = file;
  }

  at(file: string): Index {
    return new Index(this.#git, this.#scratch, file);
  }

  async run(args: readonly string[], input?: string | Uint8Array): Promise<string> {
    const { out } = await this.#git.run({
      cwd: this.#scratch.path,
      args,
      ...(input === undefined ? {} : { input }),
      env: { GIT_INDEX_FILE: this.file },
    });
    return out;
  }

  read(tree: string): Promise<string> {
    return this.run(['read-tree', tree]);
  }

  /** Its lines (`<mode> <blob> <stage>\t<path>`), all or of one path. */
  async lines(path?: string): Promise<string[]> {
    const out = await this.run([
      'ls-files',
      '-s',
      '-z',
      '--',
      ...(path === undefined ? [] : [`:(top,literal)${path}`]),
    ]);
    return out.split('\0').filter(line => line !== '');
  }

  async add(lines: readonly string[]): Promise<void> {
    await this.run(['update-index', '-z', '--index-info'], lines.map(line => `${line}\0`).join(''));
  }

  async tree(): Promise<string> {
    return (await this.run(['write-tree', '--missing-ok'])).trim();
  }
}

const pathOf = (line: string) => line.slice(line.indexOf('\t') + 1);

/**
 * The files that one patch starts from, as `git am -3` finds them: by the blob ids of its `index` lines. What is only
 * moved, or changes its mode only, has none, and is taken as it is now.
 */
async function preimages(current: Index, part: Uint8Array): Promise<string[]> {
  const found = current.at(`${current.file}.found`);
  try {
    await current.run(['apply', `--build-fake-ancestor=${found.file}`, '-'], part);
    const lines = await found.lines();
    const ids = lines.map(line => line.split(' ')[1]);
    const answers = (
      await current.run(['cat-file', '--batch-check'], ids.map(id => `${id}\n`).join(''))
    ).split('\n');
    // A submodule's commit is in another repository.
    const missing = lines.find((line, i) => !line.startsWith('160000 ') && answers[i]?.endsWith(' missing'));
    if (missing !== undefined) throw lacks(pathOf(missing), '');
    return lines;
  } catch (error) {
    if (!(error instanceof GitError) || error.kind !== 'failed' || error.detail === '') throw error;
    const lacking = /lacking or useless \((.+)\)|change for (.+), which is not/.exec(error.detail);
    const path = lacking?.[1] ?? lacking?.[2];
    throw path === undefined
      ? new GitError('failed', 'This is no patch that git can read.', error.detail)
      : lacks(path, error.detail);
  } finally {
    await rm(found.file, { force: true });
  }
}

function lacks(path: string, detail: string): GitError {
  return new GitError(
    'failed',
    `The patch was made from a version of ${path} that is not in this repository, so nothing says where its lines belong. Ask for a patch against public main.`,
    detail,
  );
}

function refused(error: unknown): never {
  if (!(error instanceof GitError) || error.kind !== 'failed') throw error;
  const why = /^error: (.+)$/m.exec(error.detail)?.[1] ?? 'git does not say why';
  throw new GitError('failed', `The patch cannot be applied: ${why}.`, error.detail);
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

/** Who wrote a patch file and what it says it does (`git mailinfo`); null where it does not say. */
export async function readMail(
  git: Git,
  scratch: Scratch,
  bytes: Uint8Array,
): Promise<{ readonly name: string; readonly email: string; readonly subject: string | null } | null> {
  const [text, diff] = [join(scratch.path, 'mail-text'), join(scratch.path, 'mail-diff')];
  try {
    for (const path of [text, diff]) await writeFile(path, '', { mode: 0o600 });
    const args = ['mailinfo', '--encoding=UTF-8', text, diff];
    const { out } = await git.run({ cwd: scratch.path, args, input: splitSeries(bytes)[0]! });
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(out)?.[1] ?? null;
    const [name, email] = [field('Author'), field('Email')];
    return name === null || email === null ? null : { name, email, subject: field('Subject') };
  } catch (error) {
    if (error instanceof GitError && error.kind === 'failed') return null;
    throw error;
  } finally {
    await Promise.all([text, diff].map(path => rm(path, { force: true })));
  }
}

/** The patches of a series; a plain diff is a series of one. */
function splitSeries(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const starts = [...text.matchAll(/^From [0-9a-f]{40} .*$/gm)].map(({ index }) => index);
  if (starts.length < 2) return [bytes];
  return starts.map((start, i) => Buffer.from(text.slice(start, starts[i + 1]), 'latin1'));
}
