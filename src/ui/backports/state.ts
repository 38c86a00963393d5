import { shortId } from '../../advisory/model.ts';
import { endedBranches, sourceSentence, type ReleaseCycle } from '../../project/releaseCycle/index.ts';
import { capital, label } from '../advisories/words.ts';
import type { Entry } from './entry.ts';
import type { BackportsState, RowView, SectionView, Show } from './protocol.ts';
import { defectView, rowView } from './rowView.ts';
import { counts, fits, isDone, onePresses, repairWords, worstFirst } from './weigh.ts';
import { counted, dayName, fullDay, monthName, ofAll } from './words.ts';

/** What the page is made from. */
export interface Given {
  readonly entries: readonly Entry[];
  readonly cycle: ReleaseCycle | null;
  readonly show: Show;
  /** Ids of advisories whose fold was turned by hand, and to what. */
  readonly folds: Readonly<Record<string, boolean>>;
  readonly reading: boolean;
  /** Since when GitHub does not answer; null: it does. */
  readonly offline: { readonly asOf: string | null } | null;
  /** Nobody is signed in, or nothing was read yet. */
  readonly unread: boolean;
  readonly goTo: BackportsState['goTo'];
  readonly sandbox: boolean;
  readonly hideTitles: boolean;
  readonly now: Date;
}

/** The page of all backports. */
export function backportsState(given: Given): BackportsState {
  const { cycle, show, now, offline, reading } = given;
  const entries = [...given.entries].sort(worstFirst);
  const boards = entries.flatMap(({ board }) => board ?? []);
  const shown = counts(boards);
  const all = boards.flatMap(onePresses).map(({ repair }) => repair);
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
    held: offline === null ? null : 'GitHub cannot be reached, so nothing can be repaired now.',
    stale: offline === null ? null : staleWords(offline.asOf, now),
    sections,
    empty: sections.length > 0 ? null : emptyWords(given, entries.length),
    foot: entries.length === 0 || cycle === null ? [] : footOf(cycle, now),
    goTo: given.goTo,
  };
}

function sectionOf(entry: Entry, { show, folds, hideTitles, now }: Given): SectionView | null {
  const { id, advisory, links, progress, board } = entry;
  const rows: RowView[] = (board?.rows ?? []).filter(fits[show]).map(row => rowView(row, entry, now));
  // What is not read yet, and what is wrong with the whole, fits each filter.
  if (show !== 'all' && board !== null && rows.length === 0 && board.defects.length === 0) return null;
  const sent = dayName(progress.announcedAt, now);
  return {
    id,
    title: hideTitles ? shortId(advisory.ghsaId) : label(advisory, false),
    rating: ratingOf(entry),
    issue: links.issue === null ? null : `gh-${links.issue}`,
    mail: sent === '' ? null : { words: sent, link: progress.archiveUrl !== undefined },
    merged: board === null ? '' : `${ofAll(board)} merged`,
    done: isDone(board),
    folded: folds[id] ?? isDone(board),
    reading: entry.reading,
    failure: entry.failure,
    defects: (board?.defects ?? []).map(defectView),
    told: entry.told[''] ?? null,
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
function staleWords(asOf: string | null, now: Date): string {
  const date = new Date(asOf ?? '');
  if (Number.isNaN(date.getTime())) return 'GitHub cannot be reached.';
  const time = date.toTimeString().slice(0, 5);
  const today = date.toDateString() === now.toDateString();
  return today ? `As of ${time}.` : `As of ${dayName(date.toISOString(), now)} ${time}.`;
}

function emptyWords({ unread, reading, show }: Given, entries: number): string {
  if (entries > 0) return show === 'needsYou' ? 'No backport needs you.' : 'Every backport is merged.';
  if (reading) return 'Looking…';
  if (unread) return 'Sign in to see the backports of your advisories.';
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
