import type { DiscussionState } from '../../../src/ui/editor/discussionProtocol.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { Markdown } from '../preview/markdown.ts';
import { breathe } from '../preview/parts.ts';
import { count } from '../words.ts';
import { CommentCard } from './comment.ts';

/** What was said, oldest first, or why that is not known. */
export class Comments {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #heading = h('h2', { id: 'comments-heading', tabindex: '-1' }, 'Comments');
  readonly #again: HTMLElement;
  readonly #write: HTMLElement;
  readonly #note = h('p', { class: 'discussion-note', role: 'status' });
  readonly #list = h('ol', { class: 'comments' });
  readonly #cards = new Map<number, CommentCard>();
  // Their headings stand below those of the tab.
  readonly #markdown = new Markdown(3);
  #shown: DiscussionState | null = null;
  /** Counts the drawings: an older one ends when there is a newer one. */
  #drawing = 0;

  /** `write` moves the focus to where a comment is written. */
  constructor(model: PageModel, write: () => void) {
    this.#model = model;
    this.#again = h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': 'Read the comments again',
        title: 'Read the comments again',
        onclick: () => model.tell({ t: 'readDiscussion' }),
      },
      icon('refresh'),
    );
    this.#write = link('Write a comment', write);
    this.element = h(
      'section',
      { 'aria-labelledby': 'comments-heading' },
      h('div', { class: 'column-head' }, this.#heading, this.#write, this.#again),
      this.#note,
      this.#list,
    );
  }

  update(): void {
    const { discussion } = this.#model.state;
    if (discussion === this.#shown) return;
    this.#shown = discussion;
    const { kind, comments } = discussion;
    const heading = comments.length === 0 ? 'Comments' : count(comments.length, 'comment');
    if (this.#heading.textContent !== heading) this.#heading.textContent = heading;
    this.#again.hidden = kind === 'unread' || kind === 'loading';
    // It saves the way past what was said.
    this.#write.hidden = comments.length === 0;
    const inside = this.#note.contains(document.activeElement);
    replace(this.#note, JSON.stringify([kind, discussion.problem, comments.length === 0]), () =>
      this.#noteOf(discussion),
    );
    this.#note.hidden = this.#note.childNodes.length === 0;
    if (inside && !this.#note.contains(document.activeElement)) this.#heading.focus();
    this.#place(discussion);
    void this.#draw();
  }

  #noteOf({ kind, problem, comments }: DiscussionState): Child[] {
    if (kind === 'loading') return comments.length === 0 ? ['Loading comments…'] : [];
    if (kind === 'ready') return comments.length === 0 ? ['No comments yet.'] : [];
    if (kind === 'no-api')
      return [
        icon('info', 'info'),
        h('span', {}, problem ?? 'Comments cannot be read here.'),
        link('Open on GitHub', () => this.#model.tell({ t: 'offer', id: 'openOnGitHub' })),
      ];
    if (kind === 'failed')
      return [
        icon('error', 'error'),
        h('span', {}, problem ?? 'The comments could not be read.'),
        link('Try Again', () => this.#model.tell({ t: 'readDiscussion' })),
      ];
    return [];
  }

  /** One card for each comment, in their order; those that are there stay. */
  #place({ comments, reporter }: DiscussionState): void {
    const ids = new Set(comments.map(({ id }) => id));
    for (const [id, card] of this.#cards) {
      if (ids.has(id)) continue;
      card.element.remove();
      this.#cards.delete(id);
    }
    comments.forEach((comment, i) => {
      const card = this.#cards.get(comment.id) ?? new CommentCard(this.#model);
      this.#cards.set(comment.id, card);
      card.show(comment, reporter);
      if (this.#list.children[i] !== card.element)
        this.#list.insertBefore(card.element, this.#list.children[i] ?? null);
    });
    this.#list.hidden = comments.length === 0;
  }

  /** Texts are read one after another, so that keys are taken in between. */
  async #draw(): Promise<void> {
    const drawing = ++this.#drawing;
    const stale = () => drawing !== this.#drawing;
    const waiting = [...this.#cards.values()].filter(({ outdated }) => outdated);
    if (waiting.length > 0) this.#list.setAttribute('aria-busy', 'true');
    for (const card of waiting) {
      await card.draw(this.#markdown, stale);
      if (stale()) return;
      await breathe();
      if (stale()) return;
    }
    this.#list.removeAttribute('aria-busy');
  }
}
