import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { repoName, type RepoRef } from '../../advisory/model.ts';

/** The name of one port in the JobStore and on disk. A hash, so that a folder's name tells nothing. */
export function portKey(apiUrl: string, repo: RepoRef, ghsaId: string, source: number | string): string {
  return `port-${keyHash(apiUrl, repo, ghsaId, source)}`;
}

/** Of what a job works on. */
export function keyHash(apiUrl: string, repo: RepoRef, ghsaId: string, ...more: (number | string)[]): string {
  const text = [apiUrl, repoName(repo).toLowerCase(), ghsaId.toLowerCase(), ...more].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** Where the scratch repository of a job is. */
export function scratchOf(root: string, key: string): string {
  return join(root, key);
}
