import type { RepoRef } from '../../advisory/model.ts';
import { keyHash } from '../port/key.ts';

/** The name of a public issue in the JobStore: never that of a port. */
export function issueKey(apiUrl: string, repo: RepoRef, ghsaId: string): string {
  return `issue-${keyHash(apiUrl, repo, ghsaId)}`;
}

export function isIssueKey(key: string): boolean {
  return key.startsWith('issue-');
}
