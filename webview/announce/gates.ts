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
  /** Is another pull request being named? */
  #naming = false;
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

  update({ gates, failure }: AnnounceState): void {
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
    if (!gates.some(({ pulls }) => pulls?.ask)) this.#naming = false;
    this.#draw();
  }

  #draw(): void {
    replace(this.#rows, JSON.stringify([this.#gates, this.#naming]), () =>
      this.#gates.map(gate => this.#row(gate)),
    );
  }

  #row(gate: AnnounceGate): HTMLElement {
    const { id, label, state, detail, repair, warning, pulls } = gate;
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
      warning === null ? null : h('p', { class: 'more' }, icon('warning', 'warning'), h('span', {}, warning)),
      ...(pulls ? this.#pulls(pulls) : []),
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
      !ask ? null : this.#naming ? this.#nameField(name) : this.#nameLink(),
    ];
  }

  #nameLink(): HTMLElement {
    const open = () => {
      this.#naming = true;
      this.#draw();
      this.#rows.querySelector<HTMLElement>('.naming vscode-text-field')?.focus();
    };
    return h('p', { class: 'more' }, link('Name the pull request…', open));
  }

  #nameField(name: (text: string) => Promise<boolean>): HTMLElement {
    const close = () => {
      this.#naming = false;
      this.#draw();
      this.#rows.querySelector<HTMLElement>('.more button')?.focus();
    };
    const use = async () => {
      if (await name(field.value)) this.#naming = false;
      this.#draw();
    };
    const field = textField('Number or address of the pull request', {
      placeholder: 'Number or address',
      onkeydown: event => {
        const { key } = event as KeyboardEvent;
        if (key === 'Enter') void use();
        if (key === 'Escape') close();
      },
    });
    return h(
      'p',
      { class: 'more naming' },
      field,
      link('Use', () => void use()),
    );
  }
}
