import { limits } from '../../advisory/fields.ts';
import { type Check, finding } from './finding.ts';
import { prose } from './prose.ts';

const word = '(?<!-)(low|medium|moderate|high|critical)';
/**
 * A rating is a word beside "severity", "rated" or "vulnerability"; the same words elsewhere ("high impact",
 * "low-level", a critical section) are none.
 */
const ratings = [
  new RegExp(String.raw`\b${word}[ -]severity\b`, 'gid'),
  new RegExp(
    String.raw`\bseverity[*_]{0,2}(?: is| of|:| as| level| rating){0,3}[ *_|]{0,6}(?:an? )?${word}\b(?!-)`,
    'gid',
  ),
  new RegExp(String.raw`\brated (?:as |a )?${word}\b(?!-)`, 'gid'),
  new RegExp(String.raw`\b${word} (?:security )?vulnerabilit(?:y|ies)\b`, 'gid'),
];

/** Does the text call the severity by another word than the score gives? (It happened: CVE-2026-4519.) */
export const checkSeverityWords: Check = ({ fields, score, state }) => {
  if (!score || state === 'triage') return [];
  const want = score.severity.toLowerCase();
  return (['title', 'description'] as const).flatMap(field => {
    const text = fields[field];
    const looked = text.slice(0, limits[field]);
    if (!/severity|rated|vulnerabilit/i.test(looked)) return [];
    const plain = prose(looked, { inlineCode: false });
    return placesOf(plain)
      .filter(([start, end]) => ratingOf(plain.slice(start, end)) !== want)
      .filter(([start]) => !speaksOfAnother(looked, start, fields.cveId))
      .map(([start, end]) => {
        const said = text.slice(start, end);
        const change = { [field]: text.slice(0, start) + likeThis(said, want) + text.slice(end) };
        const message = `The text says ${said.toLowerCase()}, the score is ${want} ${score.score.toFixed(1)}.`;
        const fixes = want === 'none' ? [] : [{ id: 'write', title: `Write ${want}`, change }];
        return finding(field, 'warning', 'severity-word', message, { range: [start, end], fixes });
      });
  });
};

/** The rating that a word names: GitHub says moderate for medium. */
function ratingOf(said: string): string {
  const rating = said.toLowerCase();
  return rating === 'moderate' ? 'medium' : rating;
}

const sentenceEnd = /[.!?](?=\s)|\n(?=\s*\n|\s*[-*+|#])/g;

/** Does the sentence around a place name the CVE of somebody else? Its rating is not ours to correct. */
function speaksOfAnother(text: string, place: number, own: string): boolean {
  // Sentences are not longer than this.
  const from = Math.max(0, place - 1000);
  const near = text.slice(from, place + 1000);
  let start = 0;
  let end = near.length;
  for (const { index } of near.matchAll(sentenceEnd)) {
    if (index < place - from) start = index + 1;
    else {
      end = index;
      break;
    }
  }
  const named = near.slice(start, end).match(/\bCVE-\d{4}-\d+/gi) ?? [];
  return named.some(id => id.toUpperCase() !== own.toUpperCase());
}

/** Places of rating words, each once, in order. */
function placesOf(text: string): [number, number][] {
  const places = new Map<number, [number, number]>();
  for (const pattern of ratings) {
    for (const { indices } of text.matchAll(pattern)) {
      const place = indices?.[1];
      if (place) places.set(place[0], place);
    }
  }
  return [...places.values()].sort((a, b) => a[0] - b[0]).slice(0, 20);
}

/** The word in the casing of the one it replaces. */
function likeThis(old: string, word: string): string {
  if (old === old.toUpperCase()) return word.toUpperCase();
  return old[0] === old[0]!.toUpperCase() ? word[0]!.toUpperCase() + word.slice(1) : word;
}
