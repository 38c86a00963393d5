import { spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { cleanEnvironment } from '../../../src/sandbox/gitdir.ts';

/** Path to mode and bytes; a submodule (160000) has its commit's id as bytes. */
export type Files = Readonly<Record<string, { readonly mode: string; readonly bytes: Buffer }>>;

/** Runs plain git in a bare repository of the test, away from every configuration of the machine. */
export function gitIn(dir: string, args: readonly string[], input: string | Buffer = ''): Buffer {
  assert.ok(dir.startsWith('/'));
  const { stdout, stderr, status } = spawnSync('git', args, {
    cwd: dir,
    input,
    maxBuffer: 1e8,
    env: { ...cleanEnvironment, GIT_DIR: dir },
  });
  assert.equal(status, 0, stderr.toString());
  return stdout;
}

/** Writes a tree and gives its id. Names are of UTF-8, or of bytes (`latin1`). */
export function writeTree(dir: string, files: Files, names: 'utf8' | 'latin1' = 'utf8'): string {
  const lines = Object.entries(files).map(([path, { mode, bytes }]) => {
    const id =
      mode === '160000'
        ? bytes.toString()
        : gitIn(dir, ['hash-object', '-w', '--stdin'], bytes).toString().trim();
    return `${mode} ${id}\t${path}\0`;
  });
  gitIn(dir, ['read-tree', '--empty']);
  gitIn(dir, ['update-index', '-z', '--index-info'], Buffer.from(lines.join(''), names));
  return gitIn(dir, ['write-tree', '--missing-ok']).toString().trim();
}

/** Path to mode and id. */
export function entriesOf(
  dir: string,
  tree: string,
  names: 'utf8' | 'latin1' = 'utf8',
): Record<string, string> {
  const lines = gitIn(dir, ['ls-tree', '-r', '-z', tree]).toString(names).split('\0').slice(0, -1);
  return Object.fromEntries(
    lines.map(line => [line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t'))]),
  );
}

/** The entries of both trees where they differ. */
export function differing(one: Record<string, string>, other: Record<string, string>) {
  const only = (these: Record<string, string>, those: Record<string, string>) =>
    Object.fromEntries(Object.entries(these).filter(([path, entry]) => those[path] !== entry));
  return { before: only(one, other), after: only(other, one) };
}
