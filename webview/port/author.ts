import type { PortState, PublicView } from '../../src/ui/port/protocol.ts';
import { h, replace } from '../common/dom.ts';
import type { ValueElement } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { at, locked } from './column.ts';
import { FindingList } from './findings.ts';
import { tick } from './tick.ts';

/** What the author's part shows. */
export type AuthorState = Pick<PortState, 'phase' | 'findings' | 'authors' | 'signing'> & {
  readonly view: Pick<PublicView, 'author' | 'people' | 'signed'>;
};

/** Who stands as author. */
export class Author {
  readonly element: HTMLElement;
  readonly #place = h('div', {});
  readonly #people = h('ul', { class: 'people' });
  readonly #sign = h('div', {});
  readonly #findings: FindingList;
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#findings = new FindingList('author-findings', asks);
    this.element = h(
      'div',
      { class: 'field' },
      h('label', { for: 'author' }, h('span', {}, 'Author')),
      this.#place,
      this.#people,
      this.#sign,
      this.#findings.element,
    );
  }

  update(state: AuthorState): void {
    const { authors, view } = state;
    replace(this.#place, JSON.stringify([authors, view.author, locked(state)]), () => {
      // Nobody to choose from: the names below say who it is.
      if (authors.length === 0) return [];
      const box = h(
        'vscode-dropdown',
        { id: 'author', 'aria-label': 'Author', ...(locked(state) ? { disabled: true } : {}) },
        ...authors.map(({ id, label }) =>
          h('vscode-option', { value: id, selected: id === view.author }, label),
        ),
      ) as ValueElement;
      box.addEventListener('change', () => {
        if (box.value !== view.author) this.#asks.ask({ t: 'author', id: box.value });
      });
      return [box];
    });
    replace(this.#people, JSON.stringify(view.people), () => view.people.map(line => h('li', {}, line)));
    replace(this.#sign, JSON.stringify([state.signing, view.signed, locked(state)]), () =>
      state.signing === null
        ? []
        : [tick(state.signing, view.signed, locked(state), on => this.#asks.ask({ t: 'sign', on }))],
    );
    this.#findings.update(at(state, 'author'));
  }
}
