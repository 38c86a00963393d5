import type { Place, Scenario } from './scenario.ts';

/** What came of one press. */
export interface Pressed {
  /** At its end; false: not yet, or it failed. */
  readonly done: boolean;
  /** What the user is told; null: nothing failed. */
  readonly error: unknown;
  /** It never came back. */
  readonly hung: boolean;
}

/** Longer than any press takes without waiting (milliseconds). */
export const longest = 45_000;

export async function press(
  scenario: Scenario,
  place: Place,
  { stop = new AbortController(), limit = longest } = {},
): Promise<Pressed> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<Pressed>(done => {
    timer = setTimeout(() => {
      stop.abort();
      done({ done: false, error: null, hung: true });
    }, limit);
  });
  const work = scenario.press(place, stop.signal).then(
    (done): Pressed => ({ done, error: null, hung: false }),
    (error: unknown): Pressed => ({ done: false, error, hung: false }),
  );
  try {
    return await Promise.race([work, hung]);
  } finally {
    clearTimeout(timer);
  }
}

/** Why this is no clear sentence for a person; null where it is one. */
export function unclear(error: unknown): string | null {
  if (!(error instanceof Error)) return `not an Error: ${String(error)}`;
  const { name, message } = error;
  const shown = `${name}: ${message.slice(0, 200)}`;
  // What a person cancelled themselves is not told to them.
  if (name === 'AbortError') return null;
  if (/^(Type|Syntax|Range|Reference|Assertion|Http|Request)Error$/.test(name)) return shown;
  if (message.length < 8 || message.length > 400 || /\n/.test(message)) return shown;
  if (/undefined|\[object|\bnull\b|\bNaN\b|    at |ECONN|ENOENT|EPIPE|^fetch failed/.test(message))
    return shown;
  // GitHub's own words may end anyhow.
  return /[.!?)]$|^GitHub did not accept this: \w/.test(message) ? null : shown;
}
