import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blobBytes } from './changes.ts';
import type { Git } from './run.ts';
import { GitError } from './errors.ts';
import type { Scratch } from './scratch.ts';

/** One side of a file that conflicts, as `merge-tree` lists it. */
export interface Stage {
  readonly mode: string;
  readonly blob: string;
}

/** A file that the merge left unmerged: what the merge base, public main and the private head have there. */
export interface Unmerged {
  readonly path: string;
  readonly base: Stage | null;
  readonly ours: Stage | null;
  readonly theirs: Stage | null;
  /** git's own sentence ("CONFLICT (modify/delete): …"). */
  readonly words: string;
  /** Where the file would be without a directory that public main renamed; null otherwise. */
  readonly elsewhere: string | null;
}

/** The merge of the private head into public main: a tree; with markers and unmerged files where it conflicts. */
export type Merged =
  | { readonly clean: true; readonly tree: string }
  | { readonly clean: false; readonly tree: string; readonly unmerged: readonly Unmerged[] };

/** The refs below `refs/` that are merged. Their names stand in git's markers, so they say which side is which. */
export const sides = { ours: 'ghsa/public', theirs: 'ghsa/private' } as const;

/** Two refs below `refs/ghsa/` that are merged. */
export interface Sides {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Merges the private head into public main (`sides`) without a working tree. git finds the merge base with public
 * main itself, follows renames, and never puts a hunk at a wrong line as `git apply` does (`facts/git.md` 2).
 */
export async function mergeTrees(
  git: Git,
  scratch: Scratch,
  signal?: AbortSignal,
  { ours, theirs }: Sides = sides,
): Promise<Merged> {
  const { exitCode, out } = await git.run({
    cwd: scratch.path,
    args: ['merge-tree', '--write-tree', '-z', '--messages', ours, theirs],
    ok: [0, 1],
    signal,
  });
  const tree = out.slice(0, out.indexOf('\0'));
  if (!/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new GitError('failed', 'git could not merge the private change into public main.', out, exitCode);
  }
  return exitCode === 0 ? { clean: true, tree } : { clean: false, tree, unmerged: parseUnmerged(out) };
}

/**
 * Reads `merge-tree -z --messages` (git-merge-tree(1), OUTPUT): the tree, then `<mode> <blob> <stage>\t<path>` for
 * each unmerged side, an empty part, then messages as `<n> <path>{n} <type> <sentence>`.
 */
export function parseUnmerged(out: string): Unmerged[] {
  const parts = out.split('\0');
  const files = new Map<string, Partial<Record<'1' | '2' | '3', Stage>>>();
  let at = 1;
  for (; parts[at]; at++) {
    const match = /^(\d+) ([0-9a-f]+) ([123])\t(.+)$/s.exec(parts[at]!);
    if (!match) continue;
    const [, mode = '', blob = '', stage = '', path = ''] = match;
    const file = files.get(path) ?? {};
    file[stage as '1' | '2' | '3'] = { mode, blob };
    files.set(path, file);
  }
  const messages = parseMessages(parts.slice(at + 1));
  return [...files].map(([path, file]) => {
    const message = messages.find(({ paths }) => paths.includes(path));
    return {
      path,
      base: file[1] ?? null,
      ours: file[2] ?? null,
      theirs: file[3] ?? null,
      words: message?.text ?? '',
      elsewhere:
        message?.type === 'CONFLICT (directory rename suggested)' && message.paths[0] === path
          ? (message.paths[1] ?? null)
          : null,
    };
  });
}

function parseMessages(parts: readonly string[]) {
  const messages: { readonly paths: string[]; readonly type: string; readonly text: string }[] = [];
  for (let at = 0; parts[at];) {
    const count = Number(parts[at]);
    const paths = parts.slice(at + 1, at + 1 + count);
    const [type = '', text = ''] = parts.slice(at + 1 + count, at + 3 + count);
    if (type.startsWith('CONFLICT')) messages.push({ paths, type, text: text.trim() });
    at += 3 + count;
  }
  return messages;
}

let merges = 0;

/**
 * A file's merge with each conflict's base text in view (`git merge-file --diff3`), as Latin-1 so that every byte is
 * a character. Labels: ours, base, theirs.
 */
export async function conflictText(
  git: Git,
  scratch: Scratch,
  file: Unmerged | Omit<Unmerged, 'words'>,
): Promise<string> {
  const number = ++merges;
  const names = await Promise.all(
    (['ours', 'base', 'theirs'] as const).map(async side => {
      const name = join(scratch.path, `merge-${number}-${side}`);
      const stage = file[side];
      await writeFile(name, stage ? await blobBytes(git, scratch, stage.blob) : '', { mode: 0o600 });
      return name;
    }),
  );
  try {
    const labels = ['-L', 'ours', '-L', 'base', '-L', 'theirs'];
    // The exit code is the number of conflicts.
    const ok = Array.from({ length: 128 }, (_, count) => count);
    const bytes = await git.bytes(scratch.path, ['merge-file', '-p', '--diff3', ...labels, ...names], { ok });
    return Buffer.from(bytes).toString('latin1');
  } finally {
    await Promise.all(names.map(name => rm(name, { force: true })));
  }
}

/** Puts a ref of ours in scratch at a commit. */
export async function moveRef(git: Git, scratch: Scratch, ref: string, commit: string): Promise<void> {
  await git.run({ cwd: scratch.path, args: ['update-ref', ref, commit] });
}

/** A commit of the private fork. Its subject is under embargo. */
export interface PrivateCommit {
  readonly id: string;
  readonly subject: string;
}

/** How many commits lie between public main and the private head, and which. Newest first. */
export async function privateCommits(
  git: Git,
  scratch: Scratch,
  onto: string,
  head: string,
  signal?: AbortSignal,
): Promise<PrivateCommit[]> {
  const out = await git.line(
    scratch.path,
    ['log', '--no-merges', '--no-show-signature', '-z', '--format=%H %s', `${onto}..${head}`, '--'],
    signal,
  );
  return out.split('\0').flatMap(line => {
    const at = line.indexOf(' ');
    return at < 0 ? [] : [{ id: line.slice(0, at), subject: line.slice(at + 1) }];
  });
}
