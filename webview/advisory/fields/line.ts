import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, textField, type Attributes, type Child } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';
import type { PageModel } from '../model.ts';
import { Frame } from './frame.ts';
import type { FieldPart, Fix } from './part.ts';
import { retype } from './retype.ts';

/** Whoever typed last decides what stands in a control. */
export class Shown {
  #text: string | null = null;

  /** What was typed: the model says the same from now on. */
  typed(text: string): void {
    this.#text = text;
  }

  /** Has the text changed elsewhere, so that the control must be written? */
  differs(text: string): boolean {
    if (this.#text === text) return false;
    this.#text = text;
    return true;
  }
}

/** A text of one line in a field of the toolkit. */
export class LineField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #field: 'title' | 'cveId';
  readonly #box: ValueElement;
  readonly #frame: Frame;
  readonly #shown = new Shown();

  constructor(
    model: PageModel,
    from: {
      readonly field: 'title' | 'cveId';
      readonly label: string;
      readonly aside?: readonly Child[];
      readonly attributes?: Attributes;
      /** What of the typed text is kept. */
      readonly clean?: (text: string) => string;
      readonly fix: Fix;
    },
  ) {
    const { field, label, clean = text => text } = from;
    this.#model = model;
    this.#field = field;
    const label_ = h('span', { class: 'name' }, label);
    this.#box = textField(label, {
      id: `field-${field}`,
      ...from.attributes,
      oninput: () => {
        const text = clean(this.#box.value);
        this.#shown.typed(text);
        model.edit({ [field]: text });
      },
    });
    this.#frame = new Frame(model, {
      fields: [field],
      id: field,
      label: label_,
      ...(from.aside ? { aside: from.aside } : {}),
      control: this.#box,
      described: () => this.#box,
      focus: () => this.focus(),
      fix: from.fix,
    });
    this.element = this.#frame.element;
  }

  update(): void {
    const text = this.#model.fields()[this.#field];
    if (this.#shown.differs(text)) this.#box.value = text;
    this.#box.toggleAttribute('readonly', this.#model.readOnly);
    this.#frame.update(this.#model);
  }

  focus(finding?: AdvisoryFinding): void {
    this.#box.focus();
    const input = this.#input();
    if (finding?.range) input?.setSelectionRange(...finding.range);
  }

  /** Writes what a repair says, so that undo takes it back. */
  retype(text: string): void {
    const input = this.#input();
    if (input) retype(input, text);
    else this.#model.edit({ [this.#field]: text });
  }

  #input(): HTMLInputElement | null {
    return this.#box.shadowRoot?.querySelector('input') ?? null;
  }
}
