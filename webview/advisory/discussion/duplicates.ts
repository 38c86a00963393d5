import { button, h, textField } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';
import type { PageModel } from '../model.ts';
import { SimilarRows } from './similar.ts';

/** Earlier advisories and public issues like this one: ranked on this machine, and, with typed words, by GitHub. */
export class Duplicates {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #rows: SimilarRows;
  readonly #wider: SimilarRows;
  readonly #words: ValueElement;
  readonly #said = h('span', { role: 'status', class: 'sr' });

  constructor(model: PageModel) {
    this.#model = model;
    this.#rows = new SimilarRows(model, 'Nothing like it among earlier advisories and security issues.', () =>
      model.tell({ t: 'findSimilar' }),
    );
    this.#wider = new SimilarRows(model, 'GitHub finds nothing with these words.', () =>
      this.#search(model.state.discussion.wider?.words ?? ''),
    );
    this.#words = textField('Words for GitHub’s search', {
      id: 'wider-words',
      placeholder: 'Search GitHub’s issues',
      onkeydown: event => {
        if ((event as KeyboardEvent).key === 'Enter') this.#search(this.#words.value);
      },
    });
    this.element = h(
      'div',
      { class: 'decide-part' },
      h('h3', {}, 'Similar'),
      this.#rows.element,
      h(
        'div',
        { class: 'wider', role: 'search', 'aria-label': 'GitHub’s issues' },
        this.#words,
        button('Search', () => this.#search(this.#words.value), 'secondary'),
      ),
      h('p', { class: 'dim wider-reach' }, 'These words go to GitHub’s search.'),
      this.#said,
      this.#wider.element,
    );
  }

  update(): void {
    const { similar, wider } = this.#model.state.discussion;
    this.#rows.update(similar);
    this.#wider.update(wider);
  }

  /** Exactly what was typed, and only when it was asked for. */
  #search(typed: string): void {
    const words = typed.trim();
    this.#said.textContent = words === '' ? 'Type words first.' : '';
    if (words === '') this.#words.focus();
    else this.#model.tell({ t: 'searchWider', words });
  }
}
