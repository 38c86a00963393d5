import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { publicString, type PublicText } from '../embargo/publicText.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import { patiently, type Signing } from './signing.ts';
import { keyWithoutName } from './signingKey.ts';

/** Who and when, for `commit-tree`. The date is `<seconds> <zone>` so that a re-made commit is identical. */
export interface Identity {
  readonly name: PublicText;
  readonly email: PublicText;
  readonly date: string;
}

/** Writes a text as a blob and gives its id. No filter of the user's touches it. */
export async function writeBlob(git: Git, scratch: Scratch, text: PublicText): Promise<string> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['hash-object', '-w', '--stdin'],
    input: publicString(text),
  });
  return out.trim();
}

/** Writes bytes as a blob, exactly, and gives its id. For scratch only: what crosses is the tree that was shown. */
export async function writeBytes(git: Git, scratch: Scratch, bytes: Uint8Array): Promise<string> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['hash-object', '-w', '--stdin'],
    input: bytes,
  });
  return out.trim();
}

/** One change to a tree: a file with this blob (and mode, 100644 by default), or no file (`blob` null). */
export interface TreeEdit {
  readonly path: string;
  readonly blob: string | null;
  readonly mode?: string;
}

/** A tree that equals `tree` but for the edits. Uses an index of its own, deleted at the end. */
export async function editTree(
  git: Git,
  scratch: Scratch,
  tree: string,
  edits: readonly TreeEdit[],
): Promise<string> {
  // A name of its own: the lock of a git that died would block every later call.
  const index = join(scratch.path, `edit-${randomUUID()}.index`);
  const env = { GIT_INDEX_FILE: index };
  const none = '0'.repeat(40);
  try {
    await git.run({ cwd: scratch.path, args: ['read-tree', tree], env });
    await git.run({
      cwd: scratch.path,
      args: ['update-index', '-z', '--index-info'],
      input: edits
        .map(({ path, blob, mode = '100644' }) => `${blob ? mode : '0'} ${blob ?? none}\t${path}\0`)
        .join(''),
      env,
    });
    // The scratch repository may be partial: blobs that nobody touched need not be here.
    return (await git.run({ cwd: scratch.path, args: ['write-tree', '--missing-ok'], env })).out.trim();
  } finally {
    await rm(index, { force: true });
  }
}

/**
 * Makes the public commit: this tree, public main as its only parent, nothing private in its history. Unsigned, the
 * same arguments give the same id. The message goes in by standard input.
 * @throws GitError `signing` when the user's signing program refuses or does not end.
 */
export async function commitTree(
  git: Git,
  scratch: Scratch,
  commit: {
    readonly tree: string;
    readonly parent: string;
    readonly message: PublicText;
    readonly author: Identity;
    readonly committer: Identity;
    readonly signing?: Signing | null;
    readonly patience?: number;
  },
  signal?: AbortSignal,
): Promise<string> {
  const { tree, parent, signing = null, patience } = commit;
  const identity = ({ name, email, date }: Identity) => ({
    name: publicString(name),
    email: publicString(email),
    date,
  });
  return writeCommit(
    git,
    scratch,
    {
      tree,
      parent,
      message: publicString(commit.message),
      author: identity(commit.author),
      committer: identity(commit.committer),
      signing,
      ...(patience === undefined ? {} : { patience }),
    },
    signal,
  );
}

interface PlainCommit {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
  readonly author: PlainIdentity;
  readonly committer: PlainIdentity;
  readonly signing: Signing | null;
  readonly patience?: number;
}

interface PlainIdentity {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** Makes a commit with one parent. What is in its environment is about to be public. */
async function writeCommit(
  git: Git,
  scratch: Scratch,
  { tree, parent, message, author, committer, signing, patience }: PlainCommit,
  signal?: AbortSignal,
): Promise<string> {
  const call = async (limit?: AbortSignal) =>
    git.run({
      cwd: scratch.path,
      args: [
        'commit-tree',
        signing ? `-S${await keyWithoutName(git, scratch, signing, limit)}` : '--no-gpg-sign',
        ...['-p', parent, '-F', '-', tree],
      ],
      input: `${message.trimEnd()}\n`,
      env: {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: author.date,
        GIT_COMMITTER_NAME: committer.name,
        GIT_COMMITTER_EMAIL: committer.email,
        GIT_COMMITTER_DATE: committer.date,
      },
      ...(signing ? { config: [`gpg.format=${signing.format}`] } : {}),
      signal: limit,
    });
  const { out } = await (signing ? patiently(call, signal, patience) : call(signal));
  return out.trim();
}

/** Is this object in scratch? */
export async function hasObject(git: Git, scratch: Scratch, object: string): Promise<boolean> {
  const { exitCode } = await git.run({
    cwd: scratch.path,
    args: ['cat-file', '-e', object],
    ok: [0, 1, 128],
  });
  return exitCode === 0;
}

/** A small UTF-8 text out of the repository (`<tree>:<path>` or a blob's id). */
export async function blobText(git: Git, scratch: Scratch, name: string): Promise<string> {
  return (await git.run({ cwd: scratch.path, args: ['cat-file', 'blob', name] })).out;
}

/** The paths right below a folder (`news/`) of a tree; none where it is not there. */
export async function namesIn(
  git: Git,
  scratch: Scratch,
  { tree, folder }: { readonly tree: string; readonly folder: string },
  signal?: AbortSignal,
): Promise<string[]> {
  const args = ['ls-tree', '--name-only', '-z', tree, '--', folder];
  const { out } = await git.run({ cwd: scratch.path, args, signal });
  return out.split('\0').filter(name => name !== '');
}
