import { ecosystems, type AffectedProduct, type Ecosystem } from '../../../src/advisory/fields.ts';
import { h, icon, link, textField } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';

/** One product in boxes. Each change is taken at once; Enter and Escape close it. */
export class ProductEditor {
  readonly element: HTMLElement;
  readonly #ecosystem: ValueElement;
  readonly #name: ValueElement;
  readonly #range: ValueElement;
  readonly #patched: ValueElement;
  readonly #functions: ValueElement;

  constructor(to: {
    readonly edit: (product: AffectedProduct) => void;
    readonly done: () => void;
    readonly remove: () => void;
  }) {
    const edited = () => to.edit(this.#product());
    const field = (label: string, placeholder = '') => textField(label, { placeholder, oninput: edited });
    this.#ecosystem = h(
      'vscode-dropdown',
      { 'aria-label': 'Ecosystem' },
      ...ecosystems.map(name => h('vscode-option', { value: name }, name)),
    ) as ValueElement;
    this.#ecosystem.addEventListener('change', edited);
    this.#name = field('Package');
    this.#range = field('Affected versions', '< 3.16.0');
    this.#patched = field('Patched versions', 'Not yet');
    this.#functions = field('Functions', 'Parser.feed, parse');
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
          to.done();
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

  show({ ecosystem, name, range, patched, functions }: AffectedProduct): void {
    this.#ecosystem.value = ecosystem;
    this.#name.value = name;
    this.#range.value = range;
    this.#patched.value = patched;
    this.#functions.value = functions.join(', ');
  }

  focus(): void {
    this.#name.focus();
  }

  #product(): AffectedProduct {
    return {
      ecosystem: this.#ecosystem.value as Ecosystem,
      name: this.#name.value.trim(),
      range: this.#range.value.trim(),
      patched: this.#patched.value.trim(),
      functions: this.#functions.value
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== ''),
    };
  }
}
