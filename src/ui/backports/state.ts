import { shortId } from '../../advisory/model.ts';
import { endedBranches, sourceSentence, type ReleaseCycle } from '../../project/index.ts';
import { capital, label } from '../advisories/words.ts';
import type { Entry } from './entry.ts';
import type { BackportsState, RowView, SectionView, Show } from './protocol.ts';
import { heldAlone, heldBy, repairable, type Stale } from './held.ts';
import { defectView, rowView, toldViews } from './rowView.ts';
import { counts, fits, isDone, repairWords, worstFirst } from './weigh.ts';
import { counted, dayName, fullDay, monthName, ofAll } from './words.ts';

/** What the page is made from. */
export interface Given {
  readonly entries: readonly Entry[];
  readonly cycle: ReleaseCycle | null;
  readonly show: Show;
  /** Ids of advisories whose fold was turned by hand, and to what. */
  readonly folds: Readonly<Record<string, boolean>>;
  readonly reading: boolean;
  /** Why the last reading did not come to its end; null: it did. */
  readonly stale: Stale | null;
  /** Why the list of advisories is not there, as a sentence; null: it is. */
  readonly unread: string | null;
  readonly goTo: BackportsState['goTo'];
  readonly sandbox: boolean;
  readonly hideTitles: boolean;
  readonly now: Date;
}

/** The page of all backports. */
export function backportsState(given: Given): BackportsState {
  const { cycle, show, now, stale, reading } = given;
  const entries = [...given.entries].sort(worstFirst);
  const boards = entries.flatMap(({ board }) => board ?? []);
  const shown = counts(boards);
  const all = entries.flatMap(repairable).map(({ repair }) => repair);
  const sections = entries.flatMap(entry => sectionOf(entry, given) ?? []);
  return {
    phase: reading && boards.length === 0 ? 'loading' : 'ready',
    sandbox: given.sandbox,
    meta:
      entries.length === 0
        ? []
        : [
            counted(entries.length, 'advisory', 'advisories'),
            ...(shown.all === 0 ? [] : [counted(shown.all, 'branch', 'branches')]),
          ],
    cycle: entries.length === 0 || cycle === null ? null : cycleWords(cycle),
    ...{ show, counts: shown },
    repair: { count: all.length, words: repairWords(all) },
    held: heldBy(stale),
    stale: stale === null ? null : staleWords(stale, now),
    sections,
    empty: sections.length > 0 ? null : emptyWords(given, entries.length),
    foot: entries.length === 0 || cycle === null ? [] : footOf(cycle, now),
    goTo: given.goTo,
  };
}

function sectionOf(entry: Entry, { show, folds, hideTitles, now, stale }: Given): SectionView | null {
  const { id, advisory, links, progress, board } = entry;
  const rows: RowView[] = (board?.rows ?? []).filter(fits[show]).map(row => rowView(row, entry, now));
  // What is not read yet, and what is wrong with the whole, fits each filter.
  if (show !== 'all' && board !== null && rows.length === 0 && board.defects.length === 0) return null;
  const sent = dayName(progress.announcedAt, now);
  return {
    id,
    title: hideTitles ? shortId(advisory.ghsaId) : label(advisory, false),
    rating: ratingOf(entry),
    issue: links.issue === null ? null : entry.number(links.issue),
    mail: sent === '' ? null : { words: sent, link: progress.archiveUrl !== undefined },
    merged: board === null ? '' : `${ofAll(board)} merged`,
    done: isDone(board),
    folded: folds[id] ?? isDone(board),
    reading: entry.reading,
    failure: entry.failure,
    defects: (board?.defects ?? []).map(defectView),
    accepted: board?.accepted ?? [],
    told: toldViews(entry.told['']),
    held: heldBy(stale) ?? heldAlone(entry),
    rows,
  };
}

function ratingOf({ advisory: { severity, cvssV4 } }: Entry): SectionView['rating'] {
  if (severity === null) return null;
  const score = cvssV4?.score == null ? '' : ` ${cvssV4.score.toFixed(1)}`;
  return { level: severity, words: `${capital(severity)}${score}` };
}

function cycleWords(cycle: ReleaseCycle): BackportsState['cycle'] {
  const sentence = sourceSentence(cycle);
  if (sentence !== null) return { text: sentence, warning: true };
  return { text: `Branches from the release cycle of ${fullDay(cycle.at)}`, warning: false };
}

/** "As of 13:42." */
function staleWords({ asOf, why }: Stale, now: Date): string {
  const date = new Date(asOf ?? '');
  if (Number.isNaN(date.getTime())) return why ?? 'GitHub cannot be reached.';
  const time = date.toTimeString().slice(0, 5);
  const today = date.toDateString() === now.toDateString();
  const words = today ? `As of ${time}.` : `As of ${dayName(date.toISOString(), now)} ${time}.`;
  return why === null ? words : `${why} ${words}`;
}

function emptyWords({ unread, reading, show }: Given, entries: number): string {
  if (entries > 0) return show === 'needsYou' ? 'No backport needs you.' : 'Every backport is merged.';
  if (reading) return 'Looking…';
  if (unread !== null) return unread;
  return 'No public fix yet. Backports show here after the port.';
}

/** Branches that ended lately, and what was odd in the release cycle. */
function footOf(cycle: ReleaseCycle, now: Date): string[] {
  const ended = endedBranches(cycle.branches, now).map(
    ({ branch, endOfLife }) =>
      `${branch} reached its end of life${endOfLife === null ? '' : ` in ${monthName(endOfLife)}`} and gets no fix.`,
  );
  return [...ended, ...cycle.problems];
}
