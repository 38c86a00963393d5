import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** A commit as it says itself. */
export interface CommitFacts {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  /** Subject and body, as UTF-8. */
  readonly message: string;
}

/** Reads one commit. */
export async function readCommit(
  git: Git,
  scratch: Scratch,
  commit: string,
  signal?: AbortSignal,
): Promise<CommitFacts> {
  const format = '--format=%H%x00%P%x00%an%x00%ae%x00%B';
  const out = await git.line(
    scratch.path,
    ['log', '-1', '--no-show-signature', '--encoding=UTF-8', format, commit, '--'],
    signal,
  );
  const [id = '', parents = '', name = '', email = '', ...message] = out.split('\0');
  return {
    id,
    parents: parents.split(' ').filter(Boolean),
    author: { name, email },
    message: message.join('\0').trimEnd(),
  };
}

/** Is `commit` part of the history of `of`? False also where it is not in scratch at all. */
export async function isAncestor(
  git: Git,
  scratch: Scratch,
  commit: string,
  of: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { exitCode } = await git.run({
    cwd: scratch.path,
    args: ['merge-base', '--is-ancestor', commit, of],
    ok: [0, 1, 128],
    signal,
  });
  return exitCode === 0;
}

/** Where two histories parted; null: they have nothing in common. */
export async function mergeBase(
  git: Git,
  scratch: Scratch,
  [one, other]: readonly [string, string],
  signal?: AbortSignal,
): Promise<string | null> {
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['merge-base', one, other],
    ok: [0, 1],
    signal,
  });
  return out.trim() || null;
}
