import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortId } from '../../advisory/model.ts';
import { unfinishedBackportOf } from '../../jobs/backport/make/index.ts';
import { isIssueKey, unfinishedIssueOf } from '../../jobs/issue/index.ts';
import { isHeldElsewhere } from '../../jobs/lock.ts';
import { plural, readConflict, readRecord } from '../../jobs/port/index.ts';
import { unfinishedOf } from '../../jobs/port/unfinished.ts';
import type { JobStore } from '../../jobs/store.ts';
import { removeJob } from './removeJob.ts';

/** Something of a port that lies on this machine. */
export interface Trace {
  readonly label: string;
  readonly detail: string;
  /** Work that is not done is not ticked by us. */
  readonly picked?: boolean;
  /** False: somebody went on with it since it was listed, so it stays. */
  readonly remove: () => Promise<boolean | void>;
}

/** "2 traces removed." */
export function removedWords(removed: number, picked: number): string {
  const words = `${plural(removed, 'trace')} removed.`;
  return removed === picked
    ? words
    : `${words} ${picked - removed} stayed: the list was open while somebody went on with ${picked - removed === 1 ? 'it' : 'them'}.`;
}

function damaged(remove: Trace['remove']): Trace {
  return {
    label: 'Damaged memory of a job',
    detail: 'Nobody can go on with it. What is public already stays public: look on GitHub first.',
    picked: false,
    remove,
  };
}

/** What another window works with is not ours to delete. */
function elsewhere({ label, remove }: Trace): Trace {
  const detail = 'Open in another window or terminal. It stays until it is closed there.';
  return { label, detail, picked: false, remove };
}

/** What ports, backports and issues left: their folders and their records. */
export async function jobTraces({
  scratchRoot,
  store,
  busy,
}: {
  readonly scratchRoot: string;
  readonly store: JobStore & { readonly keys: () => readonly string[] };
  /** Keys of what runs or is shown, now. */
  readonly busy: () => ReadonlySet<string>;
}): Promise<Trace[]> {
  const there = await readdir(scratchRoot).catch(() => []);
  const known = [...new Set([...there, ...store.keys()])].filter(key => !busy().has(key));
  const held = await Promise.all(known.map(key => isHeldElsewhere(join(scratchRoot, key))));
  const found = await Promise.all(
    known.map(async (key, i): Promise<Trace | null> => {
      const folder = join(scratchRoot, key);
      // The answer may come much later. The record first: without its folder nobody can go on with it.
      const remove = () =>
        removeJob(folder, async () => {
          if (busy().has(key)) return true;
          await store.remove(key);
          return false;
        });
      let record: unknown;
      try {
        record = await store.load(key);
      } catch {
        return damaged(remove);
      }
      const issue = unfinishedIssueOf(record);
      if (issue) {
        return {
          label: `${shortId(issue.ghsaId)}: unfinished public issue, stopped at "${issue.at}"`,
          detail: 'Without it the page cannot go on. What is public already stays public.',
          remove,
        };
      }
      // The lock of a page that is open.
      if (isIssueKey(key) && record === null)
        return held[i] ? { label: 'Page of a public issue', detail: folder, remove } : null;
      if (isIssueKey(key)) return damaged(remove);
      const unfinished = unfinishedOf(readRecord(record));
      if (unfinished) {
        return {
          label: `${shortId(unfinished.ghsaId)}: unfinished port, stopped at "${unfinished.at}"`,
          detail: 'Without it Continue Port cannot go on. What is public already stays public.',
          remove,
        };
      }
      const backport = unfinishedBackportOf(record);
      if (backport) {
        return {
          label: `${shortId(backport.ghsaId)}: unfinished backport to ${backport.branch}, stopped at "${backport.at}"`,
          detail: 'Without it the page cannot go on. What is public already stays public.',
          remove,
        };
      }
      const conflict = await readConflict(folder);
      if (conflict) {
        const files = conflict.files.length === 1 ? '1 file' : `${conflict.files.length} files`;
        const on = conflict.backport ? ` of a backport to ${conflict.backport.branch}` : '';
        return { label: `${shortId(conflict.ghsaId)}: ${files} with conflicts${on}`, detail: folder, remove };
      }
      const ended = held[i] ? '' : ' that ended';
      return { label: `Scratch repository of a port${ended}`, detail: folder, remove };
    }),
  );
  return found.flatMap((trace, i) => (trace === null ? [] : held[i] ? elsewhere(trace) : trace));
}
