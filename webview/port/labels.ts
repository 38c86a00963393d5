import type { PortLabel } from '../../src/ui/port/protocol.ts';
import { h, icon, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';

/** The labels of the issue or the pull request: fixed ones as chips, optional ones with a tick. */
export class Labels {
  readonly element: HTMLElement;
  readonly #chips = h('div', { class: 'chips' });
  readonly #target: 'issue' | 'pull';
  readonly #asks: Asks;

  constructor(target: 'issue' | 'pull', asks: Asks) {
    this.#target = target;
    this.#asks = asks;
    this.element = h(
      'div',
      { class: 'field' },
      h('div', { class: 'label' }, h('span', {}, 'Labels')),
      this.#chips,
    );
  }

  update(labels: readonly PortLabel[], locked: boolean): void {
    this.element.hidden = labels.length === 0;
    replace(this.#chips, JSON.stringify([labels, locked]), () =>
      labels.map(({ name, on, fixed }) =>
        fixed
          ? h('span', { class: 'chip' }, name)
          : h(
              'button',
              {
                type: 'button',
                class: `chip choice ${on ? 'on' : ''}`,
                'aria-pressed': String(on),
                ...(locked ? { disabled: true } : {}),
                onclick: () => this.#asks.ask({ t: 'label', target: this.#target, name, on: !on }),
              },
              icon(on ? 'check' : 'add'),
              name,
            ),
      ),
    );
  }
}
