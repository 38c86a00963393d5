import type { RepoRef } from '../../../advisory/model.ts';
import { readBackportRecord, type BackportRecord } from './record.ts';

/** A backport that somebody confirmed and that did not come to its end: ids, and where it stopped. */
export interface UnfinishedBackport {
  readonly key: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly branch: string;
  /** Number of the public pull request into the default branch. */
  readonly pull: number;
  /** "open pull request" */
  readonly at: string;
}

/** Reads what a JobStore gave. Null for what is no backport. */
export function unfinishedBackportOf(value: unknown): UnfinishedBackport | null {
  const record = readBackportRecord(value);
  if (record === null) return null;
  const { key, repo, ghsaId, pull, upstream } = record;
  return { key, repo, ghsaId, pull, branch: upstream.branch, at: nextStep(record) };
}

/** The step that it stopped at, in the words of the page's list of steps. */
function nextStep({ done, forkMissing }: BackportRecord): string {
  const steps = [
    ['create your fork', forkMissing ? done.fork : true],
    ['commit', done.commit],
    ['push branch', done.pushed],
    ['open pull request', done.pull],
  ] as const;
  return steps.find(([, result]) => result === undefined)?.[0] ?? 'set labels';
}
