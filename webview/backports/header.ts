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
  readonly #repair = h('div', { class: 'repair' });
  readonly #stale = h('p', { class: 'stale', role: 'status' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #ask: Ask;
  #held: string | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
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
    this.#held = held;
    replace(this.#repair, JSON.stringify([repair, held]), () =>
      repair.count === 0 ? [] : [this.#repairButton(repair)],
    );
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

  /** What it does is in its tooltip, and read with its name. */
  #repairButton({ count, words }: BackportsState['repair']): HTMLElement {
    const made = button(`Repair ${count}`, () => this.#repairAll(), 'primary');
    made.title = words;
    queueMicrotask(() => {
      hold(made, this.#held);
      if (this.#held === null)
        made.shadowRoot?.querySelector('button')?.setAttribute('aria-description', words);
    });
    return made;
  }

  #repairAll(): void {
    if (this.#held === null) void tell(this.#problem, this.#ask({ t: 'repairAll' }));
  }
}
