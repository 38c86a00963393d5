/** The tags that the PSRT bot reads in titles (psrt-ghsa-bot `app.py`), in any casing, anywhere. */
const tag = /\[(accept|accepted|close|closed|complete|completed|notplanned|invalid|duplicate)\]/gi;

export interface TagPlace {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

/** The bot's tags in a text, with their places. */
export function tagsIn(text: string): TagPlace[] {
  return [...text.matchAll(tag)].map(match => ({
    tag: match[1]!,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A title as readers may see it: without the bot's tags and with single spaces. */
export function stripTags(title: string): string {
  return title.replace(tag, ' ').replace(/\s+/g, ' ').trim();
}

/** A new title with the tags that the stored one carries, in front of it: the bot still reads them. */
export function withTagsOf(stored: string, title: string): string {
  const tags = tagsIn(stored).map(({ start, end }) => stored.slice(start, end));
  return [...tags, title].join(' ');
}

/** Letters that pass for Latin ones. The sign of millionths is Greek by right. */
const alike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Does a word hold Latin letters and those of an alphabet that looks like it (Unicode TS 39, "mixed script")? */
export function mixesAlphabets(title: string): boolean {
  const words = title.replace(/\p{Cf}/gu, '').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.some(
    word => /\p{Script=Latin}/u.test(word) && alike.test(word.replace(/[\u00b5\u03bc]/g, '')),
  );
}
