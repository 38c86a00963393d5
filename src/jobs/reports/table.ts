import { oneLine } from '../../texts/plain.ts';

/** A table: its first row is the head. */
export type Table = readonly (readonly string[])[];

/** What Excel, LibreOffice and Google Sheets take for a formula (OWASP, "CSV Injection"); full-width signs too. */
const formula = /^\s*[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]/;

/**
 * As RFC 4180 has it. A cell that would be a formula gets an apostrophe before it, which spreadsheets show as text. It
 * begins with a byte order mark: without one Excel takes names for Latin-1.
 */
export function csv(table: Table): string {
  const cell = (text: string) => {
    const line = oneLine(text);
    const safe = formula.test(line) ? `'${line}` : line;
    return /[",;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${table.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** As GitHub and VS Code read tables. */
export function markdownTable([head = [], ...rows]: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [head, head.map(() => '---'), ...rows.map(row => row.map(plainMarkdown))].map(line).join('');
}

/** Words that stay words in Markdown: names come from other people's files. */
export function plainMarkdown(text: string): string {
  const signs = /[\\`*[\]{}<>#+!|~&$:]|(?<!\w)_|_(?!\w)/g;
  return oneLine(text).replace(signs, sign => `&#${sign.codePointAt(0)};`);
}
