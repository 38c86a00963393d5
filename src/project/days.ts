/** Days of reports, as `2026-11-20`, in UTC: the same report for everybody, wherever they are. */

/** The day of a time. */
export function dayOfTime(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The same day a year before; of 29 February, the 28th. */
export function yearBefore(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const before = String(Number(year) - 1).padStart(4, '0');
  return `${before}-${month}-${month === '02' && date === '29' ? '28' : date}`;
}

/** The first moment of a day, in milliseconds. */
export function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Why a text is no day that a report may begin with, as a sentence; null when it is one. */
export function dayProblem(text: string, now: Date): string | null {
  const day = text.trim();
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? startOf(day) : NaN;
  // `Date` rolls 30 February over into March.
  if (Number.isNaN(time) || dayOfTime(new Date(time)) !== day) return 'Write a day, as 2026-01-31.';
  const today = dayOfTime(now);
  return day > today ? `This day has not come yet: it is ${today} in UTC.` : null;
}
