import { h } from '../../common/dom.ts';
import { blockHtml, cutBlocks, type Block, type Blocks, type Links } from './blocks.ts';
import { changedRanges, type Range } from './changes.ts';
import { decorate } from './decorate.ts';
import { inert } from './inert.ts';
import type { Part } from './parts.ts';

/** Blocks whose pictures are remembered: more than a text has, few enough to hold. */
const remembered = 2_000;

interface Drawn {
  readonly fragment: DocumentFragment;
  readonly text: string;
}

/** Markdown as GitHub shows it, block by block; a block that was drawn before costs a copy. */
export class Markdown {
  readonly #drawn = new Map<string, Drawn>();
  #before: { readonly text: string; readonly cut: Blocks } | null = null;
  readonly #top: number;

  /** `top`: the level of the first heading, which stands below those of the page around it. */
  constructor(top = 2) {
    this.#top = top;
  }

  /** The parts of `now`, with what `before` does not say marked. */
  parts(now: string, before: string): { parts: Part[]; changed: boolean; sentence: string | null } {
    const { blocks, links, levels, sentence } = cutBlocks(now);
    if (this.#before?.text !== before) this.#before = { text: before, cut: cutBlocks(before) };
    const { cut } = this.#before;
    const olds = pair(cut.blocks, blocks);
    let changed = false;
    const parts = blocks.map((block, i): Part => {
      const old = olds[i]!;
      const stays = old?.raw === block.raw;
      changed ||= !stays;
      const named = block.raw.includes('[') ? JSON.stringify(links) : '';
      return {
        key: [block.plain, block.raw, stays ? '=' : (old?.raw ?? '+'), named, levels.join()].join('\0'),
        make: () => {
          const element = this.#make(block, links, named, stays ? block : old, cut.links);
          number(element, levels, this.#top);
          return element;
        },
      };
    });
    return { parts, changed, sentence };
  }

  #make(block: Block, links: Links, named: string, old: Block | null, oldLinks: Links): HTMLElement {
    const { fragment, text } = this.#draw(block, links, named);
    const copy = fragment.cloneNode(true);
    let ranges: Range[] = [];
    if (old === null) ranges = [[0, text.length]];
    else if (old !== block) {
      const before = this.#draw(old, oldLinks, JSON.stringify(oldLinks)).text;
      // The same words in another form: all of them look new.
      ranges = before === text ? [[0, text.length]] : changedRanges(before, text);
    }
    decorate(copy, ranges);
    return h('div', { class: block.plain ? 'part as-written' : 'part' }, copy);
  }

  #draw(block: Block, links: Links, named: string): Drawn {
    const key = `${block.plain}\0${block.raw}\0${named}`;
    const known = this.#drawn.get(key);
    if (known) return known;
    const fragment = block.plain ? written(block.raw) : inert(blockHtml(block, links));
    const drawn = { fragment, text: fragment.textContent ?? '' };
    if (this.#drawn.size >= remembered) this.#drawn.clear();
    this.#drawn.set(key, drawn);
    return drawn;
  }
}

/** Headings start below the page's own and leave no level out, so that the reader's outline is whole. */
function number(element: HTMLElement, levels: readonly number[], top: number): void {
  for (const heading of element.querySelectorAll('.heading')) {
    const depth = Number(/\bh([1-6])\b/.exec(heading.className)?.[1]);
    const place = levels.indexOf(depth);
    heading.setAttribute('aria-level', String(Math.min(place < 0 ? depth + top - 1 : place + top, 6)));
  }
}

function written(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(text);
  return fragment;
}

/**
 * For each block what it was before: itself when it did not change, null when it is new. Between two blocks that
 * stayed, the changed ones answer to each other in their order.
 */
export function pair(before: readonly Block[], now: readonly Block[]): (Block | null)[] {
  let start = 0;
  const most = Math.min(before.length, now.length);
  while (start < most && before[start]!.raw === now[start]!.raw) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end]!.raw === now[now.length - 1 - end]!.raw) end++;
  const gone = new Map(before.slice(start, before.length - end).map(block => [block.raw, block]));
  const wanted = now.slice(start, now.length - end);
  const stay = new Set(wanted.map(({ raw }) => raw).filter(raw => gone.has(raw)));
  const changed = [...gone.values()].filter(({ raw }) => !stay.has(raw));
  let next = 0;
  return [
    ...now.slice(0, start),
    ...wanted.map(block => (stay.has(block.raw) ? block : (changed[next++] ?? null))),
    ...now.slice(now.length - end),
  ];
}
