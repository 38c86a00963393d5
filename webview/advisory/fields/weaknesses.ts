import { h, icon, replace } from '../../common/dom.ts';
import type { Weakness } from '../../../src/ui/editor/protocol.ts';
import type { PageModel } from '../model.ts';
import { shownText } from '../preview/decorate.ts';
import { Frame } from './frame.ts';
import type { FieldPart, Fix } from './part.ts';
import { Weaknesses } from './weaknessNames.ts';

/** The search waits for a rest of the keys. */
const restMs = 120;

/** Weaknesses as chips, with a combobox that finds more by number or words. */
export class WeaknessesField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #weaknesses: Weaknesses;
  readonly #frame: Frame;
  readonly #chips = h('span', { class: 'chips' });
  // Native: the list it controls must be in the same tree as the input, which the toolkit's is not.
  readonly #input: HTMLInputElement;
  readonly #list = h('ul', {
    id: 'weakness-list',
    role: 'listbox',
    'aria-label': 'Weaknesses found',
    class: 'options',
  });
  readonly #none = h(
    'p',
    { class: 'options none', hidden: true },
    'No weakness has this number or these words.',
  );
  readonly #status = h('span', { class: 'sr', role: 'status' });
  #found: readonly Weakness[] = [];
  /** The one that Enter takes though none is marked: it was meant by its number, or nothing else matches. */
  #meant: Weakness | undefined;
  #active = -1;
  /** Only the newest search may show its answer. */
  #search = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(model: PageModel, fix: Fix) {
    this.#model = model;
    this.#weaknesses = Weaknesses.of(model);
    this.#weaknesses.onNames(() => this.#showChips());
    this.#input = h('input', {
      id: 'field-weaknesses',
      type: 'text',
      role: 'combobox',
      placeholder: 'Add',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': 'weakness-list',
      oninput: () => this.#typed(),
      onkeydown: event => this.#key(event as KeyboardEvent),
      onblur: () => this.#left(),
    }) as HTMLInputElement;
    this.#close();
    this.#frame = new Frame(model, {
      fields: ['cweIds'],
      id: 'weaknesses',
      label: h('label', { for: 'field-weaknesses', class: 'name' }, 'Weaknesses'),
      control: h(
        'div',
        { class: 'combo', onclick: event => event.target === event.currentTarget && this.#input.focus() },
        this.#chips,
        this.#input,
        this.#list,
        this.#none,
        this.#status,
      ),
      described: () => this.#input,
      focus: () => this.focus(),
      fix,
    });
    this.element = this.#frame.element;
  }

  update(): void {
    this.#weaknesses.want(this.#model.fields().cweIds);
    this.#input.readOnly = this.#model.readOnly;
    this.#input.placeholder = this.#model.readOnly ? '' : 'Add';
    this.#showChips();
    this.#frame.update(this.#model);
  }

  focus(): void {
    this.#input.focus();
  }

  #showChips(): void {
    const ids = this.#model.fields().cweIds;
    const { readOnly } = this.#model;
    const names = ids.map(id => this.#weaknesses.name(id));
    replace(this.#chips, JSON.stringify([ids, names, readOnly]), () =>
      ids.map((id, i) => {
        const words = `${id} ${names[i]}`.trim();
        return h(
          'span',
          { class: 'chip', title: words },
          h('bdi', {}, ...shownText(words)),
          readOnly
            ? null
            : h(
                'button',
                {
                  type: 'button',
                  class: 'chip-x',
                  'aria-label': `Remove ${words}`,
                  onclick: () => {
                    this.#remove(id);
                    this.#input.focus();
                  },
                },
                icon('close'),
              ),
        );
      }),
    );
  }

  #remove(id: string): void {
    this.#model.edit({ cweIds: this.#model.fields().cweIds.filter(other => other !== id) });
    this.#status.textContent = `${id} removed`;
  }

  #add({ id }: Weakness): void {
    this.#input.value = '';
    this.#close();
    const { cweIds } = this.#model.fields();
    if (!cweIds.includes(id)) this.#model.edit({ cweIds: [...cweIds, id] });
    this.#status.textContent = `${id} added`;
  }

  #typed(): void {
    clearTimeout(this.#rest);
    if (this.#model.readOnly) return;
    const words = this.#input.value.trim();
    if (words === '') return this.#close();
    this.#rest = setTimeout(() => void this.#find(words), restMs);
  }

  async #find(words: string): Promise<void> {
    const search = ++this.#search;
    let found: readonly Weakness[] = [];
    try {
      found = await this.#weaknesses.find(words);
    } catch (error) {
      this.#status.textContent = (error as Error).message;
      return;
    }
    if (search !== this.#search || document.activeElement !== this.#input) return;
    const taken = this.#model.fields().cweIds;
    this.#found = found.filter(({ id }) => !taken.includes(id));
    this.#active = -1;
    this.#meant = meant(words, found, this.#found);
    this.#list.replaceChildren(...this.#found.map((entry, i) => this.#option(entry, i)));
    this.#list.hidden = this.#found.length === 0;
    this.#none.hidden = this.#found.length > 0;
    this.#input.setAttribute('aria-expanded', String(this.#found.length > 0));
    this.#input.removeAttribute('aria-activedescendant');
    this.#status.textContent =
      this.#found.length === 0 ? this.#none.textContent : `${this.#found.length} found`;
  }

  #option(entry: Weakness, i: number): HTMLElement {
    return h(
      'li',
      {
        id: `weakness-${i}`,
        role: 'option',
        'aria-selected': 'false',
        // The press must not take the focus, or the list would close before it.
        onmousedown: event => event.preventDefault(),
        onclick: () => this.#add(entry),
      },
      h('b', {}, entry.id),
      ` ${entry.name}`,
    );
  }

  /** A text that stays would look like a value. When the whole window is left, the focus stays here. */
  #left(): void {
    this.#close();
    if (document.activeElement !== this.#input) this.#input.value = '';
  }

  #close(): void {
    clearTimeout(this.#rest);
    this.#search++;
    this.#active = -1;
    this.#list.hidden = true;
    this.#none.hidden = true;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.removeAttribute('aria-activedescendant');
  }

  #move(to: number): void {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    const count = this.#found.length;
    this.#active = ((to % count) + count) % count;
    const option = this.#list.children[this.#active]!;
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #key(event: KeyboardEvent): void {
    const open = !this.#list.hidden;
    const act = this.#actOf(event, open);
    if (!act) return;
    event.preventDefault();
    act();
  }

  #actOf({ key, altKey }: KeyboardEvent, open: boolean): (() => void) | null {
    if (this.#model.readOnly) return null;
    const typed = this.#input.value.trim();
    switch (key) {
      case 'ArrowDown':
        if (open) return altKey ? () => undefined : () => this.#move(this.#active + 1);
        return typed === '' ? null : () => void this.#find(typed);
      case 'ArrowUp':
        if (!open) return null;
        return altKey ? () => this.#close() : () => this.#move(this.#active < 0 ? -1 : this.#active - 1);
      case 'Enter':
        return () => void this.#enter(typed);
      case 'Escape':
        if (open || !this.#none.hidden) return () => this.#close();
        return typed === '' ? null : () => (this.#input.value = '');
      case 'Backspace': {
        const last = this.#model.fields().cweIds.at(-1);
        return this.#input.value === '' && last !== undefined ? () => this.#remove(last) : null;
      }
      default:
        return null;
    }
  }

  /** Takes the marked one, else the one that can only be meant. */
  async #enter(typed: string): Promise<void> {
    if (typed === '') return;
    if (this.#list.hidden) {
      clearTimeout(this.#rest);
      await this.#find(typed);
    }
    if (this.#list.hidden) return;
    const entry = this.#found[this.#active] ?? this.#meant;
    if (entry) this.#add(entry);
    else this.#status.textContent = `${this.#found.length} found, choose by the arrow keys`;
  }
}

/** `free`: those of `found` that are not in the field yet. */
function meant(words: string, found: readonly Weakness[], free: readonly Weakness[]): Weakness | undefined {
  const number = /^(?:cwe)?[\s:_-]*0*(\d+)$/i.exec(words)?.[1];
  return free.find(({ id }) => id === `CWE-${number}`) ?? (found.length === 1 ? free[0] : undefined);
}
