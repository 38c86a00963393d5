import type { Piece } from '../../../src/texts/index.ts';
import { h } from '../../common/dom.ts';
import { joinMany, pieces } from './blocks.ts';
import { changedRanges, type Range } from './changes.ts';
import { shownText } from './decorate.ts';
import type { Part } from './parts.ts';

/** Stands for a hole while texts are compared; a text that holds the character itself loses nothing but its mark. */
const holeMark = '\ufffc';

/** Texts of GitHub's length; what is longer cannot be saved, and is cut here. */
const most = 80_000;

interface Flat {
  readonly text: string;
  /** Words of each hole, by its offset. */
  readonly holes: ReadonlyMap<number, string>;
}

function flatten(parts: readonly Piece[]): Flat {
  const holes = new Map<number, string>();
  let text = '';
  for (const part of parts) {
    if ('text' in part) text += part.text.replace(/\r\n?/g, '\n');
    else {
      holes.set(text.length, part.hole);
      text += holeMark;
    }
  }
  return { text: text.length > most ? `${text.slice(0, most)}…` : text, holes };
}

interface PlainParts {
  readonly parts: readonly Part[];
  readonly changed: boolean;
}

/** A text with holes, as parts of some lines each. `before` is what is on GitHub. */
export function plainParts(now: readonly Piece[], before: readonly Piece[]): PlainParts {
  const { text, holes } = flatten(now);
  const ranges = changedRanges(flatten(before).text, text);
  const parts: Part[] = [];
  let at = 0;
  let next = 0;
  for (const piece of paragraphs(text)) {
    const start = at;
    at += piece.length;
    while (next < ranges.length && ranges[next]![1] <= start) next++;
    const here: Range[] = [];
    for (let i = next; i < ranges.length && ranges[i]![0] < at; i++) {
      here.push([Math.max(ranges[i]![0], start) - start, Math.min(ranges[i]![1], at) - start]);
    }
    const words = [...holes].filter(([place]) => place >= start && place < at);
    parts.push({
      key: `${piece}\0${here.join(';')}\0${words.map(([, hole]) => hole).join(';')}`,
      make: () => paragraph(piece, here, start, holes),
    });
  }
  return { parts, changed: ranges.length > 0 };
}

/** More parts than these are joined: each costs the browser a box. */
const mostParts = 300;
const linesOfPart = 40;

/**
 * Paragraphs with the empty lines after them: each is a part, so that typing in one redraws one. Long ones are cut
 * and many are joined by number, not by size, so that the cuts stay where they are while somebody types.
 */
function paragraphs(text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const units: string[][] = [];
  let ended = true;
  for (const line of lines.flatMap(line => pieces(line))) {
    const last = units.at(-1);
    const empty = line === '\n';
    if (!last || (ended && !empty) || last.length >= linesOfPart || line.length >= 4_000) units.push([line]);
    else last.push(line);
    ended = empty;
  }
  return joinMany(
    units.map(unit => unit.join('')),
    mostParts,
  ).map(unit => unit.join(''));
}

/**
 * The empty line after a paragraph is its margin: so the eye, a reader of the screen and a copied selection get one
 * line, and not the one of the box besides.
 */
function paragraph(
  piece: string,
  ranges: readonly Range[],
  start: number,
  holes: ReadonlyMap<number, string>,
): HTMLElement {
  const words = piece.replace(/\n+$/, '');
  const empty = piece.length - words.length - 1;
  const text = empty > 1 ? piece.slice(0, words.length + empty) : words;
  const nodes = withHoles(text, within(ranges, 0, text.length), start, holes);
  return h(empty > 0 ? 'p' : 'div', { class: 'part' }, ...nodes);
}

function withHoles(
  piece: string,
  ranges: readonly Range[],
  start: number,
  holes: ReadonlyMap<number, string>,
): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (let i = piece.indexOf(holeMark); i >= 0; i = piece.indexOf(holeMark, i + 1)) {
    const words = holes.get(start + i);
    if (words === undefined) continue;
    nodes.push(...shownText(piece.slice(at, i), within(ranges, at, i)), hole(words));
    at = i + 1;
  }
  nodes.push(...shownText(piece.slice(at), within(ranges, at, piece.length)));
  return nodes;
}

function within(ranges: readonly Range[], start: number, end: number): Range[] {
  return ranges
    .filter(([from, to]) => from < end && to > start)
    .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start]);
}

/** A part that is not there yet. */
export function hole(words: string): HTMLElement {
  return h('span', { class: 'hole' }, words);
}
