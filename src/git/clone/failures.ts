import { statfs } from 'node:fs/promises';
import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { fullNameOf, inspectClone, remoteOf } from '../source.ts';
import { exists } from './part.ts';
import type { CloneRequest } from './types.ts';

/** @throws GitError `exists` or `occupied` */
export async function refuseTaken(git: Git, request: CloneRequest, signal?: AbortSignal): Promise<void> {
  const { target, fork, gitUrl } = request;
  if (!(await exists(target))) return;
  const there = await inspectClone(git, target, signal).catch(() => null);
  const origin = there?.remotes.find(({ name }) => name === 'origin');
  if (origin && fullNameOf(origin.url, gitUrl)?.toLowerCase() === fork.toLowerCase())
    throw new GitError('exists', 'Already cloned.');
  // A remote of another name is somebody's own work.
  const other =
    there && remoteOf(there.remotes, fork, gitUrl) ? 'another clone of this fork' : 'something else';
  throw new GitError(
    'occupied',
    `There is ${other} in ${target}. Move it away, or set another folder in ghsa.privateClones.`,
  );
}

/** What went wrong, as one sentence about the clone. Nothing of it is left when this is said. */
export function clearly(error: unknown, request: CloneRequest, full: boolean): unknown {
  const { errno, message } = error as NodeJS.ErrnoException;
  const kind = full ? 'disk-full' : error instanceof GitError ? error.kind : null;
  const detail = error instanceof GitError ? error.detail : message;
  if (kind === 'disk-full')
    return new GitError('disk-full', 'The disk is full. The partial clone was removed.', detail);
  // One of ours has its own sentence already.
  if (kind === 'not-found' && detail !== '')
    return new GitError(
      'not-found',
      `GitHub does not show ${request.fork} to you: the fork is gone, or you have no access. The partial clone was removed.`,
      detail,
    );
  if (kind === null && errno !== undefined)
    return new GitError(
      'failed',
      `The clone could not be written (${codeOf(error)}). See that ${request.target} can be made.`,
      detail,
    );
  return error;
}

/** Less than this is no room for anything (bytes). */
const little = 1 << 20;

/**
 * Was there no room? Asked before the clone is removed: the processes of a parallel checkout say only that a file could
 * not be written.
 */
export async function isFull(error: unknown, path: string): Promise<boolean> {
  if (!(error instanceof GitError)) return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
  if (error.kind !== 'failed' || !/unable to (write|create)|write error/i.test(error.detail))
    return error.kind === 'disk-full';
  const room = await statfs(path).catch(() => null);
  return room !== null && room.bavail * room.bsize < little;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';
