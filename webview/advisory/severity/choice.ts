import { metric, type Explanation, type Metric, type MetricId } from '../../../src/cvss/index.ts';
import { h, icon, replace, type Child } from '../../common/dom.ts';
import { decimal } from '../rating.ts';
import type { Bench } from './bench.ts';

/** One value of a metric: its radio, and what it would make of the score. */
interface Option {
  readonly code: string;
  readonly input: HTMLInputElement;
  readonly label: HTMLElement;
  readonly alternative: HTMLElement;
  readonly square: HTMLElement;
  readonly number: Text;
  readonly after: Text;
}

type Form = 'rows' | 'cells';

/**
 * A metric as a group of native radios. As `rows` each value has its words beside it; as `cells` the words stand
 * once for two metrics, in the first column of the matrix. The nodes stay: only what changes is written.
 */
export class Choice {
  readonly element: HTMLElement;
  readonly metric: Metric;
  readonly options: readonly Option[];
  readonly #bench: Bench;
  readonly #flags: HTMLElement;

  constructor(id: MetricId, bench: Bench, form: Form) {
    this.metric = metric(id);
    this.#bench = bench;
    const { name, question, values } = this.metric;
    this.#flags = h('span', { class: 'flags', id: `flags-${id}` });
    this.options = values.map(({ code }) => this.#option(code, form));
    this.element = h(
      'fieldset',
      {
        class: `metric ${form === 'rows' ? 'by-row' : 'by-cell'}`,
        'data-metric': id,
        'aria-label': `${name} (${id})`,
        'aria-describedby': `question-${id} flags-${id}`,
      },
      form === 'rows'
        ? h(
            'legend',
            {},
            h('b', {}, name),
            h('code', {}, id),
            h('span', { class: 'ask', id: `question-${id}` }, question),
            this.#flags,
          )
        : h(
            'legend',
            {},
            h('code', {}, id),
            h('span', { class: 'sr', id: `question-${id}` }, question),
            this.#flags,
          ),
      ...this.options.map(({ label }) => label),
    );
  }

  get id(): MetricId {
    return this.metric.id;
  }

  /** The code that is chosen; X stands for "not defined" where there is one. */
  get code(): string | undefined {
    const chosen = this.#bench.model.chosen()[this.id];
    return chosen ?? (this.metric.group === 'Base' ? undefined : 'X');
  }

  update(explanation: Explanation | null): void {
    const { model } = this.#bench;
    const { code } = this;
    const shown = explanation && model.state.settings.showAlternatives ? explanation : null;
    for (const option of this.options) {
      const on = option.code === code;
      if (option.input.checked !== on) option.input.checked = on;
      if (option.input.disabled !== model.readOnly) option.input.disabled = model.readOnly;
      option.label.classList.toggle('on', on);
      const other = shown?.alternatives[this.id][option.code];
      const number = other ? decimal(other.score) : '';
      const after = other ? `, ${other.severity.toLowerCase()}` : '';
      if (option.number.data !== number) option.number.data = number;
      if (option.after.data !== after) {
        option.after.data = after;
        option.square.className = `square ${other?.severity.toLowerCase() ?? ''}`;
      }
      option.alternative.hidden = !other;
      option.alternative.classList.toggle('moves', !!other && other.severity !== shown!.score.severity);
    }
    this.#flag();
  }

  focus(code?: string): void {
    const wanted = code ?? this.code;
    (this.options.find(option => option.code === wanted) ?? this.options[0]!).input.focus();
  }

  /** The value whose code begins with a letter. */
  byLetter(letter: string): string | undefined {
    return this.options.find(({ code }) => code[0] === letter.toUpperCase())?.code;
  }

  #flag(): void {
    const from = this.#bench.proposedFrom(this.id);
    const noted = (this.#bench.model.draft.notes[this.id] ?? '') !== '';
    replace(this.#flags, `${from} ${noted}`, () => {
      const flags: Child[] = [];
      if (from) flags.push(h('span', { class: 'from' }, h('span', { class: 'word' }, 'from '), from));
      if (noted)
        flags.push(
          h(
            'span',
            { class: 'noted', onclick: () => this.#bench.why(this.id) },
            icon('comment'),
            h('span', { class: 'sr' }, 'Has a note.'),
          ),
        );
      return flags;
    });
  }

  #option(code: string, form: Form): Option {
    const { id, values } = this.metric;
    const { name, short } = values.find(value => value.code === code)!;
    const described = `would-${id}-${code}`;
    const input = h('input', {
      type: 'radio',
      name: id,
      value: code,
      'aria-label': `${name}, ${short[0]!.toLowerCase()}${short.slice(1)}`,
      'aria-describedby': described,
      onchange: () => this.#bench.choose(id, code),
    }) as HTMLInputElement;
    const [number, after] = [document.createTextNode(''), document.createTextNode('')];
    const square = h('span', { class: 'square', 'aria-hidden': 'true' });
    const alternative = h(
      'span',
      { class: 'would', id: described, hidden: true },
      square,
      h('span', { class: 'sr' }, 'Would give '),
      number,
      h('span', { class: 'sr' }, after),
    );
    const words = [
      h('code', {}, code[0]!),
      h('span', { class: 'value-name' }, name),
      h('span', { class: 'short' }, short),
    ];
    const label = h('label', { class: 'value' }, input, ...(form === 'rows' ? words : []), alternative);
    return { code, input, label, alternative, square, number, after };
  }
}
