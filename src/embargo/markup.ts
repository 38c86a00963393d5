import { without, type Reading, type Span } from './decode.ts';
import { linkEnds } from './links.ts';
import { tagEnds } from './tags.ts';

/** A colour of a terminal. */
const colour = '\\x1b\\[[0-9;]*[a-z]';
/** The start of a line in a quote, a comment, a list or a diff. */
const start = '[ \\t]*(?:(?:[>|;%!+*-]{1,2}|#{1,6}|\\/\\/|dnl|REM|\\.\\.)[ \\t]+|[>#+]){0,4}[ \\t]*';
/** A link to what is defined elsewhere, or a bracket. */
const brackets = '\\]\\[[^\\][]*\\]|[[\\]]';

const sticky = {
  colour: new RegExp(colour, 'iy'),
  brackets: new RegExp(brackets, 'y'),
  start: new RegExp(`(?<=\\n)${start}`, 'iy'),
};

/**
 * The text without what its rendering takes away (comments, tags, the targets of links, the starts of lines); the very same
 * object where there is no such thing.
 */
export function withoutMarkup(reading: Reading): Reading {
  return without(reading, hidden(reading.text));
}

/**
 * The text without the least that can be markup, with all that stands in comments, tags and titles: in code, or where a
 * renderer sees no HTML, it is shown.
 */
export function withoutMarks(reading: Reading): Reading {
  return without(reading, marks);
}

const marks = new RegExp(
  `<!--+>?|--!?>|<\\/?[a-z][a-z0-9-]*\\s*\\/?>|${colour}|\\]\\([^\\s()]*\\)|[[\\]]|(?<=\\n)${start}`,
  'gi',
);

/** Comments and tags of a text, from left to right. */
export function* tags(text: string): Generator<Span> {
  yield* spans(text, /</g, tagEnds(text));
}

function hidden(text: string): Iterable<Span> {
  const [tagEnd, linkEnd] = [tagEnds(text), linkEnds(text)];
  const endOf = (pattern: RegExp, at: number): number | null => {
    pattern.lastIndex = at;
    return pattern.test(text) && pattern.lastIndex > at ? pattern.lastIndex : null;
  };
  return spans(text, /[<[\]\x1b]|(?<=\n)/g, at => {
    const line = endOf(sticky.start, at);
    if (line !== null) return line;
    if (text[at] === '<') return tagEnd(at);
    if (text[at] === '\x1b') return endOf(sticky.colour, at);
    return (text.startsWith('](', at) ? linkEnd(at) : null) ?? endOf(sticky.brackets, at);
  });
}

/** From each place where something may begin to where it ends; the next begins behind it. */
function* spans(text: string, begins: RegExp, endOf: (at: number) => number | null): Generator<Span> {
  for (begins.lastIndex = 0; ;) {
    const at = begins.exec(text)?.index;
    if (at === undefined) return;
    const end = endOf(at) ?? at;
    if (end > at) yield [at, end];
    begins.lastIndex = Math.max(end, at + 1);
  }
}
