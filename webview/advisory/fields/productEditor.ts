import { ecosystems, type AffectedProduct, type Ecosystem } from '../../../src/advisory/fields.ts';
import { h, icon, link, textField } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';
import { functionNames } from './functionNames.ts';

/**
 * One product in boxes. Each change is taken at once, and changes nothing but what its box shows: a row that GitHub
 * filled otherwise than we would keeps the rest as it is. Enter and Escape close it.
 */
export class ProductEditor {
  readonly element: HTMLElement;
  readonly #ecosystem = h('div', {});
  readonly #name: ValueElement;
  readonly #range: ValueElement;
  readonly #patched: ValueElement;
  readonly #functions: ValueElement;
  readonly #edit: (product: AffectedProduct) => void;
  #product: AffectedProduct | null = null;

  constructor(to: {
    readonly edit: (product: AffectedProduct) => void;
    readonly done: () => void;
    /** Escape. */
    readonly cancel: () => void;
    readonly remove: () => void;
  }) {
    this.#edit = to.edit;
    const field = (
      label: string,
      placeholder: string,
      change: (typed: string) => Partial<AffectedProduct>,
    ) => {
      const box = textField(label, { placeholder, oninput: () => this.#change(change(box.value.trim())) });
      return box;
    };
    this.#name = field('Package', '', name => ({ name }));
    this.#range = field('Affected versions', '< 3.16.0', range => ({ range }));
    this.#patched = field('Patched versions', 'Not yet', patched => ({ patched }));
    this.#functions = field('Functions', 'Parser.feed, parse', typed => ({
      functions: functionNames(typed),
    }));
    const labelled = (label: string, control: HTMLElement, wide = false) =>
      h(
        'div',
        { class: wide ? 'wide' : '' },
        h('span', { class: 'small-label', 'aria-hidden': 'true' }, label),
        control,
      );
    this.element = h(
      'div',
      {
        class: 'product-editor',
        role: 'group',
        'aria-label': 'Affected product',
        onkeydown: event => {
          const { key, target } = event as KeyboardEvent;
          const inField = target instanceof HTMLElement && target.localName === 'vscode-text-field';
          if (!inField || (key !== 'Enter' && key !== 'Escape')) return;
          // Or the key would press the button that gets the focus.
          event.preventDefault();
          if (key === 'Enter') to.done();
          else to.cancel();
        },
      },
      labelled('Ecosystem', this.#ecosystem),
      labelled('Package', this.#name),
      labelled('Affected', this.#range),
      labelled('Patched', this.#patched),
      labelled('Functions, divided by commas', this.#functions, true),
      h(
        'div',
        { class: 'wide answers' },
        link('Done', to.done, { 'aria-label': 'Done with this product' }),
        link('Remove', to.remove, { 'aria-label': 'Remove this product' }),
        h('span', { class: 'dim' }, icon('info'), ' Enter closes the row'),
      ),
    );
  }

  show(product: AffectedProduct): void {
    this.#product = product;
    const { ecosystem, name, range, patched, functions } = product;
    this.#ecosystem.replaceChildren(this.#ecosystemBox(ecosystem));
    this.#name.value = name;
    this.#range.value = range;
    this.#patched.value = patched;
    this.#functions.value = functions.join(', ');
  }

  focus(): void {
    this.#name.focus();
  }

  #change(change: Partial<AffectedProduct>): void {
    if (!this.#product) return;
    this.#product = { ...this.#product, ...change };
    this.#edit(this.#product);
  }

  /** Made for each row: one that GitHub gave an ecosystem unknown here keeps it as a choice. */
  #ecosystemBox(chosen: Ecosystem): HTMLElement {
    const names = ecosystems.includes(chosen) ? ecosystems : [...ecosystems, chosen];
    const box = h(
      'vscode-dropdown',
      {
        'aria-label': 'Ecosystem',
        onchange: () => this.#change({ ecosystem: box.value as Ecosystem }),
      },
      ...names.map(name => h('vscode-option', { value: name, selected: name === chosen }, name)),
    ) as ValueElement;
    return box;
  }
}
