/** The words of the backports page and view. Times are those of this machine's clock and zone. */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** "12 November", with the year where it is another one than now's; empty where it is no time. */
export function dayName(iso: string | null | undefined, now: Date): string {
  const date = new Date(iso ?? '');
  if (Number.isNaN(date.getTime())) return '';
  return (date.getFullYear() === now.getFullYear() ? day : dayOfYear).format(date);
}

/** "20 November 2026" */
export function fullDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : dayOfYear.format(date);
}

/** "1 branch", "12 branches" */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "3 of 6" */
export function ofAll({ merged, needed }: { readonly merged: number; readonly needed: number }): string {
  return `${merged} of ${needed}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "October 2026" of 2026-10, 2026-10-31; what is no date as it stands. */
export function monthName(date: string): string {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(date) ?? [];
  const name = months[Number(month) - 1];
  return year === undefined || name === undefined ? date : `${name} ${year}`;
}
