import type { AnnounceState } from '../../src/ui/announce/protocol.ts';
import { h, replace } from '../common/dom.ts';
import { practiceLine } from '../common/practice.ts';

/** Heading, and which advisory it is about. */
export class Header {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #meta = h('p', { class: 'meta' });
  readonly #bar = h('div', { class: 'bar', role: 'progressbar', 'aria-label': 'Reading', hidden: true });

  constructor() {
    this.element = h(
      'header',
      {},
      this.#practice,
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Announce'), this.#meta),
      this.#bar,
    );
  }

  update({ sandbox, advisoryTitle, repo, ghsaId, day, phase }: AnnounceState): void {
    this.#practice.hidden = !sandbox;
    this.#bar.hidden = phase !== 'loading';
    replace(this.#meta, [advisoryTitle, repo, ghsaId, day].join('\n'), () => [
      advisoryTitle === '' ? null : h('bdi', {}, advisoryTitle),
      h('span', {}, repo),
      h('code', {}, ghsaId),
      day === '' ? null : h('span', {}, day),
    ]);
  }
}
