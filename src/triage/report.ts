import { unseen } from '../texts/plain.ts';

/** A fenced code block. */
export interface Code {
  readonly text: string;
  readonly lines: number;
  /** Within `<details>`. */
  readonly collapsed: boolean;
}

/** A report, taken apart: its own words, its code, and how it is built. */
export interface ReportText {
  readonly title: string;
  /** As it was written, without what nobody sees. */
  readonly all: string;
  /** Outside code blocks, without what GitHub's form had put there. */
  readonly prose: string;
  readonly code: readonly Code[];
  /** Words of the prose that is not collapsed. */
  readonly words: number;
  /** Headings that are not GitHub's form's. */
  readonly headings: number;
  readonly tables: number;
}

/** GitHub takes no longer description; whatever is longer is no report. */
const longest = 65_536;

/** What GitHub's form for reports proposes, as far as each line is its own. */
const form = [
  '_Short summary of the problem.',
  '_Give all details on the vulnerability.',
  '_Complete instructions, including specific configuration details',
  '_What kind of vulnerability is it?',
];
const formHeading = /^#{1,6} {1,4}(?:summary|details|poc|impact)\s*$/i;
const heading = /^ {0,3}#{1,6}[ \t]+\S/;
const fenceMark = /^ {0,3}(`{3,}|~{3,})/;

/** Line by line and once: what strangers write costs no more than its length. */
export function readReport({ title, description }: { title: string; description: string }): ReportText {
  const all = description.slice(0, longest).replace(/\r\n?/g, '\n').replace(unseen, '');
  const prose: string[] = [];
  const code: Code[] = [];
  let fence: { readonly mark: string; readonly lines: string[]; readonly collapsed: boolean } | null = null;
  let [collapsed, words, headings, tables] = [0, 0, 0, 0];
  for (const line of all.split('\n')) {
    const mark = fenceMark.exec(line)?.[1] ?? '';
    if (fence !== null) {
      if (mark.startsWith(fence.mark) && line.trim() === mark) {
        code.push(block(fence));
        fence = null;
      } else fence.lines.push(line);
      continue;
    }
    if (mark !== '') {
      fence = { mark, lines: [], collapsed: collapsed > 0 };
      continue;
    }
    collapsed = Math.max(0, collapsed + count(line, /<details\b/gi) - count(line, /<\/details>/gi));
    if (form.some(start => line.trimStart().startsWith(start))) continue;
    prose.push(line);
    if (heading.test(line) && !formHeading.test(line.trimStart())) headings++;
    if (isTableRule(line)) tables++;
    if (collapsed === 0) words += count(line, /\S+/g);
  }
  // A block that nobody closed goes to the end (CommonMark 4.5).
  if (fence !== null) code.push(block(fence));
  return {
    ...{ title: title.slice(0, longest).replace(unseen, ''), all, prose: prose.join('\n'), code },
    ...{ words, headings, tables },
  };
}

function block({ lines, collapsed }: { readonly lines: string[]; readonly collapsed: boolean }): Code {
  const text = lines.join('\n');
  return { text, collapsed, lines: lines.filter(line => line.trim() !== '').length };
}

function count(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

/** The line below the head of a table: `| --- | :-: |`. */
function isTableRule(line: string): boolean {
  return line.includes('|') && line.includes('--') && /^[|: \t-]+$/.test(line);
}
