import { metric, type MetricId } from '../../../src/cvss/index.ts';
import { h, link } from '../../common/dom.ts';
import type { Bench } from './bench.ts';
import { Choice } from './choice.ts';

/** How it is attacked: five metrics, one below the other. */
export function exploitability(bench: Bench): {
  readonly element: HTMLElement;
  readonly choices: readonly Choice[];
} {
  const choices = (['AV', 'AC', 'AT', 'PR', 'UI'] as const).map(id => new Choice(id, bench, 'rows'));
  const element = h(
    'section',
    { class: 'column', 'aria-label': 'Exploitability' },
    h('h2', {}, 'Exploitability', h('span', { class: 'ask' }, 'How it is attacked')),
    ...choices.map(({ element }) => element),
  );
  return { element, choices };
}

const rows = [
  { name: 'Confidentiality', ids: ['VC', 'SC'] },
  { name: 'Integrity', ids: ['VI', 'SI'] },
  { name: 'Availability', ids: ['VA', 'SA'] },
] as const;
const beyond = ['SC', 'SI', 'SA'] as const;

/**
 * What it harms: six metrics that share three texts, as a matrix. Each is a group of its own, walked column by
 * column; the style sheet sets their cells on one grid.
 */
export class Impact {
  readonly element: HTMLElement;
  readonly choices: readonly Choice[];
  readonly #bench: Bench;
  readonly #allNone: HTMLElement;
  /** What stood there before All None, while that can be undone. */
  #before: Readonly<Partial<Record<MetricId, string>>> | null = null;
  #after = '';

  constructor(bench: Bench) {
    this.#bench = bench;
    this.choices = [0, 1].flatMap(column => rows.map(({ ids }) => new Choice(ids[column]!, bench, 'cells')));
    this.#allNone = link('All None', () => this.#press(), { class: 'link all-none' });
    this.element = h(
      'section',
      { class: 'matrix', 'aria-label': 'Impact' },
      h('h2', {}, 'Impact', h('span', { class: 'ask' }, 'What it harms')),
      head('Vulnerable', 'with the flaw', 2),
      head('Subsequent', 'beyond it', 3),
      ...rows.flatMap(({ name, ids }, at) => words(name, ids[0], at)),
      ...this.choices.map(({ element }) => element),
      this.#allNone,
    );
    for (const [at, { element }] of this.choices.entries()) {
      [...element.children].forEach((cell, row) =>
        place(cell as HTMLElement, 2 + (at % 3) * 4 + row, at < 3 ? 2 : 3),
      );
    }
    place(this.#allNone, 14, 3);
  }

  update(): void {
    const { model } = this.#bench;
    if (this.#before && key(model.chosen()) !== this.#after) this.#before = null;
    const text = this.#before ? 'Undo' : 'All None';
    if (this.#allNone.textContent !== text) this.#allNone.textContent = text;
    this.#allNone.setAttribute('aria-label', this.#before ? 'Undo All None' : 'All None: SC, SI and SA');
    this.#allNone.hidden = model.readOnly;
  }

  #press(): void {
    const { model } = this.#bench;
    const { SC: _c, SI: _i, SA: _a, ...rest } = model.chosen();
    const back = this.#before;
    const now = Object.fromEntries(
      beyond.flatMap(id => (model.chosen()[id] ? [[id, model.chosen()[id]!]] : [])),
    );
    const next = { ...rest, ...(back ?? { SC: 'N', SI: 'N', SA: 'N' }) };
    this.#after = key(next);
    this.#before = back ? null : now;
    this.#bench.setAll(next);
  }
}

const key = (chosen: Readonly<Partial<Record<MetricId, string>>>) =>
  beyond.map(id => chosen[id] ?? '').join();

function head(name: string, words: string, column: number): HTMLElement {
  return place(h('p', { class: 'system' }, h('b', {}, name), h('span', {}, words)), 1, column);
}

/** Name, question and the three texts that both columns share. For the eye: the radios carry them as names. */
function words(name: string, id: MetricId, at: number): HTMLElement[] {
  const { question, values } = metric(id);
  const row = 2 + at * 4;
  return [
    place(h('p', { class: 'row-head' }, h('b', {}, name), h('span', { class: 'ask' }, question)), row, 1),
    ...values.map(({ code, name: value, short }, i) =>
      place(
        h(
          'p',
          { class: 'row-words' },
          h('code', {}, code),
          h('span', { class: 'value-name' }, value),
          h('span', { class: 'short' }, short),
        ),
        row + 1 + i,
        1,
      ),
    ),
  ];
}

function place(element: HTMLElement, row: number, column: number): HTMLElement {
  element.style.gridArea = `${row} / ${column}`;
  return element;
}
