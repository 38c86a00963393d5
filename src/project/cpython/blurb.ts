import { md5 } from './md5.ts';
import { rstrip, strip } from '../rst/strip.ts';
import { wrap } from '../rst/textwrap.ts';

/**
 * NEWS entries exactly as `blurb` 2.x writes them (python/blurb `src/blurb/_blurb_file.py`, `_utils/text.py`).
 */

export const sections = [
  'Security',
  'Core and Builtins',
  'Library',
  'Documentation',
  'Tests',
  'Build',
  'Windows',
  'macOS',
  'IDLE',
  'Tools/Demos',
  'C API',
] as const;

export type Section = (typeof sections)[number];

const columns = 76;
/** Issues below this number are from before the move to GitHub; blurb refuses them. */
export const firstIssue = 32426;

/**
 * The body as blurb writes it: paragraphs wrapped at 76 columns, lists and literal blocks left alone, blank lines
 * before it dropped, one final newline. blurb wraps once when it reads an entry and once more when it saves it,
 * which can differ; the nonce is of the first.
 */
export function wrapBody(body: string): string {
  return wrapOnce(wrapOnce(body));
}

function wrapOnce(body: string): string {
  const lines = body.replace(/\r\n?/g, '\n').split('\n').map(rstrip);
  const first = lines.findIndex(line => line !== '');
  const text = first < 0 ? '' : rstrip(lines.slice(first).join('\n'));
  const paragraphs: string[] = [];
  let literal = false;
  for (const paragraph of text.split('\n\n')) {
    const kept = literal || /^(\* |1\. |#\. )/.test(paragraph);
    // Twice, as blurb does: the first pass may leave two spaces where a line ended.
    const written: string = kept ? paragraph : reflow(reflow(paragraph));
    paragraphs.push(written);
    literal = written.endsWith('::');
  }
  return `${rstrip(paragraphs.join('\n\n'))}\n`;
}

function reflow(paragraph: string): string {
  return rstrip(wrap(strip(paragraph), columns).join('\n'));
}

/** Six characters of the MD5 of the body as blurb reads it, in URL-safe base 64. */
export function nonce(body: string): string {
  const digest = md5(new TextEncoder().encode(wrapOnce(body)));
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 6);
}

/** The path of an entry. `date` is written in local time, as blurb does. */
export function newsPath(entry: {
  readonly date: Date;
  readonly issue: number | string;
  readonly section: Section;
  readonly body: string;
}): string {
  const { date } = entry;
  const two = (value: number) => String(value).padStart(2, '0');
  const stamp = [
    String(date.getFullYear()),
    two(date.getMonth() + 1),
    two(date.getDate()),
    two(date.getHours()),
    two(date.getMinutes()),
    two(date.getSeconds()),
  ].join('-');
  const folder = folders[entry.section] ?? entry.section;
  return `Misc/NEWS.d/next/${folder}/${stamp}.gh-issue-${entry.issue}.${nonce(entry.body)}.rst`;
}

const folders: Partial<Record<Section, string>> = {
  'C API': 'C_API',
  'Core and Builtins': 'Core_and_Builtins',
  'Tools/Demos': 'Tools-Demos',
};

/** Is this the path of an entry that waits for its release? What bedevere's `news.py` accepts. */
export function isNewsPath(path: string): boolean {
  return /^Misc\/NEWS\.d\/next\/[^/]+\/\d{4}-\d{2}-\d{2}(?:-\d{2}-\d{2}-\d{2})?\.(?:bpo|gh-issue)-\d+(?:,\d+)*\.[A-Za-z0-9_=-]+\.rst$/.test(
    path,
  );
}

/** What blurb says against a body and an issue number, in its own words; and the traps it falls into silently. */
export function problems(body: string, issue: number | null): string[] {
  const found: string[] = [];
  const wrapped = wrapBody(body);
  if (wrapped.trim() === '') found.push("Blurb 'body' text must not be empty!");
  for (const prefix of ['- ', 'Issue #', 'bpo-', 'gh-', 'gh-issue-']) {
    if (wrapped.toLowerCase().startsWith(prefix.toLowerCase())) {
      found.push(`Blurb 'body' can't start with '${prefix}'!`);
      break;
    }
  }
  if (issue !== null && (!Number.isSafeInteger(issue) || issue < firstIssue)) {
    found.push(`Invalid gh-issue number: '${issue}' (must be >= ${firstIssue})`);
  }
  const first = wrapped.trimStart();
  if (first.startsWith('#')) found.push('The first line starts with #: blurb would drop it as a comment.');
  if (first.startsWith('..'))
    found.push('The first line starts with ..: blurb would swallow it as metadata.');
  if (/^\.\.$/m.test(wrapped)) found.push('A line holds only ..: blurb would end the entry there.');
  return found;
}
