import { normalise } from './normal.ts';
import { diffRules, refusedRules, type LeakPlace } from './rules.ts';
import type { Secrets } from './secrets.ts';
import { sharedWords } from './sharedWords.ts';

/** A leak: `refused` holds the text back, `warned` is shown. `id` is stable, so that it can be overruled. */
export interface LeakFinding extends LeakPlace {
  readonly id: string;
  readonly severity: 'refused' | 'warned';
}

/** Everything in a text that must not, or should not, become public. In order of place. */
export function scanText(text: string, secrets: Secrets): LeakFinding[] {
  const normal = normalise(text);
  const refused = refusedRules
    .flatMap(rule => rule(text, normal, secrets))
    .map(place => finding(text, place, 'refused'));
  const warned = secrets.stage === 'announced' ? [] : sharedWords(text, secrets.description);
  return widest([...refused, ...warned.map(place => finding(text, place, 'warned'))]);
}

export interface DiffLeak extends LeakFinding {
  readonly path: string;
  /** Line in the new file, counted from 1. */
  readonly line: number;
}

/**
 * The lines that a change adds, and the names of its files. `patch` are the bytes of a `git diff`; they are read
 * as Latin-1, which keeps every byte (ids and tokens are ASCII in any of the encodings a source file may have).
 */
export function scanDiff(patch: Uint8Array, secrets: Secrets): DiffLeak[] {
  const leaks: DiffLeak[] = [];
  let path = '';
  let line = 0;
  const look = (text: string) => {
    const normal = normalise(text);
    for (const place of widest(
      diffRules.flatMap(rule => rule(text, normal, secrets)).map(p => finding(text, p, 'refused')),
    )) {
      leaks.push({ ...place, path, line });
    }
  };
  for (const text of new TextDecoder('latin1').decode(patch).split('\n')) {
    if (text.startsWith('diff --git ')) {
      path = text.slice(text.lastIndexOf(' b/') + 3);
      line = 0;
      look(path);
    } else if (text.startsWith('@@ ')) {
      line = Number(/^@@ -\S+ \+(\d+)/.exec(text)?.[1] ?? 1);
    } else if (text.startsWith('+') && line > 0) {
      look(text.slice(1));
      line++;
    } else if (text.startsWith(' ')) {
      line++;
    }
  }
  return leaks;
}

function finding(text: string, place: LeakPlace, severity: LeakFinding['severity']): LeakFinding {
  return {
    ...place,
    severity,
    id: `${place.rule}-${hash(text.slice(place.start, place.end).toLowerCase())}`,
  };
}

/** One finding per place: of two that overlap, the wider (a fork's name holds the advisory's id). */
function widest(findings: readonly LeakFinding[]): LeakFinding[] {
  const order = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: LeakFinding[] = [];
  for (const next of order) {
    const last = kept.at(-1);
    if (last && next.start < last.end && next.severity === last.severity) continue;
    kept.push(next);
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
