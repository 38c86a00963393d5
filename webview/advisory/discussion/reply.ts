import { commentProblem, longestComment } from '../../../src/advisory/comment.ts';
import { templates } from '../../../src/texts/templates.ts';
import { button, h, link } from '../../common/dom.ts';
import { Shown } from '../fields/line.ts';
import { retype } from '../fields/retype.ts';
import { Counter } from '../fields/title.ts';
import type { PageModel } from '../model.ts';
import { postComment } from '../postComment.ts';
import { MenuButton } from './menu.ts';
import { Reach } from './reach.ts';
import { templateFacts } from './replies.ts';

/** The limit is in view once it is near. */
const near = longestComment - 5_000;

const sendKeys = /Mac/.test(navigator.userAgent) ? '⌘Enter sends' : 'Ctrl+Enter sends';

/** Where a comment is written. What is in it is in the draft until it is posted. */
export class Reply {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #area: HTMLTextAreaElement;
  readonly #menu: MenuButton;
  readonly #reach = new Reach();
  readonly #counter = new Counter(longestComment);
  readonly #said = h('span', { role: 'status', class: 'reply-said' });
  readonly #post: HTMLElement;
  readonly #copy: HTMLElement;
  /** After nothing was sent, because the same words are there. */
  readonly #again: HTMLElement;
  readonly #clear: HTMLElement;
  readonly #foot: HTMLElement;
  readonly #shown = new Shown();
  /** What a template or a question filled in; as long as nobody edited it, the next one takes its place. */
  #filled: string | null = null;
  #sending = false;
  /** The last try was refused: the text can be taken elsewhere. */
  #refused = false;

  constructor(model: PageModel) {
    this.#model = model;
    this.#area = h('textarea', {
      id: 'reply',
      rows: '5',
      spellcheck: 'true',
      'aria-describedby': 'reply-reach',
      oninput: () => this.#typed(),
      onkeydown: event => this.#key(event as KeyboardEvent),
    }) as HTMLTextAreaElement;
    this.#menu = new MenuButton('Template', () =>
      templates(templateFacts(model)).map(({ label, text }) => ({
        label,
        choose: () => this.fill(text, `Filled in: ${label}.`),
      })),
    );
    this.#post = button('Comment', () => void this.#send(), 'secondary');
    this.#copy = button('Copy Reply, Open GitHub', () => void this.#take(), 'secondary');
    this.#again = link('Post again', () => void this.#send(true));
    this.#again.hidden = true;
    this.#clear = link('Clear', () => this.#empty());
    this.#foot = h(
      'div',
      { class: 'reply-foot' },
      h('span', { class: 'dim reply-keys' }, sendKeys),
      this.#counter.element,
      this.#said,
      this.#again,
      h('span', { class: 'reply-buttons' }, this.#clear, this.#copy, this.#post),
    );
    this.element = h(
      'section',
      { class: 'reply', 'aria-label': 'Write a comment' },
      h('div', { class: 'reply-head' }, h('label', { for: 'reply' }, 'Your comment'), this.#menu.element),
      this.#area,
      this.#reach.element,
      this.#foot,
    );
  }

  /** What is written and not posted. */
  get text(): string {
    return this.#model.draft.comments?.discussion ?? '';
  }

  focus(): void {
    this.#area.focus();
  }

  /** Puts a text in, so that undo takes it back. What a person wrote stays: it is added below. */
  fill(text: string, said: string): void {
    if (this.#model.readOnly || this.#sending) return;
    const now = this.#area.value;
    const mine = now.trim() !== '' && now !== this.#filled;
    retype(this.#area, mine ? `${now.trimEnd()}\n\n${text}` : text);
    this.#filled = mine ? null : text;
    this.#area.focus();
    if (!mine) this.#area.setSelectionRange(0, 0);
    this.#say(mine ? 'Added below what you wrote.' : said);
  }

  update(): void {
    const { readOnly, state } = this.#model;
    const { text } = this;
    // The area has line ends of its own form.
    if (this.#shown.differs(text) && this.#area.value !== text.replace(/\r\n?/g, '\n'))
      this.#area.value = text;
    this.#area.readOnly = readOnly || this.#sending;
    const { length } = text.trim();
    this.#counter.element.hidden = length < near;
    this.#counter.update(length);
    this.#reach.update(this.#model);
    this.#menu.element.hidden = readOnly;
    this.#foot.hidden = readOnly;
    this.#clear.hidden = text === '';
    this.#copy.hidden = state.discussion.kind !== 'no-api' && !this.#refused;
    const off = commentProblem(text.trim()) !== null;
    for (const one of [this.#post, this.#copy]) {
      one.classList.toggle('off', off);
      // Not `disabled`: the focus would be lost when the comment is posted.
      one.setAttribute('aria-disabled', String(off));
    }
  }

  #typed(): void {
    const { value } = this.#area;
    this.#shown.typed(value);
    this.#say('');
    this.#model.compose('discussion', value === '' ? null : value);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) void this.#send();
  }

  /** The text to be sent; null, and the reason said, where there is none. */
  #body(): string | null {
    const body = this.text.trim();
    if (this.#sending || this.#model.readOnly) return null;
    const problem = commentProblem(body);
    if (problem === null) return body;
    this.#say(problem);
    return null;
  }

  async #send(again = false): Promise<void> {
    const body = this.#body();
    if (body === null) return;
    // What was pressed goes out of view.
    if (again) this.#area.focus();
    await this.#try('Posting…', async () => {
      const there = await postComment(this.#model, body, again);
      if (there === null) this.#forget();
      this.#again.hidden = there === null;
      return there ?? 'Comment posted.';
    });
  }

  async #take(): Promise<void> {
    const body = this.#body();
    if (body === null) return;
    await this.#try('', async () => {
      await this.#model.ask({ t: 'replyOnGitHub', body });
      return 'Copied. Paste it on GitHub; it is kept here until you clear it.';
    });
  }

  /** `act` gives what is said of it. */
  async #try(meanwhile: string, act: () => Promise<string>): Promise<void> {
    this.#sending = true;
    this.#say(meanwhile);
    this.update();
    try {
      const said = await act();
      this.#refused = false;
      this.#said.textContent = said;
    } catch (error) {
      this.#refused = true;
      this.#say((error as Error).message);
    } finally {
      this.#sending = false;
      this.update();
    }
  }

  /** As if it had been deleted by hand: undo brings it back. */
  #empty(): void {
    retype(this.#area, '');
    this.#area.focus();
  }

  #forget(): void {
    this.#filled = null;
    this.#model.compose('discussion', null);
  }

  #say(words: string): void {
    this.#said.textContent = words;
    this.#again.hidden = true;
  }
}
