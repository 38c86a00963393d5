import type { ShownComment } from '../../../src/ui/editor/discussionProtocol.ts';
import { moment } from '../../common/dates.ts';
import { h, link, replace } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { shownText } from '../preview/decorate.ts';
import { openLinks } from '../preview/links.ts';
import type { Markdown } from '../preview/markdown.ts';
import { drawParts } from '../preview/parts.ts';

/** From here on a text has a box of its own that scrolls: what was said after it stays in reach. */
const long = 6_000;

/** One comment: who wrote it, when, and what. */
export class CommentCard {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #head = h('div', { class: 'comment-head' });
  readonly #cut = h('p', { class: 'dim comment-cut', hidden: true });
  readonly #text = h('div', { class: 'markdown' });
  readonly #body: HTMLElement;
  #comment: ShownComment | null = null;
  #drawn: string | null = null;

  constructor(model: PageModel) {
    this.#model = model;
    this.#body = h('div', { class: 'comment-body' }, this.#cut, this.#text);
    this.element = h('li', { class: 'comment' }, this.#head, this.#body);
    openLinks(this.#body, model);
  }

  /** Is its text not the one in view? */
  get outdated(): boolean {
    return this.#comment !== null && this.#comment.body !== this.#drawn;
  }

  show(comment: ShownComment, reporter: string | null): void {
    this.#comment = comment;
    const { author, role, createdAt, htmlUrl, body } = comment;
    const who = author ?? 'A deleted user';
    const what = role === '' && author !== null && author === reporter ? 'reporter' : role;
    const when = moment(createdAt) || 'On GitHub';
    replace(this.#head, JSON.stringify([who, what, when, htmlUrl]), () => [
      h('b', {}, h('bdi', {}, ...shownText(who))),
      what === '' ? null : h('span', { class: 'dim' }, what),
      link(when, () => this.#model.tell({ t: 'openLink', url: htmlUrl }), {
        class: 'link when',
        'aria-label': `${when}, open the comment of ${who} on GitHub`,
      }),
    ]);
    const scrolls = body.length > long;
    this.#body.classList.toggle('scrolls', scrolls);
    // What scrolls must be in reach of the keyboard.
    for (const [name, value] of [
      ['tabindex', '0'],
      ['role', 'region'],
      ['aria-label', `Comment of ${who}`],
    ] as const) {
      if (scrolls) this.#body.setAttribute(name, value);
      else this.#body.removeAttribute(name);
    }
  }

  async draw(markdown: Markdown, stale: () => boolean): Promise<void> {
    const body = this.#comment!.body;
    if (body.trim() === '') {
      this.#text.replaceChildren(h('p', { class: 'dim' }, 'Empty'));
      this.#drawn = body;
      return;
    }
    // Compared with itself: nothing of it is unsaved.
    const { parts, sentence } = markdown.parts(body, body);
    this.#cut.hidden = sentence === null;
    this.#cut.textContent = sentence;
    await drawParts(this.#text, parts, stale);
    if (!stale()) this.#drawn = body;
  }
}
