import type { ChangedLine } from '../../src/texts/index.ts';
import type { AnnounceState, MailPiece, MailView, ToHost } from '../../src/ui/announce/protocol.ts';
import { h, icon, link, replace, type Child } from '../common/dom.ts';
import { Told, type Ask } from './asks.ts';
import { Findings } from './findings.ts';

const signs: Readonly<Record<ChangedLine['kind'], readonly [string, string]>> = {
  same: ['', ''],
  added: ['+', 'Added: '],
  removed: ['-', 'From the template: '],
};

/** The e-mail, exactly as it would be sent, and what is to be said of its words. */
export class Letter {
  readonly element: HTMLElement;
  readonly #ask: Ask;
  readonly #told: Told;
  readonly #to = h('dd', {});
  readonly #replyName = h('dt', {}, 'Reply to');
  readonly #replyTo = h('dd', {});
  readonly #subject = h('dd', { class: 'subject' });
  readonly #body = h('div', { class: 'mail-body' });
  readonly #area: HTMLTextAreaElement;
  readonly #foot = h('div', { class: 'foot' });
  /** Stays where it is: what is spoken is what changes in it. */
  readonly #says = h('span', { class: 'sentence', role: 'status' });
  readonly #changes = h('ol', { class: 'changes', 'aria-label': 'Differences from the template' });
  readonly #findings: Findings;
  readonly #note = h('p', { class: 'line' });
  readonly #mark = h('span', {});
  readonly #presses = h('span', { class: 'presses' });
  readonly #outdated = h('p', { class: 'line' });
  #state: AnnounceState | null = null;
  #editing = false;
  #showing = false;
  #revision = 0;
  /** What was typed here and is not in the host's state yet. */
  #typed: { readonly value: string; readonly revision: number } | null = null;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.#told = new Told(ask);
    this.#findings = new Findings(message => this.#told.ask(message));
    this.#area = h('textarea', {
      class: 'mail-body',
      'aria-label': 'Text of the e-mail',
      spellcheck: 'false',
      oninput: () => this.#edit(this.#area.value),
      onkeydown: event => {
        if ((event as KeyboardEvent).key === 'Escape') this.#stop();
      },
    }) as HTMLTextAreaElement;
    this.#foot.append(h('p', { class: 'line' }, this.#mark, this.#says, this.#presses), this.#outdated);
    this.element = h(
      'section',
      { class: 'letter', 'aria-label': 'The e-mail' },
      h(
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
        this.#area,
      ),
      h(
        'div',
        { class: 'words' },
        this.#foot,
        this.#changes,
        this.#findings.element,
        this.#told.element,
        this.#note,
      ),
    );
  }

  /** The e-mail as it stands here. */
  get seen(): MailView {
    const { mail } = this.#state!;
    return { ...mail, body: this.#typed?.value ?? mail.body };
  }

  update(state: AnnounceState, revision: number): void {
    this.#state = state;
    // A page that comes back counts on from where the host is.
    this.#revision = Math.max(this.#revision, revision);
    if (this.#typed && this.#typed.revision <= revision) this.#typed = null;
    if (!state.editable && state.edited === null) this.#editing = false;
    const { mail, pieces, note } = state;
    this.#to.textContent = mail.to;
    this.#replyTo.textContent = mail.replyTo;
    this.#replyName.hidden = this.#replyTo.hidden = mail.replyTo === '';
    drawn(this.#subject, pieces.subject);
    drawn(this.#body, state.edited === null ? pieces.body : [{ text: mail.body }]);
    const { body } = this.seen;
    if (this.#area.value !== body) this.#area.value = body;
    this.#findings.update(state.findings);
    replace(this.#note, note ?? '', () => (note === null ? [] : [icon('info', 'info'), h('span', {}, note)]));
    this.#paint();
  }

  #edit(value: string): void {
    this.#typed = { value, revision: ++this.#revision };
    void this.#ask({ t: 'text', value, revision: this.#revision }).catch(() => undefined);
  }

  #paint(): void {
    const state = this.#state!;
    this.#body.hidden = this.#editing;
    this.#area.hidden = !this.#editing;
    const { changes, lines } = state.differs;
    const showing = this.#showing && lines > 0;
    const foot = footOf(state);
    const { editable, edited, undo, outdated } = state;
    replace(this.#mark, foot.glyph, () => [icon(foot.glyph, foot.colour)]);
    if (this.#says.textContent !== foot.words) this.#says.textContent = foot.words;
    const key = [foot.template, lines > 0, editable || edited !== null, undo, this.#editing, showing];
    replace(this.#presses, JSON.stringify(key), () => this.#press(state));
    replace(this.#outdated, String(outdated), () => (outdated ? this.#another() : []));
    this.#changes.hidden = !showing;
    replace(this.#changes, JSON.stringify(changes), () =>
      changes.map(({ kind, text }) => {
        const [sign, spoken] = signs[kind];
        return h(
          'li',
          { class: kind },
          h('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
          h('span', { class: 'sr' }, spoken),
          h('span', {}, text === '' ? '\u00a0' : text),
        );
      }),
    );
  }

  #press(state: AnnounceState): Child[] {
    const { template } = footOf(state);
    const may = state.editable || state.edited !== null;
    return [
      state.differs.lines > 0 ? this.#show() : null,
      template ? null : link('Use the template', () => this.#back({ t: 'text', value: null, revision: 0 })),
      state.undo
        ? link('Undo', () => this.#back({ t: 'undo', revision: 0 }), {
            'aria-label': 'Undo: the edited text is used again',
          })
        : null,
      !may ? null : this.#editing ? link('Done', () => this.#stop()) : link('Edit text', () => this.#start()),
    ];
  }

  #another(): Child[] {
    return [
      icon('warning', 'warning'),
      h('span', { class: 'sentence' }, 'The template is another now.'),
      link('I have read it', () => void this.#told.ask({ t: 'read' })),
    ];
  }

  #show(): HTMLElement {
    const press = () => {
      this.#showing = !this.#showing;
      this.#paint();
    };
    return link(this.#showing ? 'Hide' : 'Show', press, {
      'aria-expanded': String(this.#showing),
      'aria-label': `${this.#showing ? 'Hide' : 'Show'} the differences`,
    });
  }

  #start(): void {
    this.#editing = true;
    this.#paint();
    this.#area.focus();
    this.#area.setSelectionRange(0, 0);
  }

  #stop(): void {
    this.#editing = false;
    this.#paint();
    this.#foot.querySelector<HTMLElement>('.presses button:last-child')?.focus();
  }

  /** Another text takes the place of what is typed here. */
  #back(message: Extract<ToHost, { readonly t: 'text' | 'undo' }>): void {
    this.#typed = null;
    this.#editing = false;
    void this.#told.ask({ ...message, revision: ++this.#revision });
  }
}

function footOf({ edited, differs, pieces }: AnnounceState): {
  readonly glyph: string;
  readonly colour: string;
  readonly words: string;
  readonly template: boolean;
} {
  const holes = [...pieces.subject, ...pieces.body].filter(piece => 'hole' in piece).length;
  if (edited !== null && differs.lines > 0) {
    const words = `Differs from the template in ${differs.lines === 1 ? '1 line' : `${differs.lines} lines`}.`;
    return { glyph: 'info', colour: 'info', words, template: false };
  }
  if (holes > 0) {
    const words = `Follows the template; ${holes === 1 ? '1 part is' : `${holes} parts are`} missing.`;
    return { glyph: 'info', colour: 'info', words, template: edited === null };
  }
  return {
    glyph: 'check',
    colour: 'ok',
    words: 'Follows the template word for word.',
    template: edited === null,
  };
}

function drawn(element: HTMLElement, pieces: readonly MailPiece[]): void {
  replace(element, JSON.stringify(pieces), () =>
    pieces.map(piece => ('text' in piece ? piece.text : h('mark', { class: 'hole' }, `[${piece.hole}]`))),
  );
}
