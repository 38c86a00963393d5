import type { AfterRow, AnnounceState, ToHost } from '../../src/ui/announce/protocol.ts';
import { button, h, icon, link, replace, textField } from '../common/dom.ts';
import { Told, type Ask } from './asks.ts';

const icons: Readonly<Record<AfterRow['state'], readonly [string, string]>> = {
  done: ['pass-filled', 'ok'],
  open: ['circle-large-outline', 'dim'],
  later: ['circle-small-filled', 'dim'],
  waiting: ['history', 'dim'],
};

const spoken: Readonly<Record<AfterRow['state'], string>> = {
  done: ', done',
  open: '',
  later: ', later',
  waiting: ', waiting',
};

/** What follows the e-mail: when it went, where it is archived, the record, the backports, the end. */
export class After {
  readonly element: HTMLElement;
  readonly #told: Told;
  readonly #sent = h('div', { class: 'sent' });
  readonly #date = h('input', { type: 'date', id: 'sent-on', required: true }) as HTMLInputElement;
  readonly #archive = textField('Archive link', {
    id: 'archive',
    placeholder: 'https://mail.python.org/archives/…',
    onchange: () => void this.#keepArchive(),
  });
  readonly #archiveTold: Told;
  readonly #rows = h('ul', { class: 'rows' });
  /** The day was chosen here: the host's does not replace it. */
  #chosen = false;
  /** The host's, as it was shown last. */
  #archived: string | null = null;

  constructor(ask: Ask) {
    this.#told = new Told(ask);
    this.#archiveTold = new Told(ask);
    this.#date.addEventListener('input', () => (this.#chosen = true));
    this.element = h(
      'section',
      { 'aria-labelledby': 'after' },
      h('h2', { id: 'after' }, 'After sending'),
      this.#sent,
      this.#told.element,
      h(
        'div',
        { class: 'archive' },
        h('span', { class: 'label', 'aria-hidden': 'true' }, 'Archive link'),
        this.#archive,
        this.#archiveTold.element,
      ),
      this.#rows,
    );
  }

  update(state: AnnounceState): void {
    const { sentOn, today, archiveUrl, record, backports, close } = state;
    this.#date.max = today;
    if (!this.#chosen) this.#date.value = today;
    replace(this.#sent, sentOn ?? '', () => (sentOn === null ? this.#mark() : this.#marked(sentOn)));
    if (this.#archived !== archiveUrl) this.#archive.value = this.#archived = archiveUrl;
    replace(this.#rows, JSON.stringify([record, backports, close]), () => [
      this.#row('CVE record', record, { t: 'saveRecord' }, record.published !== true),
      this.#row('Backports', backports, { t: 'showBackports' }),
      this.#row('Close advisory', close, { t: 'close' }),
    ]);
  }

  #mark(): HTMLElement[] {
    const mark = () => void this.#told.ask({ t: 'sent', on: this.#date.value });
    return [
      h('label', { class: 'label', for: 'sent-on' }, 'Sent on'),
      h('div', { class: 'two' }, this.#date, button('Mark as sent', mark, 'secondary')),
    ];
  }

  #marked(on: string): HTMLElement[] {
    const undo = () => {
      this.#chosen = false;
      void this.#told.ask({ t: 'sent', on: null });
    };
    return [
      h(
        'div',
        { class: 'row' },
        icon('pass-filled', 'ok'),
        h('span', { class: 'grow' }, `Sent ${dayInFull(on)}`),
        link('Undo', undo, { 'aria-label': 'Undo: it was not sent' }),
      ),
    ];
  }

  async #keepArchive(): Promise<void> {
    const { value } = this.#archive;
    if (value.trim() === (this.#archived ?? '')) return;
    const kept = await this.#archiveTold.ask({ t: 'archive', url: value });
    if (kept) this.#archive.removeAttribute('aria-invalid');
    else this.#archive.setAttribute('aria-invalid', 'true');
  }

  #row(name: string, { state, detail, press }: AfterRow, message: ToHost, check = false): HTMLElement {
    const [glyph, colour] = icons[state];
    const ask = (asked: ToHost) => () => void this.#told.ask(asked);
    return h(
      'li',
      { class: 'row', 'data-row': message.t },
      icon(glyph, colour),
      h('span', { class: 'name' }, name, h('span', { class: 'sr' }, spoken[state])),
      h('span', { class: 'detail' }, detail),
      check && message.t === 'saveRecord'
        ? link('Check', ask({ t: 'checkRecord' }), { 'aria-label': 'Check: is the CVE record published?' })
        : null,
      press === null ? null : link(press, ask(message), { 'aria-label': `${press} ${name}` }),
    );
  }
}

const inFull = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** "20 November 2026" of 2026-11-20. */
function dayInFull(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : inFull.format(date);
}
