import { metric, metrics, type MetricId } from '../../../src/cvss/index.ts';
import type { PageModel } from '../model.ts';
import { h, link } from '../../common/dom.ts';
import { Composer } from '../composer.ts';
import type { Bench } from './bench.ts';

/** The full text of the value that has the focus, why it was chosen, and the way to tell the others. */
export class Detail {
  readonly element: HTMLElement;
  readonly #bench: Bench;
  readonly #name = h('b', {});
  readonly #code = h('code', {});
  readonly #full = h('p', { class: 'full' });
  readonly #why: HTMLTextAreaElement;
  readonly #offer: HTMLElement;
  readonly #composer: Composer;
  #metric: MetricId = 'AV';
  #value: string | null = null;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#why = h('textarea', {
      id: 'why',
      rows: '1',
      oninput: () => bench.model.note(this.#metric, this.#why.value.replace(/\s*\n\s*/g, ' ')),
      onkeydown: event => this.#key(event as KeyboardEvent),
    }) as HTMLTextAreaElement;
    this.#composer = new Composer(bench.model, 'notes', () => this.#why.focus());
    this.#offer = link('Offer as a comment', () => this.#composer.start(comment(bench.model)));
    const note = h(
      'div',
      { class: 'why' },
      h(
        'div',
        { class: 'why-line' },
        h('label', { for: 'why' }, 'Why'),
        h('span', { class: 'dim' }, 'Kept in your draft. ', this.#offer),
      ),
      this.#why,
    );
    this.element = h(
      'section',
      { class: 'detail', 'aria-label': 'The value in focus' },
      h('div', { class: 'detail-head' }, this.#name, this.#code),
      this.#full,
      note,
      this.#composer.element,
    );
  }

  /** Shows the value that has the focus. */
  show(id: MetricId, code: string): void {
    this.#metric = id;
    this.#value = code;
    this.update();
  }

  update(): void {
    const { model } = this.#bench;
    const { name, question, values } = metric(this.#metric);
    const code = this.#value ?? model.chosen()[this.#metric];
    const value = values.find(entry => entry.code === code);
    write(this.#name, value ? `${name}: ${value.name}` : name);
    write(this.#code, value ? `${this.#metric}:${value.code}` : this.#metric);
    write(this.#full, value?.full ?? question);
    const note = model.draft.notes[this.#metric] ?? '';
    if (this.#why.value.replace(/\s*\n\s*/g, ' ') !== note) this.#why.value = note;
    this.#why.readOnly = model.readOnly;
    this.#why.setAttribute('aria-label', `Why, ${name}`);
    this.#composer.update();
    const none = Object.keys(model.draft.notes).length === 0;
    this.#offer.hidden = model.readOnly || none || this.#composer.open;
  }

  focusWhy(id: MetricId): void {
    if (id !== this.#metric) {
      this.#metric = id;
      this.#value = null;
    }
    this.update();
    this.#why.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#bench.focusValue(this.#metric, this.#value ?? undefined);
  }
}

/** `AT Present: only callers that switch on streaming mode reach the code.`, a line for each note. */
function comment(model: PageModel): string {
  const values = model.chosen();
  return metrics
    .flatMap(({ id, values: known }) => {
      const note = model.draft.notes[id]?.trim();
      if (!note) return [];
      const name = known.find(({ code }) => code === values[id])?.name;
      return [`${name ? `${id} ${name}` : id}: ${lowered(note)}`];
    })
    .join('\n');
}

/** A sentence after a colon; names and abbreviations stay as they are. */
function lowered(text: string): string {
  return /^\p{Lu}(\p{Ll}| )/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
