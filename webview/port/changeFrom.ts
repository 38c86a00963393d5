import type { ChangeFrom as From } from '../../src/ui/port/protocol.ts';
import { h, icon, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';

/** Where a backport's change is taken from, where there is a choice. What is chosen is what the host says is. */
export class ChangeFrom {
  readonly element: HTMLElement;
  readonly #chips = h('span', { class: 'chips' });
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.element = h(
      'div',
      { class: 'from', role: 'group', 'aria-label': 'Change from', hidden: true },
      h('span', {}, 'Change from'),
      this.#chips,
    );
  }

  update(from: From | null, locked: boolean): void {
    this.element.hidden = from === null || locked;
    replace(this.#chips, JSON.stringify(from), () =>
      (from?.choices ?? []).map(({ id, label }) => {
        const on = id === from?.chosen;
        return h(
          'button',
          {
            type: 'button',
            class: `chip choice ${on ? 'on' : ''}`,
            'aria-pressed': String(on),
            onclick: () => this.#asks.ask({ t: 'from', id }),
          },
          icon(on ? 'check' : 'circle-outline'),
          label,
        );
      }),
    );
  }
}
