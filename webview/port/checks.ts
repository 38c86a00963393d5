import type { LineState, PortCheck } from '../../src/ui/port/protocol.ts';
import { h, icon, replace } from '../common/dom.ts';

const checkIcons = { ok: 'pass', warning: 'warning', error: 'error', busy: 'loading codicon-modifier-spin' };

/** What was done in private, and what it found. */
export class Checks {
  readonly element: HTMLElement;
  readonly #list = h('ul', { class: 'checks' });
  readonly #words = h('span', {});

  constructor(title = 'Private, done') {
    this.element = h(
      'section',
      { class: 'zone', 'aria-label': title },
      h('p', { class: 'zone-title' }, icon('lock'), h('b', {}, title), this.#words),
      this.#list,
    );
  }

  update({ checks, phase }: Pick<LineState, 'checks' | 'phase'>): void {
    // Behind the line the first sentence would be a lie.
    this.#words.textContent =
      phase === 'review'
        ? 'Nothing has been sent. All of it can be undone.'
        : 'What was found before the line.';
    this.element.hidden = checks.length === 0;
    replace(this.#list, JSON.stringify(checks), () => checks.map(check));
  }
}

function check({ label, detail, state }: PortCheck): HTMLElement {
  const tone = state === 'busy' ? '' : state;
  return h(
    'li',
    {},
    icon(checkIcons[state], tone),
    h('span', { class: 'found' }, label, ' ', h('span', { class: 'dim' }, detail)),
  );
}
