import type { RepoRef } from '../../../advisory/model.ts';
import { keyHash } from '../../port/key.ts';

/** The name of one backport in the JobStore and on disk. A hash, so that a folder's name tells nothing. */
export function backportKey(apiUrl: string, repo: RepoRef, ghsaId: string, branch: string): string {
  return `backport-${keyHash(apiUrl, repo, ghsaId, branch)}`;
}

/** The same of one that goes to the private fork. It is not in the JobStore: nothing is confirmed. */
export function privateBackportKey(apiUrl: string, repo: RepoRef, ghsaId: string, branch: string): string {
  return `backport-${keyHash(apiUrl, repo, ghsaId, branch, 'private')}`;
}
