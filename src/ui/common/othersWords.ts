import { plain } from '../advisories/words.ts';

/** More is longer than any row. */
const longest = 300;

/** "#7 Its title", as a row shows a pull request of somebody's: no icon, nothing turned round or unseen, on one line. */
export function pullLabel(number: string, title: string): string {
  const shown = plain(title).trim();
  const cut = shown.length > longest ? `${shown.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : shown;
  return `${number} ${cut}`;
}

/** Who made it. */
export function authorWords(author: string | null): string {
  return author === null ? 'a deleted account' : plain(author);
}

/** A sentence with others' words for a notification, where VS Code makes links, of commands too, out of `[text](target)`. */
export function withoutLinks(sentence: string): string {
  return plain(sentence).replace(/\]\(/g, ']\u200a(');
}
