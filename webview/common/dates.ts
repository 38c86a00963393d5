const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `14:02`, in the reader's time. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : time.format(date);
}

/** `12 November`, with the year when it is not this one. */
export function dayName(iso: string, now = new Date()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return (date.getFullYear() === now.getFullYear() ? day : dayOfYear).format(date);
}

/** `13:58` today, else `12 November 13:58`. */
export function moment(iso: string, now = new Date()): string {
  const today = new Date(iso).toDateString() === now.toDateString();
  return today ? clockTime(iso) : `${dayName(iso, now)} ${clockTime(iso)}`.trim();
}
