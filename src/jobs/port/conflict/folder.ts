import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { blobBytes, conflictText, type Git, type Scratch } from '../../../git/index.ts';
import { JobError } from '../../errors.ts';
import type { Conflict, ConflictFile } from './conflict.ts';
import { hunksOf, unchosen } from './unchosen.ts';

/**
 * The files that conflict, and only they, lie in a folder of the job's scratch. What lies there is the decision, so
 * nothing else has to be remembered: a file to edit has git's markers until they are gone; of a file to choose lie
 * the sides, `X.ghsa-public` and `X.ghsa-private`, until one is renamed to `X` or all are deleted. `X.ghsa-accepted` holds the
 * hash of a file that was looked at and is right although nothing was chosen in a place; `X.ghsa-deleted` says that a file
 * to edit shall go.
 */
export type Choice = 'public' | 'private' | 'delete' | 'elsewhere' | 'accept';

export interface FileState {
  readonly path: string;
  readonly kind: ConflictFile['kind'];
  readonly words: string;
  readonly state: 'open' | 'resolved' | 'deleted';
  /** What may be chosen, or chosen again. */
  readonly choices: readonly Choice[];
}

/** Where the files of a job's conflict lie. */
export function filesOf(folder: string): string {
  return join(folder, 'conflict');
}

/** The marker by which VS Code knows a window of ours (`activationEvents` in package.json). */
export const windowMarker = '.ghsa-conflict';

/** Writes all files of a conflict as git left them. */
export async function writeFiles(git: Git, scratch: Scratch, folder: string, conflict: Conflict) {
  await mkdir(filesOf(folder), { recursive: true, mode: 0o700 });
  await writeFile(join(filesOf(folder), windowMarker), '', { mode: 0o600 });
  for (const file of conflict.files) await writeOne(git, scratch, folder, conflict, file);
}

/** Writes one file as git left it; what was done to it before is gone. */
export async function writeOne(
  git: Git,
  scratch: Scratch,
  folder: string,
  conflict: Conflict,
  file: ConflictFile,
): Promise<void> {
  const at = place(folder, file.path);
  await mkdir(dirname(at), { recursive: true, mode: 0o700 });
  for (const end of ['', ...Object.values(suffix)]) await rm(`${at}${end}`, { force: true });
  if (file.elsewhere !== null) await rm(place(folder, file.elsewhere), { force: true });
  const put = async (path: string, object: string) =>
    writeFile(path, await blobBytes(git, scratch, object), { mode: 0o600 });
  if (file.kind === 'edit') return put(at, `${conflict.tree}:${file.path}`);
  // One side only: the merge's own file, in which a rename may have brought both sides' lines together.
  const alone = file.ours === null || file.theirs === null ? `${conflict.tree}:${file.path}` : null;
  if (file.ours) await put(`${at}${suffix.public}`, alone ?? file.ours.blob);
  if (file.theirs) await put(`${at}${suffix.private}`, alone ?? file.theirs.blob);
}

/** Takes a side, or none. */
export async function choose(folder: string, file: ConflictFile, choice: Choice): Promise<void> {
  const at = place(folder, file.path);
  if (choice === 'public' || choice === 'private') await rename(`${at}${suffix[choice]}`, at);
  if (choice === 'elsewhere' && file.elsewhere !== null) {
    const other = place(folder, file.elsewhere);
    await mkdir(dirname(other), { recursive: true, mode: 0o700 });
    await rename(`${at}${file.theirs ? suffix.private : suffix.public}`, other);
  }
  for (const path of [`${at}${suffix.public}`, `${at}${suffix.private}`]) await rm(path, { force: true });
  if (choice === 'delete') {
    await rm(at, { force: true });
    if (file.kind === 'edit') await writeFile(`${at}${suffix.deleted}`, '', { mode: 0o600 });
  }
  if (choice === 'accept')
    await writeFile(`${at}${suffix.accepted}`, hashOf(await readFile(at)), { mode: 0o600 });
}

/** How far each file is. */
export async function fileStates(git: Git, scratch: Scratch, folder: string, conflict: Conflict) {
  return Promise.all(conflict.files.map(file => fileState(git, scratch, folder, file)));
}

