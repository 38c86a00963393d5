/** Days as the page's date field has them (2026-11-20), by this machine's clock. */

/** What was typed cannot be taken; a sentence for who typed it. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly kind = 'input';
}

/** The day of a moment. Empty where it is none. */
export function dayOfMoment(at: Date): string {
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/**
 * The moment at which it was sent, of a day: now for today, noon for a day that is past.
 * @throws InputError
 */
export function sentAt(day: string, now: Date): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const noon = new Date(Number(year), Number(month) - 1, Number(date), 12);
  if (day === '' || dayOfMoment(noon) !== day) throw new InputError('Choose the day on which it was sent.');
  const today = dayOfMoment(now);
  if (day > today) throw new InputError('This day has not come yet. Choose the day on which it was sent.');
  return (day === today ? now : noon).toISOString();
}

/**
 * A link into the archive of the list; null: none any more.
 * @throws InputError
 */
export function archiveLink(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  const archived =
    url?.protocol === 'https:' &&
    url.host === 'mail.python.org' &&
    url.username === '' &&
    url.password === '' &&
    url.pathname.startsWith('/archives/');
  if (!archived || trimmed.length > 2_000)
    throw new InputError('A link into the archive begins with https://mail.python.org/archives/.');
  return url.href;
}
