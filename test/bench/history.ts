import { spawn } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanEnvironment, git, makeBare } from '../../src/sandbox/gitdir.ts';
import { cacheFolder } from '../vscode/cache.ts';

const lines = 120;
const width = 60;

/** How large a history is. Each file is edited so many times, and so many of its lines are written anew each time. */
interface Size {
  /** Of the folder in the cache. */
  readonly name: string;
  readonly files: number;
  readonly edits: number;
  readonly editsPerCommit: number;
  readonly rewritten: number;
  /** Seconds from one commit to the next: the last is in the past. */
  readonly apart: number;
}

/** About a tenth of CPython's commits, and as many bytes a commit. */
const long: Size = {
  ...{ name: 'bench-history-1', files: 4_000, edits: 20, editsPerCommit: 4 },
  ...{ rewritten: 55, apart: 3_600 },
};

/** As many files and commits as CPython has: 130,001. A commit is smaller, so that it is made in minutes. */
const likeCpython: Size = {
  ...{ name: 'bench-history-cpython-1', files: 5_000, edits: 26, editsPerCommit: 1 },
  ...{ rewritten: 8, apart: 1_800 },
};

/**
 * A repository with a long history and more than 200 MB of objects, always the same one. Made once (a minute or two)
 * into the cache folder: bare, packed with deltas, branches `main` and a few old ones.
 */
export function longHistory(say: (words: string) => void): Promise<string> {
  return made(long, say);
}

/** The same with as many commits and files as CPython has. */
export function historyLikeCpython(say: (words: string) => void): Promise<string> {
  return made(likeCpython, say);
}

async function made(size: Size, say: (words: string) => void): Promise<string> {
  const path = join(cacheFolder(), `${size.name}.git`);
  if (existsSync(path)) return path;
  say('making a repository with a long history (once)…');
  const part = `${path}.${process.pid}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(cacheFolder(), { recursive: true });
  await makeBare(part, null);
  const child = spawn('git', ['fast-import', '--quiet'], {
    cwd: part,
    env: cleanEnvironment,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  for (const piece of stream(size)) if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`fast-import failed (${code})`);
  for (const age of [1_000, 4_000, 9_000]) await git(part, ['branch', `old-${age}`, `main~${age}`]);
  await git(part, ['repack', '-a', '-d', '-q', '--write-bitmap-index']);
  await git(part, ['commit-graph', 'write', '--reachable']);
  await rename(part, path);
  return path;
}

/** What fast-import reads: all versions of a file one after another (it makes deltas so), then the commits. */
function* stream({ files, edits, editsPerCommit, rewritten, apart }: Size): Generator<Buffer> {
  const mark = (file: number, version: number) => file * (edits + 1) + version + 1;
  const change = (file: number, version: number) =>
    `M 100644 :${mark(file, version)} Lib/spam${Math.floor(file / 200)}/eggs${Math.floor(file / 20) % 10}/ham${file}.py\n`;
  const text = seeded();
  const pick = numbers();
  for (let file = 0; file < files; file++) {
    const content = Array.from({ length: lines }, text);
    for (let version = 0; version <= edits; version++) {
      if (version > 0) {
        // A piece of a file is written anew, as in a large commit.
        const at = pick(lines - rewritten);
        for (let line = at; line < at + rewritten; line++) content[line] = text();
      }
      const data = Buffer.from(content.join('\n') + '\n');
      yield Buffer.from(`blob\nmark :${mark(file, version)}\ndata ${data.length}\n`);
      yield data;
    }
  }
  yield commit(
    { number: 0, apart },
    Array.from({ length: files }, (_, file) => change(file, 0)),
  );
  let number = 1;
  for (let version = 1; version <= edits; version++)
    for (let file = 0; file < files; file += editsPerCommit)
      yield commit(
        { number: number++, apart },
        Array.from({ length: editsPerCommit }, (_, one) => change((file * 7 + one * 1_003) % files, version)),
      );
}

function commit(
  { number, apart }: { readonly number: number; readonly apart: number },
  changes: readonly string[],
): Buffer {
  const message = `gh-${number}: Fry the eggs of batch ${number}`;
  const who = `Parsley Dev <parsley-dev@example.org> ${1_500_000_000 + number * apart} +0000`;
  return Buffer.from(
    `commit refs/heads/main\ncommitter ${who}\ndata ${message.length}\n${message}\n${changes.join('')}\n`,
  );
}

/** Lines of text that is always the same and hardly compresses. */
function seeded(): () => string {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16));
  const zero = Buffer.alloc((width * 3) / 4);
  return () => cipher.update(zero).toString('base64');
}

function numbers(): (below: number) => number {
  let state = 12_345;
  return below => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
}
