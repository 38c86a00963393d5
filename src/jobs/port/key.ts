import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { repoName, type RepoRef } from '../../advisory/model.ts';

/** The name of one port in the JobStore and on disk. A hash, so that a folder's name tells nothing. */
export function portKey(apiUrl: string, repo: RepoRef, ghsaId: string, source: number | string): string {
  const text = [apiUrl, repoName(repo).toLowerCase(), ghsaId.toLowerCase(), source].join('\n');
  return `port-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}

/** Where the scratch repository of a job is. */
export function scratchOf(root: string, key: string): string {
  return join(root, key);
}
