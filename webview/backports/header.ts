import type { BackportsState, Show } from '../../src/ui/backports/protocol.ts';
import { button, h, icon, link, replace } from '../common/dom.ts';
import { hold } from '../common/hold.ts';
import { practiceLine } from '../common/practice.ts';
import { tell, type Ask } from './asks.ts';

const filters: readonly (readonly [Show, string])[] = [
  ['needsYou', 'Needs you'],
  ['open', 'Open'],
  ['all', 'All'],
];

/** Heading, filter, and the one press that repairs what one press can. */
export class Header {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #meta = h('p', { class: 'meta' });
  readonly #bar = h('div', { class: 'bar', role: 'progressbar', 'aria-label': 'Reading', hidden: true });
  readonly #filter = h('div', { class: 'filter', role: 'group', 'aria-label': 'Show' });
  readonly #repair: HTMLElement;
  readonly #repairing = h('span', {});
  readonly #stale = h('p', { class: 'stale', role: 'status' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #ask: Ask;
  #held: string | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#repair = button('', () => this.#repairAll(), 'primary');
    this.#repair.append(this.#repairing);
    this.element = h(
      'header',
      {},
      this.#practice,
      h(
        'div',
        { class: 'head' },
        h('div', { class: 'titles' }, h('h1', { tabindex: '-1' }, 'Backports'), this.#meta),
        this.#filter,
        this.#repair,
      ),
      this.#stale,
      this.#problem,
      this.#bar,
    );
  }

  update(state: BackportsState): void {
    const { sandbox, meta, cycle, show, counts, repair, held, stale, sections } = state;
    this.#practice.hidden = !sandbox;
    this.#bar.hidden = state.phase !== 'loading' && !sections.some(({ reading }) => reading);
    replace(this.#meta, JSON.stringify([meta, cycle]), () => [
      ...meta.map(words => h('span', {}, words)),
      cycle && h('span', {}, cycle.warning ? icon('warning', 'warning') : null, h('span', {}, cycle.text)),
    ]);
    replace(this.#filter, JSON.stringify([show, counts]), () =>
      filters.map(([value, name]) =>
        h(
          'button',
          {
            type: 'button',
            'aria-pressed': String(value === show),
            onclick: () => void this.#ask({ t: 'show', show: value }),
          },
          `${name} ${counts[value]}`,
        ),
      ),
    );
    this.#filter.hidden = counts.all === 0;
    this.#repair.hidden = repair.count === 0;
    this.#repairing.textContent = `Repair ${repair.count}`;
    this.#repair.title = repair.words;
    this.#held = held;
    hold(this.#repair, held);
    if (held === null)
      this.#repair.shadowRoot?.querySelector('button')?.setAttribute('aria-description', repair.words);
    replace(this.#stale, stale ?? '', () =>
      stale === null
        ? []
        : [
            icon('warning', 'warning'),
            h('span', {}, stale),
            link('Try Again', () => void tell(this.#problem, this.#ask({ t: 'again' }))),
          ],
    );
  }

  #repairAll(): void {
    if (this.#held === null) void tell(this.#problem, this.#ask({ t: 'repairAll' }));
  }
}
