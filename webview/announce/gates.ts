import type { AnnounceGate, AnnounceState } from '../../src/ui/announce/protocol.ts';
import { h, icon, link, replace, textField } from '../common/dom.ts';
import { Told, type Ask } from './asks.ts';

const icons: Readonly<Record<AnnounceGate['state'], readonly [string, string]>> = {
  ok: ['pass-filled', 'ok'],
  open: ['circle-large-outline', 'dim'],
  unknown: ['question', 'dim'],
};

const words: Readonly<Record<AnnounceGate['state'], string>> = {
  ok: 'done',
  open: 'open',
  unknown: 'unknown',
};

/** What has to be true first, each with its evidence or the way to put it right. */
export class Gates {
  readonly element: HTMLElement;
  readonly #rows = h('ul', { class: 'rows' });
  readonly #failed = h('div', { class: 'failed' });
  readonly #told: Told;
  /** Naming another pull request: the field stays what it is while the rows around it are drawn anew. */
  #naming: HTMLElement | null = null;
  /** The reason for which a fix stays that was taken back. */
  #reason: HTMLElement | null = null;
  #gates: readonly AnnounceGate[] = [];

  constructor(ask: Ask) {
    this.#told = new Told(ask);
    this.element = h(
      'section',
      { class: 'ready', 'aria-labelledby': 'ready' },
      h('h2', { id: 'ready' }, 'Ready to send'),
      this.#failed,
      this.#rows,
      this.#told.element,
    );
  }

  update({ gates, failure, phase }: AnnounceState): void {
    replace(this.#failed, failure ?? '', () =>
      failure === null
        ? []
        : [
            icon('error', 'error'),
            h('span', { role: 'alert' }, failure),
            link('Try again', () => void this.#told.ask({ t: 'again' })),
          ],
    );
    this.#gates = gates;
    // While it is being read nobody knows whether it may still be named.
    if (phase !== 'loading') {
      if (!gates.some(({ pulls }) => pulls?.ask)) this.#naming = null;
      if (!gates.some(({ keep }) => keep?.kept === null)) this.#reason = null;
    }
    this.#draw();
  }

  #draw(): void {
    const open = [this.#naming, this.#reason].map(field => field !== null);
    const focused = [this.#naming, this.#reason].find(field => field?.contains(document.activeElement));
    const input = () =>
      focused?.querySelector('vscode-text-field')?.shadowRoot?.querySelector<HTMLInputElement>('input');
    const { selectionStart = null, selectionEnd = null } = input() ?? {};
    replace(this.#rows, JSON.stringify([this.#gates, open]), () => this.#gates.map(gate => this.#row(gate)));
    if (!focused?.isConnected) return;
    // To be moved takes the focus away, and where it was in the text.
    focused.querySelector<HTMLElement>('vscode-text-field')?.focus();
    input()?.setSelectionRange(selectionStart, selectionEnd);
  }

  #row(gate: AnnounceGate): HTMLElement {
    const { id, label, state, detail, repair, warning, title, keep, pulls } = gate;
    const [glyph, colour] = icons[state];
    return h(
      'li',
      { class: `gate ${state}`, 'data-gate': id },
      h(
        'div',
        { class: 'row' },
        icon(glyph, colour),
        h('span', { class: 'name' }, label, h('span', { class: 'sr' }, `, ${words[state]}`)),
        h('span', { class: 'detail' }, detail),
        repair === null
          ? null
          : link(repair, () => void this.#told.ask({ t: 'repair', gate: id }), {
              'aria-label': `${repair}: ${label}`,
            }),
      ),
      title === null ? null : h('p', { class: 'more title' }, h('bdi', {}, title)),
      warning === null ? null : h('p', { class: 'more' }, icon('warning', 'warning'), h('span', {}, warning)),
      keep !== null ? this.#keep(keep) : id === 'fix' ? this.#reason : null,
      ...(pulls ? this.#pulls(pulls) : id === 'fix' ? [this.#naming] : []),
    );
  }

  /** Pull requests to choose from, and a field for another one. */
  #pulls({ choices, ask }: NonNullable<AnnounceGate['pulls']>): (HTMLElement | null)[] {
    const name = (text: string) => this.#told.ask({ t: 'pull', text });
    return [
      choices.length === 0
        ? null
        : h(
            'ul',
            { class: 'choices', 'aria-label': 'Which pull request is the fix?' },
            ...choices.map(({ number, label }) =>
              h(
                'li',
                {},
                link(`Use ${label}`, () => void name(String(number))),
              ),
            ),
          ),
      !ask ? null : (this.#naming ?? this.#nameLink()),
    ];
  }

  /** A revert may be of something else, or of a part: with a reason the fix stays. */
  #keep({ finding, kept }: NonNullable<AnnounceGate['keep']>): HTMLElement {
    if (kept !== null) {
      const undo = () => void this.#told.ask({ t: 'unkeep', finding });
      return h('p', { class: 'more' }, link('Undo', undo, { 'aria-label': 'Undo: it was taken back' }));
    }
    if (this.#reason) return this.#reason;
    const open = () => {
      this.#reason = this.#field('Reason to keep this fix', 'Why is it still the fix?', 'Keep', reason =>
        this.#told.ask({ t: 'keep', finding, reason }),
      );
      this.#show(this.#reason);
    };
    return h(
      'p',
      { class: 'more' },
      link('This revert is another matter…', open, { 'data-opens': 'reason' }),
    );
  }

  #nameLink(): HTMLElement {
    const open = () => {
      this.#naming = this.#field('Number or address of the pull request', 'Number or address', 'Use', text =>
        this.#told.ask({ t: 'pull', text }),
      );
      this.#show(this.#naming);
    };
    return h('p', { class: 'more' }, link('Name the pull request…', open, { 'data-opens': 'name' }));
  }

  #show(field: HTMLElement): void {
    this.#draw();
    field.querySelector<HTMLElement>('vscode-text-field')?.focus();
  }

  /** A line to write in. It goes when it was taken, or by Escape. */
  #field(
    name: string,
    placeholder: string,
    press: string,
    take: (text: string) => Promise<boolean>,
  ): HTMLElement {
    const gone = () => {
      const opens = this.#naming === line ? 'name' : 'reason';
      if (this.#naming === line) this.#naming = null;
      if (this.#reason === line) this.#reason = null;
      const focused = line.contains(document.activeElement);
      this.#draw();
      if (focused) this.#rows.querySelector<HTMLElement>(`[data-opens="${opens}"]`)?.focus();
    };
    const use = async () => {
      if (field.value.trim() !== '' && (await take(field.value.trim()))) gone();
    };
    const field = textField(name, {
      placeholder,
      onkeydown: event => {
        const { key } = event as KeyboardEvent;
        if (key === 'Enter') void use();
        if (key === 'Escape') gone();
      },
    });
    const line = h(
      'p',
      { class: 'more naming' },
      field,
      link(press, () => void use()),
    );
    return line;
  }
}
