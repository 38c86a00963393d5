import type { Advisory } from '../../advisory/model.ts';
import { dayOf, days, idleDays, idleLimit, isIdle } from '../../process/clock.ts';
import type { Assessment, Move, Step } from '../../process/types.ts';
import { fits, shownMoves, type Filter } from './filter.ts';

/** What a group, its order and the badge are made from. */
export interface Sorting {
  readonly advisories: readonly Advisory[];
  readonly filter: Filter;
  /** false while a first reading is under way: rows stay where they came. */
  readonly settled: boolean;
  readonly now: Date;
  readonly assessment: (advisory: Advisory) => Assessment;
}

export interface Group {
  readonly move: Move;
  readonly label: string;
  /** "2, 1 past 3 days" */
  readonly detail: string;
  readonly advisories: readonly Advisory[];
}

const labels: Readonly<Record<Move, string>> = {
  yours: 'Your move',
  waiting: 'Waiting',
  unassigned: 'Unassigned',
  other: 'Other coordinators',
  finished: 'Finished',
};

/** The groups that the filter shows and that have rows, in order. */
export function groupsOf(sorting: Sorting): Group[] {
  const { advisories, filter, settled, now } = sorting;
  const rows = new Map<Move, Advisory[]>();
  for (const advisory of advisories) {
    if (!fits(advisory, filter)) continue;
    const { move } = sorting.assessment(advisory);
    const there = rows.get(move);
    if (there) there.push(advisory);
    else rows.set(move, [advisory]);
  }
  return shownMoves[filter.show].flatMap(move => {
    const found = rows.get(move) ?? [];
    if (found.length === 0) return [];
    const label = labels[move];
    return [
      {
        move,
        label,
        detail: detailOf(move, found, now),
        advisories: settled ? sorted(move, found, sorting) : found,
      },
    ];
  });
}

function detailOf(move: Move, advisories: readonly Advisory[], now: Date): string {
  const count = String(advisories.length);
  if (move !== 'unassigned') return count;
  const late = advisories.filter(advisory => isIdle(advisory, now)).length;
  return late === 0 ? count : `${count}, ${late} past ${idleLimit} days`;
}

const ratingOrder = ['critical', 'high', 'medium', 'low'];

/** Mistakes, then the overdue ones, then by severity, then the oldest. What is finished: the newest first. */
function sorted(move: Move, advisories: readonly Advisory[], { now, assessment }: Sorting): Advisory[] {
  if (move === 'finished') return [...advisories].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const key = new Map(
    advisories.map(advisory => {
      const day = dayOf(advisory.createdAt, now);
      const late = move === 'unassigned' ? isIdle(advisory, now) || day > days : day > days;
      const rank = advisory.severity === null ? ratingOrder.length : ratingOrder.indexOf(advisory.severity);
      const age = move === 'unassigned' ? idleDays(advisory, now) : day;
      return [advisory, [assessment(advisory).mistakes.length > 0 ? 0 : 1, late ? 0 : 1, rank, -age]];
    }),
  );
  return [...advisories].sort((a, b) => {
    const [x, y] = [key.get(a)!, key.get(b)!];
    const at = x.findIndex((value, index) => value !== y[index]);
    return at < 0 ? 0 : x[at]! - y[at]!;
  });
}

/**
 * How many need us now: what is ours and due, and what went wrong. Of ours that wait for somebody else: what is
 * overdue, and what the bot has left lying, since nobody else would ask. Whatever the filter shows.
 */
export function dueCount({
  advisories,
  assessment,
  now,
}: Pick<Sorting, 'advisories' | 'assessment' | 'now'>): number {
  return advisories.filter(advisory => {
    const { move, due, mistakes, steps } = assessment(advisory);
    if (mistakes.length > 0) return true;
    if (move === 'waiting') return dayOf(advisory.createdAt, now) > days || steps.some(isLate);
    return move === 'yours' && due;
  }).length;
}

/** Was the bot to have acted by now? An assessment says that in words only ("bot was due at 14:00"). */
function isLate({ state, detail }: Step): boolean {
  return state === 'waiting' && /\bbot was due at /.test(detail);
}
