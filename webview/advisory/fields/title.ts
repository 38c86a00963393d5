import { limits } from '../../../src/advisory/fields.ts';
import { h, replace } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { LineField } from './line.ts';
import type { Fix } from './part.ts';

const number = new Intl.NumberFormat('en-US');

/** `44 of 1,024` */
export class Counter {
  readonly element = h('span', { class: 'counter' });
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  update(length: number): void {
    const text = `${number.format(length)} of ${number.format(this.#limit)}`;
    if (this.element.textContent !== text) this.element.textContent = text;
    this.element.classList.toggle('over', length > this.#limit);
  }
}

/** The title as readers see it. The bot's tags stand apart: they are no part of it. */
export class TitleField extends LineField {
  readonly #page: PageModel;
  readonly #counter: Counter;
  readonly #tags: HTMLElement;

  constructor(model: PageModel, fix: Fix) {
    const counter = new Counter(limits.title);
    const tags = h('span', { class: 'tags' });
    super(model, {
      field: 'title',
      label: 'Title',
      aside: [tags, counter.element],
      fix,
    });
    this.#page = model;
    this.#counter = counter;
    this.#tags = tags;
  }

  override update(): void {
    super.update();
    this.#counter.update(this.#page.fields().title.length);
    const tags = this.#page.state.facts?.tags ?? [];
    replace(this.#tags, tags.join('\0'), () =>
      tags.map(tag =>
        h(
          'span',
          { class: 'chip', title: `The title on GitHub carries [${tag}] for the bot` },
          h('span', { class: 'sr' }, 'Tag '),
          h('bdi', {}, tag),
        ),
      ),
    );
  }
}
