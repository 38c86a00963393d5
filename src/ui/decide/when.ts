import { dayWords, timeWords } from '../../process/words.ts';

/** "14:00", with the day before it where that is not today. */
export function clockOf(at: Date, now: Date): string {
  const time = timeWords(at);
  return at.toDateString() === now.toDateString() ? time : `${dayWords(at, now)}, ${time}`;
}

/** "12 November" */
export function dayInFull(at: Date): string {
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
}
