import { GitError } from '../errors.ts';
import type { Git } from '../run.ts';
import { fullNameOf, inspectClone, remoteOf } from '../source.ts';
import { exists } from './part.ts';
import type { CloneRequest } from './types.ts';

/** @throws GitError `exists` or `occupied` */
export async function refuseTaken(
  git: Git,
  request: CloneRequest,
  busy: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<void> {
  const { target, fork, gitUrl } = request;
  if (busy.has(target)) throw new GitError('occupied', 'It is being cloned already. Wait for it to end.');
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
export function clearly(error: unknown, request: CloneRequest, signal?: AbortSignal): unknown {
  if (signal?.aborted) return new GitError('cancelled', 'Cancelled.');
  const { code = '', errno, message } = error as NodeJS.ErrnoException;
  const kind = error instanceof GitError ? error.kind : full.includes(code) ? 'disk-full' : null;
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
      `The clone could not be written (${code}). See that ${request.target} can be made.`,
      detail,
    );
  return error;
}

const full = ['ENOSPC', 'EDQUOT'];
