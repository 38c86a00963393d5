import { button, h, icon, link } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';

/** A comment that asks the reporter about credit: written here, read, and only then sent. */
export class AskCredit {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #area: HTMLTextAreaElement;
  readonly #problem = h('p', { class: 'finding-text', role: 'alert' });
  readonly #sent = h('p', { class: 'dim', role: 'status' });
  readonly #form: HTMLElement;
  #back: HTMLElement | null = null;
  #sending = false;

  constructor(model: PageModel) {
    this.#model = model;
    this.#area = h('textarea', {
      id: 'ask-credit',
      rows: '5',
      onkeydown: event => this.#key(event as KeyboardEvent),
    }) as HTMLTextAreaElement;
    this.#form = h(
      'div',
      { class: 'composer', hidden: true },
      h('label', { for: 'ask-credit' }, 'Comment'),
      this.#area,
      h(
        'p',
        { class: 'preview-line dim' },
        icon('info', 'info'),
        'The reporter can read this. It is mailed to them.',
      ),
      h(
        'div',
        { class: 'answers' },
        button('Comment', () => void this.#send(), 'secondary'),
        link('Cancel', () => this.close()),
      ),
      this.#problem,
    );
    this.element = h('div', {}, this.#form, this.#sent);
  }

  open(): void {
    const { facts } = this.#model.state;
    this.#back = document.activeElement as HTMLElement | null;
    this.#sent.textContent = '';
    this.#problem.textContent = '';
    if (this.#area.value === '') this.#area.value = words(facts?.author ?? null);
    this.#form.hidden = false;
    this.#area.focus();
    this.#area.setSelectionRange(0, 0);
  }

  close(): void {
    this.#form.hidden = true;
    this.#back?.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void this.#send();
  }

  async #send(): Promise<void> {
    const body = this.#area.value.trim();
    if (body === '' || this.#sending) return;
    this.#sending = true;
    this.#problem.textContent = '';
    try {
      await this.#model.ask({ t: 'comment', body });
      this.#area.value = '';
      this.close();
      this.#sent.textContent = 'Asked. The answer comes as a comment.';
    } catch (error) {
      this.#problem.textContent = (error as Error).message;
    } finally {
      this.#sending = false;
    }
  }
}

function words(reporter: string | null): string {
  const hello = reporter === null ? 'Hello,' : `Hello @${reporter},`;
  return `${hello}\n\nthank you for the report. Would you like to be credited when the advisory is published? If so, tell us the name to use, or accept the credit on GitHub. If you would rather not be named, that is fine too.`;
}
