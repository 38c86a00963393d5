import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diffPins } from './pins.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** One file of a change. Lines are null for a binary file. */
export interface FileChange {
  readonly path: string;
  readonly oldPath: string | null;
  readonly change: 'added' | 'modified' | 'deleted' | 'renamed';
  readonly added: number | null;
  readonly deleted: number | null;
  /** Mode and blob id on the new side; all zero for a deletion. */
  readonly mode: string;
  readonly blob: string;
  /** Blob id on the old side; all zero for an addition. */
  readonly oldBlob: string;
}

/** The files that differ between two trees (or commits), renames followed. */
export async function changedFiles(
  git: Git,
  scratch: Scratch,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<FileChange[]> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['diff-tree', '-r', '-z', '-M', '--raw', '--numstat', '--no-abbrev', ...diffPins, from, to, '--'],
    signal,
  });
  return parseChanges(out);
}

/** Reads `diff-tree -z --raw --numstat`: all raw records first, then all counts, in the same order. */
export function parseChanges(out: string): FileChange[] {
  const parts = out.split('\0');
  const files: Omit<FileChange, 'added' | 'deleted'>[] = [];
  let at = 0;
  for (; parts[at]?.startsWith(':');) {
    const [, mode = '', oldBlob = '', blob = '', status = ''] = parts[at]!.slice(1).split(' ');
    const first = parts[at + 1] ?? '';
    const renamed = status.startsWith('R') || status.startsWith('C');
    files.push({
      path: renamed ? (parts[at + 2] ?? '') : first,
      oldPath: status.startsWith('R') ? first : null,
      change: status.startsWith('R') ? 'renamed' : (kinds[status[0] ?? ''] ?? 'modified'),
      mode,
      blob,
      oldBlob,
    });
    at += renamed ? 3 : 2;
  }
  return files.map(file => {
    const [added = '-', deleted = '-', name = ''] = (parts[at] ?? '').split('\t');
    at += name === '' ? 3 : 1;
    return { ...file, added: count(added), deleted: count(deleted) };
  });
}

const kinds: Readonly<Record<string, FileChange['change']>> = {
  A: 'added',
  C: 'added',
  D: 'deleted',
  M: 'modified',
  T: 'modified',
};

function count(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** How a change is written: `patch` can be applied, `text` shows every byte (binary files too) for a scan. */
const forms = { patch: ['--binary', '--full-index'], text: ['--text'] } as const;

/** The change as bytes. Written by git itself and read as bytes, because simple-git would decode it. */
export async function diffBytes(
  git: Git,
  scratch: Scratch,
  { from, to, as }: { readonly from: string; readonly to: string; readonly as: keyof typeof forms },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const file = join(scratch.path, `${as}-${to.slice(0, 12)}`);
  try {
    await git.run({
      cwd: scratch.path,
      args: ['diff', ...forms[as], '-M', '-U3', ...diffPins, `--output=${file}`, from, to, '--'],
      signal,
    });
    return await readFile(file);
  } finally {
    await rm(file, { force: true });
  }
}

/** A blob as bytes. */
export async function blobBytes(git: Git, scratch: Scratch, blob: string): Promise<Uint8Array> {
  return git.bytes(scratch.path, ['cat-file', 'blob', blob]);
}
