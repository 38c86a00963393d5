import type { PortCheck, PortState } from '../../src/ui/port/protocol.ts';
import { button, h, icon, link, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { practiceLine } from '../common/practice.ts';

/** Title, what is ported onto what, and the two ways out. */
export class Header {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #meta = h('p', { class: 'meta' });
  readonly #ways = h('div', { class: 'buttons' });
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.element = h(
      'header',
      {},
      this.#practice,
      h(
        'div',
        { class: 'head' },
        h('div', {}, h('h1', { tabindex: '-1' }, 'Port to a public pull request'), this.#meta),
        this.#ways,
      ),
    );
  }

  update(state: PortState): void {
    const { privatePull, onto, phase } = state;
    this.#practice.hidden = !state.sandbox;
    replace(this.#meta, JSON.stringify([state.advisoryTitle, privatePull, onto]), () => [
      h('bdi', {}, state.advisoryTitle),
      this.#source(privatePull),
      h('span', {}, 'onto ', h('code', {}, onto.branch), ' at ', h('code', {}, onto.commit)),
    ]);
    replace(this.#ways, phase, () =>
      phase === 'review'
        ? [
            button('Save .patch…', () => this.#asks.ask({ t: 'savePatch' }), 'secondary'),
            button('Cancel', () => this.#asks.ask({ t: 'cancel' }), 'secondary'),
          ]
        : [],
    );
  }

  /** Where the change comes from. */
  #source({ number, approvals, patchFile }: PortState['privatePull']): HTMLElement {
    if (patchFile !== null) return h('span', {}, h('bdi', {}, patchFile));
    return h(
      'span',
      {},
      'private PR ',
      link(`#${number}`, () => this.#asks.ask({ t: 'openPrivatePull' })),
      approvals === null ? '' : `, ${approvals === 1 ? '1 approval' : `${approvals} approvals`}`,
    );
  }
}

const checkIcons = { ok: 'pass', warning: 'warning', error: 'error', busy: 'loading codicon-modifier-spin' };

/** What was done in private, and what it found. */
export class Checks {
  readonly element: HTMLElement;
  readonly #list = h('ul', { class: 'checks' });
  readonly #words = h('span', {});

  constructor() {
    this.element = h(
      'section',
      { class: 'zone', 'aria-label': 'Private, done' },
      h('p', { class: 'zone-title' }, icon('lock'), h('b', {}, 'Private, done'), this.#words),
      this.#list,
    );
  }

  update({ checks, phase }: PortState): void {
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
    h('span', {}, label),
    h('span', { class: 'dim' }, detail),
  );
}
