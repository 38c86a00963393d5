import { baseMetrics } from '../../../src/cvss/index.ts';
import { h } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { decimal } from '../rating.ts';

/** Where each rating begins and ends on the strip, in hundredths of the scale. */
const bands = [
  { rating: 'low', width: 39.5 },
  { rating: 'medium', width: 30 },
  { rating: 'high', width: 20 },
  { rating: 'critical', width: 10.5 },
] as const;

/** Score and rating at a glance, and spoken a moment after the last change. */
export class ScoreBox {
  readonly element: HTMLElement;
  readonly #number = h('b', {}, '–');
  readonly #rating = h('span', { class: 'rating' });
  readonly #bands = bands.map(({ rating, width }) => {
    const band = h('span', { class: `band ${rating}` });
    band.style.flexGrow = String(width);
    return band;
  });
  readonly #mark = h('i', { hidden: true });
  readonly #kind = h('span', {});
  readonly #set = h('span', {});
  readonly #spoken = h('p', { class: 'sr', role: 'status' });
  /** The score that was said last, or shown first; null: none. */
  #said: string | null | undefined;
  /** The score that is about to be said. */
  #coming: string | null | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element = h(
      'div',
      { class: 'score' },
      h('p', { class: 'number' }, this.#number, this.#rating),
      h('div', { class: 'strip', 'aria-hidden': 'true' }, ...this.#bands, this.#mark),
      h('p', { class: 'kind' }, this.#kind, this.#set),
      this.#spoken,
    );
  }

  update(model: PageModel): void {
    const score = model.explanation()?.score ?? null;
    const number = score ? decimal(score.score) : '–';
    write(this.#number, number);
    write(this.#rating, score?.severity ?? '');
    write(this.#kind, score?.nomenclature ?? 'CVSS-B');
    write(this.#set, `${baseMetrics.length - model.missing().length} of ${baseMetrics.length} set`);
    for (const [at, { rating }] of bands.entries())
      this.#bands[at]!.classList.toggle('on', rating === score?.severity.toLowerCase());
    this.#mark.hidden = !score;
    this.#mark.style.left = `${(score?.score ?? 0) * 10}%`;
    this.#speak(score && { number, rating: score.severity.toLowerCase() });
  }

  /** Not at once: who walks a group with the arrows would hear every value in between. */
  #speak(now: { readonly number: string; readonly rating: string } | null): void {
    const number = now?.number ?? null;
    if (this.#said === undefined) this.#said = this.#coming = number;
    if (this.#coming === number) return;
    this.#coming = number;
    clearTimeout(this.#timer);
    if (this.#said === number) return;
    this.#timer = setTimeout(() => {
      const was = this.#said === null ? '' : `, was ${this.#said}`;
      this.#spoken.textContent = now ? `${now.number}, ${now.rating}${was}` : `No score${was}`;
      this.#said = number;
    }, 500);
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
