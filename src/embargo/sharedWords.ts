import type { LeakPlace } from './place.ts';

/** So many words in a row that a text shares with the report are worth a warning (design 3). */
export const sharedRun = 12;

/** Every run of twelve words in the private report; its code does not count, a fix may well quote it. */
export function runsOf(report: string): ReadonlySet<string> {
  const known = new Set<string>();
  const reported = words(report);
  for (let i = 0; i + sharedRun <= reported.length; i++) known.add(run(reported, i));
  return known;
}

/** Runs of twelve or more words, outside code blocks, that also stand in the private report. */
export function sharedWords(text: string, known: ReadonlySet<string>): LeakPlace[] {
  if (known.size === 0) return [];
  const here = words(text);
  const found: LeakPlace[] = [];
  for (let i = 0; i + sharedRun <= here.length; i++) {
    if (!known.has(run(here, i))) continue;
    let last = i + sharedRun - 1;
    while (last + 1 < here.length && known.has(run(here, last + 2 - sharedRun))) last++;
    found.push({
      rule: 'shared-words',
      start: here[i]!.start,
      end: here[last]!.end,
      message: `${last - i + 1} words in a row come from the private report.`,
    });
    i = last;
  }
  return found;
}

interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function words(text: string): Word[] {
  // Blanked rather than removed, so that offsets stay.
  const prose = text.replace(/```[^]*?(?:```|$)|`[^`\n]*`/g, code => ' '.repeat(code.length));
  return [...prose.matchAll(/[\p{L}\p{N}_]+/gu)].map(match => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function run(list: readonly Word[], at: number): string {
  return list
    .slice(at, at + sharedRun)
    .map(({ word }) => word)
    .join(' ');
}
