import { unseen } from '../../../src/texts/index.ts';
import { h } from '../../common/dom.ts';
import type { Range } from './changes.ts';

/** A text with its unseen characters made visible, and marked where it is not saved yet. */
export function shownText(text: string, ranges: readonly Range[] = []): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    nodes.push(...visible(text.slice(at, start)));
    if (end > start) nodes.push(h('mark', { class: 'unsaved' }, ...visible(text.slice(start, end))));
    at = end;
  }
  nodes.push(...visible(text.slice(at)));
  return nodes;
}

/** So many of them in one text get no frames: each frame costs the browser a box. */
const mostFrames = 40;

function visible(text: string): (Node | string)[] {
  if (text === '') return [];
  if (!hides(text)) return [text];
  if (text.match(unseen)!.length > mostFrames) return [text.replace(unseen, one => `[${name(one)}]`)];
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const { 0: character, index } of text.matchAll(unseen)) {
    if (index > at) nodes.push(text.slice(at, index));
    nodes.push(h('span', { class: 'unseen' }, name(character)));
    at = index + character.length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

const hides = (text: string) => text.search(unseen) >= 0;

/** `U+202E` */
const name = (character: string) =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Does the same to every text below a node. `ranges` count through all of them. */
export function decorate(root: Node, ranges: readonly Range[]): void {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  let at = 0;
  let next = 0;
  for (const text of texts) {
    const end = at + text.data.length;
    while (next < ranges.length && ranges[next]![1] <= at) next++;
    const here: Range[] = [];
    for (let i = next; i < ranges.length && ranges[i]![0] < end; i++) {
      here.push([Math.max(ranges[i]![0], at) - at, Math.min(ranges[i]![1], end) - at]);
    }
    const words = /\S/.test(text.data);
    if ((words && here.length > 0) || hides(text.data)) text.replaceWith(...shownText(text.data, here));
    at = end;
  }
}
