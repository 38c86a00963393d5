import { metric, type Explanation, type MetricId } from '../../../src/cvss/index.ts';
import { button, h, icon, replace, type Child } from '../../common/dom.ts';
import { decimal, square } from '../rating.ts';
import type { Bench } from './bench.ts';

type Moves = NonNullable<Explanation['drivers']['up']>;

/** What single change would change the rating, or while there are gaps where to go on. */
export class Drivers {
  readonly element: HTMLElement;
  readonly #bench: Bench;
  readonly #label = h('p', { class: 'result-label' });
  readonly #body = h('div', { class: 'drivers' });

  constructor(bench: Bench) {
    this.#bench = bench;
    this.element = h('div', { class: 'result-line tall' }, this.#label, this.#body);
  }

  update(): void {
    const { model } = this.#bench;
    const explanation = model.explanation();
    const missing = model.missing();
    const label = explanation ? 'Would change the rating' : 'Not scored yet';
    if (this.#label.textContent !== label) this.#label.textContent = label;
    replace(this.#body, JSON.stringify([explanation?.drivers ?? missing[0], model.readOnly]), () => {
      if (explanation) return this.#moves(explanation.drivers);
      const [next] = missing;
      return next === undefined || model.readOnly
        ? []
        : [button(`Next: ${nameOf(next)}`, () => this.#bench.focusValue(next), 'secondary')];
    });
  }

  #moves({ up, down }: Explanation['drivers']): Child[] {
    if (!up && !down) return [h('p', { class: 'dim' }, 'No single change')];
    return [
      up ? this.#line('arrow-up', 'Up to', up) : null,
      down ? this.#line('arrow-down', 'Down to', down) : null,
    ];
  }

  /** A token goes to its value; it does not choose it. */
  #line(glyph: string, spoken: string, { rating, moves }: Moves): HTMLElement {
    return h(
      'div',
      { class: 'driver' },
      h('p', { class: 'to' }, icon(glyph), h('span', { class: 'sr' }, spoken), square(rating), rating),
      h(
        'ul',
        {},
        ...moves.map(({ metric: id, code, name, score }) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'link token', onclick: () => this.#bench.focusValue(id, code) },
              h('code', {}, id),
              ` ${name} `,
              h('span', {}, decimal(score)),
            ),
          ),
        ),
      ),
    );
  }
}

/** `Privileges required`; for an impact which system is meant comes first. */
export function nameOf(id: MetricId): string {
  return metric(id).name;
}
