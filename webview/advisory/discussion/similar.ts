import type { SimilarRow, SimilarState } from '../../../src/ui/editor/discussionProtocol.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';

/** Rows of what may be the same, best first, with why. */
export class SimilarRows {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #again: () => void;
  readonly #none: string;
  readonly #note = h('p', { class: 'discussion-note', role: 'status' });
  readonly #list = h('ul', { class: 'similar-rows' });

  /** `none` is said where nothing was found; `again` tries once more. */
  constructor(model: PageModel, none: string, again: () => void) {
    this.#model = model;
    this.#none = none;
    this.#again = again;
    this.element = h('div', { class: 'similar' }, this.#note, this.#list);
  }

  update(similar: SimilarState | null): void {
    this.element.hidden = similar === null;
    if (!similar) return;
    const { rows, kind, problem } = similar;
    const { hideTitles } = this.#model.state.settings;
    replace(this.#note, JSON.stringify([kind, problem, rows.length]), () => this.#noteOf(similar));
    this.#note.hidden = this.#note.childNodes.length === 0;
    replace(this.#list, JSON.stringify([rows, hideTitles]), () =>
      rows.map(row => this.#row(row, hideTitles)),
    );
    this.#list.hidden = rows.length === 0;
  }

  #noteOf({ kind, problem, rows }: SimilarState): Child[] {
    if (kind === 'loading') return ['Looking…'];
    if (kind === 'failed')
      return [
        icon('error', 'error'),
        h('span', {}, problem ?? 'GitHub could not be asked.'),
        link('Try Again', this.#again),
      ];
    if (problem !== null) return [icon('warning', 'warning'), h('span', {}, problem)];
    return kind === 'ready' && rows.length === 0 ? [this.#none] : [];
  }

  #row({ id, kind, label, title, percent, why, state }: SimilarRow, hideTitles: boolean): HTMLElement {
    // Titles of advisories are embargoed, those of public issues are not.
    const name = hideTitles && kind === 'advisory' ? '' : title;
    return h(
      'li',
      {},
      icon(kind === 'advisory' ? 'shield' : 'issues'),
      h(
        'div',
        { class: 'similar-what' },
        h(
          'button',
          { type: 'button', class: 'link', onclick: () => this.#model.tell({ t: 'openSimilar', id }) },
          h('bdi', {}, name === '' ? label : `${label}  ${name}`),
        ),
        h('p', { class: 'dim' }, [`${state} ${kind}`.trim(), why].filter(words => words !== '').join(' · ')),
      ),
      h('span', { class: 'percent' }, `${Math.round(percent)} %`, h('span', { class: 'sr' }, ' alike')),
    );
  }
}
