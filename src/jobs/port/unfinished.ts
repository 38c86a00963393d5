import type { RepoRef } from '../../advisory/model.ts';
import { readRecord, type PortRecord } from './record.ts';

/** A port that somebody confirmed and that did not come to its end: ids, and where it stopped. */
export interface Unfinished {
  readonly key: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly pull: number;
  /** "open pull request" */
  readonly at: string;
}

/** Reads what a JobStore gave. Null for what is no port of ours. */
export function unfinishedOf(value: unknown): Unfinished | null {
  const record = readRecord(value);
  if (record === null) return null;
  const { key, repo, ghsaId, pull } = record;
  return { key, repo, ghsaId, pull, at: nextStep(record) };
}

/** The step that the port stopped at, in the words of the page's list of steps. */
function nextStep({ done, forkMissing, confirmed }: PortRecord): string {
  const steps = [
    ['create your fork', forkMissing ? done.fork : true],
    ['open issue', done.issue],
    ['number the news entry', confirmed.section === null ? true : done.news],
    ['commit', done.commit],
    ['push branch', done.pushed],
    ['open pull request', done.pull],
    ['set labels', done.droppedLabels],
  ] as const;
  return steps.find(([, result]) => result === undefined)?.[0] ?? 'remember links';
}
