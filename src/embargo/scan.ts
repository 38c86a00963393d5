import { readingsOf } from './normal.ts';
import type { LeakPlace } from './place.ts';
import { refusedRules } from './rules.ts';
import type { Secrets } from './secrets.ts';
import { runsOf, sharedWords } from './sharedWords.ts';

/** A leak: `refused` holds the text back, `warned` is shown. `id` is stable, so that it can be overruled. */
export interface LeakFinding extends LeakPlace {
  readonly id: string;
  readonly severity: 'refused' | 'warned';
}

/** Everything in a text that must not, or should not, become public. In order of place. */
export function scanText(text: string, secrets: Secrets): LeakFinding[] {
  const readings = readingsOf(text);
  const refused = refusedRules
    .flatMap(rule => rule(text, readings, secrets))
    .map(place => finding(text, place, 'refused'));
  const warned = secrets.stage === 'announced' ? [] : sharedWords(text, runsOf(secrets.description));
  return widest([...refused, ...warned.map(place => finding(text, place, 'warned'))]);
}

/** A place as a finding, with its stable name: the same for a text that is wrapped anew. */
export function finding(text: string, place: LeakPlace, severity: LeakFinding['severity']): LeakFinding {
  return {
    ...place,
    severity,
    id: `${place.rule}-${hash(text.slice(place.start, place.end).toLowerCase().replace(/\s+/g, ''))}`,
  };
}

/**
 * One finding per place: what lies inside a wider finding of the same rule is the same thing, and a fork's name
 * holds the advisory's id. Anything else stays, or keeping the one would hide the other.
 */
export function widest(findings: readonly LeakFinding[]): LeakFinding[] {
  const order = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: LeakFinding[] = [];
  for (const next of order) {
    const inside = kept
      .slice(-8)
      .some(
        ({ rule, end }) =>
          next.end <= end && (rule === next.rule || (rule === 'private-fork' && next.rule === 'advisory-id')),
      );
    if (!inside) kept.push(next);
  }
  return kept;
}

/** FNV-1a, 32 bit: a short stable name for what was found, which does not repeat it. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}
