import { metrics, type Metric, type MetricId } from '../../../src/cvss/index.ts';
import { h, icon } from '../../common/dom.ts';
import type { Bench } from './bench.ts';
import { Choice } from './choice.ts';

const names = ['Threat', 'Environmental', 'Supplemental'] as const;

/** A group that is not Base: folded until it is opened or one of its metrics is set; its radios are made then. */
export class Group {
  readonly toggle: HTMLElement;
  readonly element: HTMLElement;
  readonly #bench: Bench;
  readonly #metrics: readonly Metric[];
  readonly #count = h('span', { class: 'dim' });
  readonly #chevron = icon('chevron-right');
  #choices: readonly Choice[] = [];
  #set = 0;

  private constructor(name: (typeof names)[number], bench: Bench) {
    this.#bench = bench;
    this.#metrics = metrics.filter(({ group }) => group === name);
    const id = `group-${name.toLowerCase()}`;
    this.toggle = h(
      'button',
      {
        type: 'button',
        class: 'fold',
        'aria-expanded': 'false',
        'aria-controls': id,
        onclick: () => this.#fold(!this.open),
      },
      this.#chevron,
      h('span', {}, name),
      this.#count,
    );
    this.element = h('section', { id, class: 'group', 'aria-label': name, hidden: true }, h('h2', {}, name));
  }

  static all(bench: Bench): Group[] {
    return names.map(name => new Group(name, bench));
  }

  get open(): boolean {
    return !this.element.hidden;
  }

  /** Its metrics, as long as they are in view. */
  get choices(): readonly Choice[] {
    return this.open ? this.#choices : [];
  }

  has(id: MetricId): boolean {
    return this.#metrics.some(metric => metric.id === id);
  }

  update(): void {
    const chosen = this.#bench.model.chosen();
    const set = this.#metrics.filter(({ id }) => chosen[id] !== undefined).length;
    const text = `${set} of ${this.#metrics.length}`;
    if (this.#count.textContent !== text) this.#count.textContent = text;
    // What changes the score is never hidden unasked.
    if (this.#set === 0 && set > 0) this.#fold(true);
    this.#set = set;
    this.#show();
  }

  reveal(): void {
    this.#fold(true);
  }

  #fold(open: boolean): void {
    if (open === this.open) return;
    if (open && this.#choices.length === 0) {
      this.#choices = this.#metrics.map(({ id }) => new Choice(id, this.#bench, 'rows'));
      this.element.append(h('div', { class: 'group-columns' }, ...halves(this.#choices)));
    }
    this.element.hidden = !open;
    this.toggle.setAttribute('aria-expanded', String(open));
    this.#chevron.className = `codicon codicon-chevron-${open ? 'down' : 'right'}`;
    this.#show();
  }

  #show(): void {
    if (!this.open) return;
    const explanation = this.#bench.model.explanation();
    for (const choice of this.#choices) choice.update(explanation);
  }
}

/** Two columns of about the same height, read one after the other. */
function halves(choices: readonly Choice[]): HTMLElement[] {
  const lines = (part: readonly Choice[]) => part.reduce((sum, { options }) => sum + options.length + 1, 0);
  const all = lines(choices);
  const at = choices.findIndex((_, i) => lines(choices.slice(0, i + 1)) >= all / 2) + 1;
  return [choices.slice(0, at), choices.slice(at)].map(part =>
    h('div', {}, ...part.map(({ element }) => element)),
  );
}
