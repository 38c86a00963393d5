/** Reports should be finished within so many days (devguide, "Triaging a vulnerability report"). */
export const days = 90;
/** From this day on a row warns: two weeks are left. */
export const warnFrom = 76;

const day = 24 * 60 * 60 * 1000;

/**
 * The day of ninety, in UTC: the day of the report is day 0, so that day 90 is the due date itself. Dates only;
 * the hour of the report does not matter. Not below 0 for clocks that differ.
 */
export function dayOf(createdAt: string, now: Date): number {
  const created = Date.parse(createdAt);
  if (Number.isNaN(created)) return 0;
  return Math.max(0, midnight(now.getTime()) - midnight(created)) / day;
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

function midnight(time: number): number {
  return Math.floor(time / day) * day;
}