async function fileState(git: Git, scratch: Scratch, folder: string, file: ConflictFile): Promise<FileState> {
  const { path, kind, words, ours, theirs, elsewhere } = file;
  const at = place(folder, path);
  const choices: Choice[] = [
    ...(kind === 'choose' && ours ? ['public' as const] : []),
    ...(kind === 'choose' && theirs ? ['private' as const] : []),
    ...(elsewhere === null ? [] : ['elsewhere' as const]),
    ...(kind === 'choose' && (ours === null || theirs === null) ? ['delete' as const] : []),
  ];
  const found = { path, kind, words, choices };
  if ((await exists(`${at}${suffix.public}`)) || (await exists(`${at}${suffix.private}`)))
    return { ...found, state: 'open' };
  const bytes = await bytesOf(folder, file);
  if (bytes === null) {
    // Of a file to edit: deleted only when somebody said so.
    if (kind === 'choose' || (await exists(`${at}${suffix.deleted}`))) return { ...found, state: 'deleted' };
    return { ...found, state: 'open', words: 'The file is gone.', choices: ['delete'] };
  }
  if (await hasMarkers(git, scratch, file, bytes.bytes)) return { ...found, state: 'open' };
  if (kind === 'choose' || (await isAccepted(at, bytes.bytes))) return { ...found, state: 'resolved' };
  const hunks = hunksOf(await conflictText(git, scratch, file));
  const left = unchosen(hunks, Buffer.from(bytes.bytes).toString('latin1'));
  if (left.length === 0) return { ...found, state: 'resolved' };
  const where = left.length === 1 ? `At line ${left[0]}` : `At lines ${left.join(', ')}`;
  return {
    ...found,
    state: 'open',
    words: `${where} neither change was chosen: the text of before both stands there.`,
    choices: ['accept'],
  };
}

async function isAccepted(at: string, bytes: Uint8Array): Promise<boolean> {
  const hash = await readFile(`${at}${suffix.accepted}`, 'utf8').catch(() => '');
  return hash === hashOf(bytes);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Does git's marker of a conflict stand in there still? Lines that a side had itself are none. */
async function hasMarkers(
  git: Git,
  scratch: Scratch,
  file: ConflictFile,
  bytes: Uint8Array,
): Promise<boolean> {
  const found = markersOf(bytes);
  if (found.length === 0 && rulesOf(bytes) === 0) return false;
  const known = new Set<string>();
  let rules = 0;
  for (const stage of [file.ours, file.theirs]) {
    if (!stage) continue;
    const side = await blobBytes(git, scratch, stage.blob);
    rules = Math.max(rules, rulesOf(side));
    for (const line of markersOf(side)) known.add(line);
  }
  // A heading may be underlined so; more of them than either side had are what is left of a conflict.
  if (rulesOf(bytes) > rules) return true;
  // A line that names our own sides is never anybody's text: a rename on both sides nests markers in the sides.
  return found.some(line => isOurs(line) || !known.has(line));
}

/** Does a merge of ours stand in this text with its markers? */
export function holdsOurMarkers(bytes: Uint8Array): boolean {
  return markersOf(bytes).some(isOurs);
}

const isOurs = (line: string) => /^(?:<{7,}|>{7,}|\|{7,}) ghsa\//.test(line);

const rulesOf = (bytes: Uint8Array) =>
  [...new TextDecoder('latin1').decode(bytes).matchAll(/^=======\r?$/gm)].length;

function markersOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder('latin1').decode(bytes);
  return [...text.matchAll(/^(?:<{7,}|>{7,}|\|{7,}) .*$/gm)].map(([line]) => line.trimEnd());
}

/** What lies there for a file, and under which path; null where it was deleted. */
export async function bytesOf(
  folder: string,
  { path, elsewhere }: ConflictFile,
): Promise<{ readonly path: string; readonly bytes: Uint8Array } | null> {
  for (const name of elsewhere === null ? [path] : [elsewhere, path]) {
    try {
      return { path: name, bytes: await readFile(place(folder, name)) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

const suffix = {
  public: '.ghsa-public',
  private: '.ghsa-private',
  accepted: '.ghsa-accepted',
  deleted: '.ghsa-deleted',
} as const;

/** A path of the tree in our folder. Trees come from other people: none leads out of it. */
export function place(folder: string, path: string): string {
  const root = filesOf(folder);
  const at = join(root, path);
  if (!at.startsWith(root + sep) || path.split('/').some(part => part.toLowerCase() === '.git')) {
    throw new JobError('conflict', `The path ${JSON.stringify(path)} of the private change is not safe.`);
  }
  return at;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Are the files there? A folder that somebody deleted is no decision about them. */
export function areWritten(folder: string): Promise<boolean> {
  return exists(join(filesOf(folder), windowMarker));
}
