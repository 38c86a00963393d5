import { mailText } from '../../../src/texts/index.ts';
import { h, replace } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { mailOf } from './content.ts';
import { drawParts } from './parts.ts';
import { plainParts } from './plain.ts';
import { sources, type View } from './view.ts';

/** The announcement, exactly as it would be sent. */
export class MailView implements View {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #to = h('dd', {});
  readonly #replyName = h('dt', {}, 'Reply to');
  readonly #replyTo = h('dd', {});
  readonly #subject = h('dd', { class: 'subject' });
  readonly #body = h('div', { class: 'plain-text' });

  constructor(model: PageModel) {
    this.#model = model;
    this.element = h(
      'div',
      { class: 'mail' },
      h(
        'dl',
        { class: 'mail-head' },
        h('dt', {}, 'To'),
        this.#to,
        this.#replyName,
        this.#replyTo,
        h('dt', {}, 'Subject'),
        this.#subject,
      ),
      this.#body,
    );
  }

  async draw(stale: () => boolean): Promise<boolean> {
    const { state } = this.#model;
    const { now, before } = sources(this.#model);
    const mail = mailOf(now, state);
    const old = mailOf(before, state);
    replace(this.#to, mail.to, () => [mail.to]);
    replace(this.#replyTo, mail.replyTo, () => [mail.replyTo]);
    this.#replyName.hidden = this.#replyTo.hidden = mail.replyTo === '';
    const subject = plainParts(mail.subject, old.subject);
    replace(this.#subject, subject.parts.map(({ key }) => key).join('\0'), () =>
      subject.parts.map(({ make }) => make()),
    );
    const body = plainParts(mail.body, old.body);
    await drawParts(this.#body, body.parts, stale);
    return subject.changed || body.changed;
  }

  copy(): string {
    return mailText(mailOf(sources(this.#model).now, this.#model.state));
  }
}
