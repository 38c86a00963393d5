import { dirname } from 'node:path';
import {
  blobBytes,
  editTree,
  writeBytes,
  type Git,
  type Merged,
  type Scratch,
  type TreeEdit,
  type Unmerged,
} from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import { isSolvable, readConflict, saveConflict, type Conflict, type ConflictFile } from './conflict.ts';
import {
  areWritten,
  bytesOf,
  fileStates,
  holdsOurMarkers,
  filesOf,
  writeFiles,
  type FileState,
} from './folder.ts';

/** The change conflicts with what it goes onto; what is open, and where it is resolved. */
export class ConflictError extends JobError {
  readonly folder: string;
  readonly conflict: Conflict;
  readonly states: readonly FileState[];

  constructor(folder: string, conflict: Conflict, states: readonly FileState[]) {
    const open = states.filter(({ state }) => state === 'open').length;
    super(
      'conflict',
      `${open === 1 ? '1 file conflicts' : `${open} files conflict`} with ${conflict.backport?.ours ?? 'public main'}. Nothing was sent.`,
    );
    this.folder = folder;
    this.conflict = conflict;
    this.states = states;
  }
}

/** What a conflict is of. */
type ConflictOf = Pick<Conflict, 'apiUrl' | 'repo' | 'ghsaId' | 'pull' | 'publicMain' | 'head' | 'backport'>;

/**
 * The tree of a merge that conflicted, once every conflict is resolved in the job's folder; the folder is made the
 * first time.
 * @throws ConflictError while something is open; JobError where it must be resolved in the private pull request.
 */
export async function resolvedTree(
  git: Git,
  scratch: Scratch,
  merged: Extract<Merged, { clean: false }>,
  about: ConflictOf,
): Promise<string> {
  const folder = dirname(scratch.path);
  const { apiUrl, repo, ghsaId, pull, publicMain, head, backport } = about;
  const there = await readConflict(folder);
  const conflict =
    there ??
    (await begin(git, scratch, folder, merged, {
      apiUrl,
      repo,
      ghsaId,
      pull,
      publicMain,
      head,
      ...(backport ? { backport } : {}),
    }));
  if (!(await areWritten(folder))) await writeFiles(git, scratch, folder, conflict);
  const states = await fileStates(git, scratch, folder, conflict);
  if (states.some(({ state }) => state === 'open')) throw new ConflictError(folder, conflict, states);
  const edits = await Promise.all(conflict.files.map(file => editOf(git, scratch, folder, file)));
  return editTree(git, scratch, conflict.tree, edits.flat());
}

async function begin(
  git: Git,
  scratch: Scratch,
  folder: string,
  merged: Extract<Merged, { clean: false }>,
  about: ConflictOf,
): Promise<Conflict> {
  const odd = merged.unmerged.find(file => !isSolvable(file));
  if (odd) {
    throw new JobError('conflict', `${odd.words || odd.path} ${elsewhere(about)} Nothing was sent.`);
  }
  const nested = await firstNested(git, scratch, merged);
  if (nested !== null) {
    throw new JobError(
      'conflict',
      `${nested.words} Its lines conflict, too. ${elsewhere(about)} Nothing was sent.`,
    );
  }
  const files = await Promise.all(merged.unmerged.map(file => fileOf(git, scratch, file)));
  const conflict: Conflict = { version: 1, ...about, tree: merged.tree, files };
  await writeFiles(git, scratch, folder, conflict);
  await saveConflict(folder, conflict);
  return conflict;
}

/** Where that is resolved which does not fit into a folder. */
function elsewhere({ backport }: ConflictOf): string {
  if (backport === undefined) return 'Merge public main into the private pull request and resolve it there.';
  return backport.into === 'public'
    ? 'Make this backport in a clone of your own, with cherry_picker.'
    : 'Make this backport in the clone of the private fork.';
}

/** A file that only one side has under its name, and in which both sides' lines conflict: renamed on both sides. */
async function firstNested(
  git: Git,
  scratch: Scratch,
  { tree, unmerged }: Extract<Merged, { clean: false }>,
): Promise<Unmerged | null> {
  for (const file of unmerged) {
    const alone = (file.ours === null) !== (file.theirs === null);
    if (alone && holdsOurMarkers(await blobBytes(git, scratch, `${tree}:${file.path}`))) return file;
  }
  return null;
}

async function fileOf(git: Git, scratch: Scratch, file: Unmerged): Promise<ConflictFile> {
  const { ours, theirs } = file;
  const regular = [ours, theirs].every(stage => stage?.mode.startsWith('100'));
  const texts = regular && !(await isBinary(git, scratch, ours!.blob, theirs!.blob));
  return { ...file, kind: texts ? 'edit' : 'choose' };
}

async function isBinary(git: Git, scratch: Scratch, ...blobs: readonly string[]): Promise<boolean> {
  for (const blob of blobs) if ((await blobBytes(git, scratch, blob)).includes(0)) return true;
  return false;
}

/** What a resolved file changes in the merge's tree. */
async function editOf(git: Git, scratch: Scratch, folder: string, file: ConflictFile): Promise<TreeEdit[]> {
  const { path, base, ours, theirs } = file;
  const found = await bytesOf(folder, file);
  if (found === null) return [{ path, blob: null }];
  const blob = await writeBytes(git, scratch, found.bytes);
  await refuseDamage(git, scratch, file, found.bytes);
  const same = [theirs, ours].find(stage => stage?.blob === blob);
  // A mode that one side changed is kept, as a merge would.
  const changed = theirs && theirs.mode !== base?.mode ? theirs : (ours ?? theirs);
  const edit = { path: found.path, blob, mode: (same ?? changed)?.mode ?? '100644' };
  return found.path === path ? [edit] : [{ path, blob: null }, edit];
}

/** An editor that read a Latin-1 file as UTF-8 writes U+FFFD for each letter it did not know. */
async function refuseDamage(
  git: Git,
  scratch: Scratch,
  file: ConflictFile,
  bytes: Uint8Array,
): Promise<void> {
  const count = (text: Uint8Array) => Buffer.from(text).toString('latin1').split('\xef\xbf\xbd').length;
  if (count(bytes) === 1) return;
  for (const stage of [file.ours, file.theirs]) {
    if (stage && count(await blobBytes(git, scratch, stage.blob)) > 1) return;
  }
  throw new JobError(
    'conflict',
    `${file.path} was saved in another encoding: letters became U+FFFD. Undo that, reopen it with its own encoding and save again.`,
  );
}

/** For a person at a terminal: what to do, file by file. */
export function conflictLines({ folder, states }: ConflictError): string[] {
  return [
    `Resolve them in ${filesOf(folder)}, then run the same command again.`,
    ...states
      .filter(({ state }) => state === 'open')
      .map(({ path, kind }) =>
        kind === 'edit'
          ? `  ${path}: take the markers out`
          : `  ${path}: rename the side to keep to ${path}, delete the others (all: the file goes)`,
      ),
  ];
}
