import { same, type AffectedProduct } from '../../../src/advisory/fields.ts';
import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { shownText } from '../preview/decorate.ts';
import { Frame } from './frame.ts';
import type { FieldPart, Fix } from './part.ts';
import { ProductEditor } from './productEditor.ts';

const columns = ['Package', 'Affected', 'Patched', 'Functions'] as const;

/** The affected products: a table of which one row at a time is edited. */
export class ProductsField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #frame: Frame;
  readonly #rows = h('tbody', {});
  readonly #table: HTMLElement;
  readonly #add: HTMLElement;
  readonly #editor: ProductEditor;
  /** The row that is edited; -1: none. */
  #open = -1;
  /** Was it added just now? */
  #fresh = false;
  /** What the editor wrote last: another value in its row came from elsewhere. */
  #written: AffectedProduct | null = null;

  constructor(model: PageModel, fix: Fix) {
    this.#model = model;
    this.#add = link('Add', () => this.#append(), { 'aria-label': 'Add an affected product' });
    this.#editor = new ProductEditor({
      edit: product => this.#write(product),
      done: () => this.#close(),
      cancel: () => this.#cancel(),
      remove: () => this.#remove(this.#open),
    });
    this.#table = h(
      'table',
      { class: 'rows products', 'aria-labelledby': 'products-name' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...columns.map(name => h('th', { scope: 'col' }, name)),
          h('th', { scope: 'col' }, h('span', { class: 'sr' }, 'Edit')),
        ),
      ),
      this.#rows,
    );
    this.#frame = new Frame(model, {
      fields: ['products'],
      id: 'products',
      label: h('span', { class: 'name', id: 'products-name' }, 'Affected products'),
      aside: [this.#add],
      control: this.#table,
      described: () => this.#table,
      focus: () => this.focus(),
      fix,
    });
    this.element = this.#frame.element;
  }

  update(): void {
    const { products } = this.#model.fields();
    const { readOnly } = this.#model;
    // The row that is edited was changed elsewhere, or is gone: what is edited now must not go into another one.
    if (this.#open >= 0 && (readOnly || !same(products[this.#open], this.#written))) this.#open = -1;
    this.#add.hidden = readOnly;
    this.#table.hidden = products.length === 0;
    const wrong = new Set(
      this.#model
        .findings()
        .flatMap(({ field, index }) => (field === 'products' && index !== undefined ? [index] : [])),
    );
    const shown = products.map((product, i) => (i === this.#open ? 'edited' : [product, wrong.has(i)]));
    replace(this.#rows, JSON.stringify([shown, readOnly]), () =>
      products.map((product, i) =>
        i === this.#open ? this.#editedRow() : this.#row(product, i, wrong.has(i)),
      ),
    );
    this.#frame.update(this.#model);
  }

  focus(finding?: AdvisoryFinding): void {
    const row = this.#rows.children[finding?.index ?? 0];
    (row?.querySelector<HTMLElement>('button, vscode-text-field') ?? this.#add).focus();
  }

  #row(
    { name, ecosystem, range, patched, functions }: AffectedProduct,
    i: number,
    wrong: boolean,
  ): HTMLElement {
    const what = name === '' ? `row ${i + 1}` : name;
    const cell = (label: string, attributes: Readonly<Record<string, string>>, ...children: Child[]) =>
      h('td', { 'data-label': label, ...attributes }, ...children);
    return h(
      'tr',
      {},
      cell('Package', {}, bdi(name), ' ', h('span', { class: 'dim' }, bdi(ecosystem))),
      cell('Affected', { class: 'mono' }, wrong ? icon('warning', 'warning') : null, bdi(range)),
      patched === ''
        ? cell('Patched', { class: 'dim' }, 'Not yet')
        : cell('Patched', { class: 'mono' }, bdi(patched)),
      cell('Functions', { class: 'mono' }, bdi(functions.join(', '))),
      h(
        'td',
        { class: 'act' },
        this.#model.readOnly
          ? null
          : h(
              'button',
              {
                type: 'button',
                class: 'icon-button',
                'aria-label': `Edit ${what}`,
                title: `Edit ${what}`,
                onclick: () => this.#edit(i),
              },
              icon('edit'),
            ),
      ),
    );
  }

  #editedRow(): HTMLElement {
    return h('tr', { class: 'edited' }, h('td', { colspan: '5' }, this.#editor.element));
  }

  #edit(i: number): void {
    this.#open = i;
    this.#fresh = false;
    this.#written = this.#model.fields().products[i]!;
    this.#editor.show(this.#written);
    this.update();
    this.#editor.focus();
  }

  #append(): void {
    const { products } = this.#model.fields();
    const { ecosystem, cna } = this.#model.state.profile;
    const name = cna?.product ?? '';
    this.#model.edit({ products: [...products, { ecosystem, name, range: '', patched: '', functions: [] }] });
    this.#edit(products.length);
    this.#fresh = true;
  }

  #write(product: AffectedProduct): void {
    if (this.#open < 0) return;
    this.#written = product;
    this.#model.edit({ products: this.#model.fields().products.with(this.#open, product) });
  }

  #close(): void {
    const i = this.#open;
    this.#open = -1;
    this.update();
    this.#rows.children[i]?.querySelector<HTMLElement>('button')?.focus();
  }

  /** A row that was added and says nothing yet goes again: it would be sent. */
  #cancel(): void {
    if (!this.#fresh || this.#written?.range !== '') return this.#close();
    this.#remove(this.#open);
    this.#add.focus();
  }

  #remove(i: number): void {
    this.#open = -1;
    this.#model.edit({ products: this.#model.fields().products.filter((_, at) => at !== i) });
    this.update();
    const rows = this.#rows.children;
    (rows[Math.min(i, rows.length - 1)]?.querySelector<HTMLElement>('button') ?? this.#add).focus();
  }
}

/** A stranger's words: they turn nothing round, and hide nothing. */
const bdi = (words: string) => h('bdi', {}, ...shownText(words === '' ? '–' : words));
