import type { AnnounceState, MailView, SendWay } from '../../src/ui/announce/protocol.ts';
import { button, h, icon, replace } from '../common/dom.ts';
import { hold } from '../common/hold.ts';
import { Told, type Ask } from './asks.ts';

const ways: Readonly<Record<SendWay, readonly [string, string]>> = {
  mail: ['Open in mail program', 'mail'],
  copy: ['Copy text', 'copy'],
  eml: ['Save .eml…', 'save-as'],
};

/** The ways to the mail program. Pressing send there is what sends it. */
export class Send {
  readonly element: HTMLElement;
  readonly #told: Told;
  readonly #seen: () => MailView;
  readonly #held = h('p', { class: 'held', id: 'held', role: 'status' });
  readonly #buttons = h('div', { class: 'ways' });
  #state: AnnounceState | null = null;

  constructor(ask: Ask, seen: () => MailView) {
    this.#told = new Told(ask);
    this.#seen = seen;
    this.element = h(
      'section',
      { 'aria-labelledby': 'send' },
      h('h2', { id: 'send' }, 'Send'),
      h(
        'p',
        { class: 'hint' },
        'Read it once more ',
        h('span', { class: 'wide' }, 'on the right'),
        h('span', { class: 'narrow' }, 'above'),
        ', then send it from your own mail program.',
      ),
      this.#held,
      this.#buttons,
      this.#told.element,
    );
  }

  update(state: AnnounceState): void {
    this.#state = state;
    const { held, fits, sentOn } = state;
    const words = held ?? (fits ? null : 'Too long for a mail link.');
    replace(this.#held, words ?? '', () =>
      words === null
        ? []
        : [icon(held === null ? 'info' : 'warning', held === null ? 'info' : 'warning'), words],
    );
    replace(this.#buttons, JSON.stringify([held, fits, sentOn !== null]), () => {
      // What was sent is not to be sent again by the first press of a page.
      const first = sentOn === null ? 'primary' : 'secondary';
      return fits
        ? [this.#way('mail', first), h('div', { class: 'pair' }, this.#way('copy'), this.#way('eml'))]
        : [this.#way('eml', first), this.#way('copy')];
    });
    for (const element of this.#buttons.querySelectorAll('vscode-button')) hold(element, held);
  }

  #way(way: SendWay, look: 'primary' | 'secondary' = 'secondary'): HTMLElement {
    const [label, glyph] = ways[way];
    const press = () => {
      if (this.#state?.held === null) void this.#told.ask({ t: 'send', way, seen: this.#seen() });
    };
    const element = button(label, press, look, glyph);
    element.id = `send-${way}`;
    return element;
  }
}
