import { coordinators } from '../advisory/assignment.ts';
import type { Advisory } from '../advisory/model.ts';
import type { AdvisoryBot } from '../project/index.ts';

/** Reports should be finished within so many days (devguide, "Triaging a vulnerability report"). */
export const days = 90;
/** From this day on a row warns: two weeks are left. */
export const warnFrom = 76;
/** Idle longer than this without a coordinator, and somebody is to be found (devguide, "New report in GHSA"). */
export const idleLimit = 3;

const day = 24 * 60 * 60 * 1000;
const minute = 60 * 1000;
/** A run of the bot takes a while; GitHub starts it some minutes late at busy hours. */
const patience = 5 * minute;

/**
 * The day of ninety, in UTC: the day of the report is day 0, so that day 90 is the due date itself. Dates only;
 * the hour of the report does not matter. Not below 0 for clocks that differ.
 */
export function dayOf(createdAt: string, now: Date): number {
  return daysBetween(Date.parse(createdAt), now);
}

/** The last day on which it is not overdue: ninety days after the report, as a UTC date. */
export function dueDate(createdAt: string): Date {
  return new Date(midnight(Date.parse(createdAt)) + days * day);
}

export type Urgency = 'calm' | 'soon' | 'overdue';

/** `soon` from day 76, `overdue` past day 90. */
export function urgency(dayNumber: number): Urgency {
  if (dayNumber > days) return 'overdue';
  return dayNumber >= warnFrom ? 'soon' : 'calm';
}

/** Whole days since anything happened, counted in UTC dates as `dayOf` counts; 0 where no date can be read. */
export function idleDays(
  { updatedAt, createdAt }: Pick<Advisory, 'updatedAt' | 'createdAt'>,
  now: Date,
): number {
  const updated = Date.parse(updatedAt);
  return daysBetween(Number.isNaN(updated) ? Date.parse(createdAt) : updated, now);
}

/** Has an open advisory been without a coordinator for too long? */
export function isIdle(
  advisory: Pick<Advisory, 'state' | 'credits' | 'updatedAt' | 'createdAt'>,
  now: Date,
): boolean {
  const open = advisory.state === 'triage' || advisory.state === 'draft';
  return open && coordinators(advisory).length === 0 && idleDays(advisory, now) > idleLimit;
}

/**
 * When the bot acts on what was asked at `askedAt`: at the next full hour (UTC) strictly after it; on what is asked
 * now where that is null, unreadable or in the future. `late` when that hour is past by more than five minutes.
 */
export function botDue(
  askedAt: string | null,
  now: Date,
  { everyMinutes }: Pick<AdvisoryBot, 'everyMinutes'>,
): { readonly at: Date; readonly late: boolean } {
  const asked = Date.parse(askedAt ?? '');
  const from = Number.isNaN(asked) ? now.getTime() : Math.min(asked, now.getTime());
  const period = Math.max(1, everyMinutes) * minute;
  const at = Math.floor(from / period) * period + period;
  return { at: new Date(at), late: now.getTime() > at + patience };
}

function daysBetween(from: number, now: Date): number {
  return Number.isNaN(from) ? 0 : Math.max(0, midnight(now.getTime()) - midnight(from)) / day;
}

function midnight(time: number): number {
  return Math.floor(time / day) * day;
}
