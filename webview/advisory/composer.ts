import { button, h, link } from '../common/dom.ts';
import type { PageModel } from './model.ts';
import { postComment } from './postComment.ts';

/** Writes one comment into the advisory's discussion: seen, edited and sent by the user. Its text is in the draft. */
export class Composer {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #which: 'credit' | 'notes';
  readonly #done: () => void;
  readonly #area: HTMLTextAreaElement;
  readonly #answers: HTMLElement;
  readonly #form: HTMLElement;
  readonly #said = h('span', { role: 'status' });
  readonly #copy: HTMLElement;
  /** After nothing was sent, because the same words are there. */
  readonly #again = link('Post again', () => void this.#post(true));
  /** What was proposed at the last opening. */
  #proposed: string | null = null;
  /** What was edited and not sent: the next opening brings it back. */
  #kept: string | null = null;
  #sending = false;

  /** `done` moves the focus on when the comment is posted or given up. */
  constructor(model: PageModel, which: 'credit' | 'notes', done: () => void) {
    this.#model = model;
    this.#which = which;
    this.#done = done;
    const id = `comment-${which}`;
    this.#area = h('textarea', {
      id,
      rows: '2',
      'aria-describedby': `${id}-reach`,
      oninput: () => {
        this.#again.hidden = true;
        this.#model.compose(this.#which, this.#area.value);
      },
      onkeydown: event => this.#key(event as KeyboardEvent),
    }) as HTMLTextAreaElement;
    this.#answers = h(
      'div',
      { class: 'answers' },
      button('Post comment', () => void this.#post(), 'secondary'),
      button('Cancel', () => this.#cancel(), 'secondary'),
    );
    this.#form = h(
      'div',
      { class: 'composer', hidden: true },
      h('label', { for: id }, 'Comment'),
      this.#area,
      h(
        'p',
        { class: 'dim', id: `${id}-reach` },
        'Everybody in this advisory is mailed; the reporter can read it.',
      ),
      this.#answers,
    );
    this.#copy = link('Copy', () => void this.#copyText(), { 'aria-label': 'Copy the comment' });
    this.#copy.hidden = true;
    this.#again.hidden = true;
    this.element = h(
      'div',
      {},
      this.#form,
      h('p', { class: 'said-comment' }, this.#said, ' ', this.#again, ' ', this.#copy),
    );
  }

  get open(): boolean {
    return this.#text !== undefined;
  }

  /** Opens it with these words, or with what was written before. */
  start(words: string): void {
    if (!this.open) {
      this.#say('');
      this.#proposed = words;
      this.#model.compose(this.#which, this.#kept ?? words);
    }
    this.update();
    this.#area.focus();
  }

  update(): void {
    const text = this.#text;
    const { readOnly } = this.#model;
    this.#form.hidden = text === undefined;
    // The area has line ends of its own form.
    if (text !== undefined && this.#area.value !== text.replace(/\r\n?/g, '\n')) this.#area.value = text;
    this.#area.readOnly = readOnly || this.#sending;
    this.#answers.hidden = readOnly;
  }

  get #text(): string | undefined {
    return this.#model.draft.comments?.[this.#which];
  }

  #key(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey } = event;
    if (key === 'Escape') this.#cancel();
    if (key === 'Enter' && (ctrlKey || metaKey)) void this.#post();
  }

  #cancel(): void {
    if (this.#sending || this.#model.readOnly) return;
    const text = this.#text ?? '';
    this.#kept = text.trim() === '' || text === this.#proposed ? null : text;
    this.#close('');
  }

  async #post(again = false): Promise<void> {
    const body = this.#text?.trim() ?? '';
    if (body === '' || this.#sending || this.#model.readOnly) return;
    this.#sending = true;
    // What was pressed goes out of view.
    if (again) this.#area.focus();
    this.#say('Posting…');
    this.update();
    try {
      const there = await postComment(this.#model, body, again);
      if (there !== null) {
        this.#say(there, true);
        this.#again.hidden = false;
        return;
      }
      this.#kept = null;
      this.#close('Comment posted.');
    } catch (error) {
      this.#say((error as Error).message, true);
    } finally {
      this.#sending = false;
      this.update();
    }
  }

  #close(said: string): void {
    this.#say(said);
    const inside = this.#form.contains(document.activeElement);
    this.#model.compose(this.#which, null);
    this.update();
    if (inside) this.#done();
  }

  async #copyText(): Promise<void> {
    try {
      await this.#model.ask({ t: 'copy', text: this.#text ?? '' });
      this.#say('Copied', true);
    } catch (error) {
      this.#say((error as Error).message, true);
    }
  }

  /** A comment that was refused can be taken elsewhere. */
  #say(words: string, copy = false): void {
    this.#said.textContent = words;
    this.#copy.hidden = !copy;
    this.#again.hidden = true;
  }
}
