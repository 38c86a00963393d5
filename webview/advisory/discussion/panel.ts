import { h } from '../../common/dom.ts';
import type { PageModel, Panel } from '../model.ts';
import { Comments } from './comments.ts';
import { Decide } from './decide.ts';
import { Reply } from './reply.ts';

/** The conversation, and beside it, while nothing is decided yet, the determination. */
export class DiscussionPanel implements Panel {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #comments: Comments;
  readonly #reply: Reply;
  readonly #decide: Decide;

  constructor(model: PageModel) {
    this.#model = model;
    this.#reply = new Reply(model);
    this.#comments = new Comments(model, () => this.#reply.focus());
    this.#decide = new Decide(model, this.#reply);
    this.element = h(
      'div',
      { class: 'discussion-columns' },
      h('div', { class: 'conversation' }, this.#comments.element, this.#reply.element),
      this.#decide.element,
    );
  }

  /** The tab came into view: what others wrote since is read. */
  opened(): void {
    this.#model.tell({ t: 'readDiscussion' });
    this.#decide.opened();
  }

  update(): void {
    const deciding = this.#model.state.facts?.state === 'triage';
    this.element.classList.toggle('deciding', deciding);
    this.#decide.element.hidden = !deciding;
    this.#comments.update();
    this.#reply.update();
    if (deciding) this.#decide.update();
  }
}
