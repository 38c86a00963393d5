import { stripTags, tagsIn, type TagPlace } from '../../advisory/title.ts';
import { changeOfTag, type Asked } from '../../process/index.ts';

/** A title without some tags, and those that stood among its words and lost their brackets (`[INVALID]`). */
export interface Cleaned {
  readonly title: string;
  readonly unbracketed: readonly string[];
}

/**
 * A title without the tags of the bot's that ask for `change` (default: without any). Tags before and after the words
 * go. One among the words is part of the text, but the bot reads it all the same, so it loses its brackets only:
 * "Parser drops [INVALID] marker" becomes "Parser drops INVALID marker".
 */
export function without(title: string, change?: Asked): Cleaned {
  const going = tagsIn(title).filter(({ tag }) => change === undefined || changeOfTag(tag) === change);
  const inner = going.filter(place => isAmongWords(title, place));
  const cleaned = going.reduceRight(
    (text, place) =>
      `${text.slice(0, place.start)}${inner.includes(place) ? place.tag : ' '}${text.slice(place.end)}`,
    title,
  );
  return {
    title: going.length === 0 ? title : tidy(cleaned),
    unbracketed: inner.map(({ tag }) => `[${tag}]`),
  };
}

/** A title that asks for what the tag stands for, with the tag once, in front. */
export function tagged(title: string, tag: string): Cleaned {
  const opposite: Asked = changeOfTag(tag) === 'accept' ? 'close' : 'accept';
  const first = without(title, opposite);
  return { title: `[${tag}] ${outerTagsOff(first.title)}`.trimEnd(), unbracketed: first.unbracketed };
}

/** Is a tag part of the text: are there words before and after it? */
function isAmongWords(title: string, { start, end }: TagPlace): boolean {
  return stripTags(title.slice(0, start)) !== '' && stripTags(title.slice(end)) !== '';
}

/** A tag that the bot reads although it is part of the text; null: none. */
export function innerTag(title: string): string | null {
  const inner = tagsIn(title).find(place => isAmongWords(title, place));
  return inner ? title.slice(inner.start, inner.end) : null;
}

/** Tags before and after the words go; those among them stay as they are. */
function outerTagsOff(title: string): string {
  const outer = tagsIn(title).filter(place => !isAmongWords(title, place));
  return tidy(
    outer.reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, title),
  );
}

function tidy(title: string): string {
  return title.replace(/ {2,}/g, ' ').trim();
}

/** Are these the same words, whatever tags stand before them? */
export function sameWords(a: string, b: string): boolean {
  return stripTags(a) === stripTags(b);
}

/** Is this the same title, tags included? GitHub may take spaces away. */
export function sameTitle(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
}
