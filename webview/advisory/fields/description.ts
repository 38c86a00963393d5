import { limits } from '../../../src/advisory/fields.ts';
import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, link } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { Frame } from './frame.ts';
import { Shown } from './line.ts';
import type { FieldPart, Fix } from './part.ts';
import { retype } from './retype.ts';
import { Counter } from './title.ts';

/** The limit is in view once it is near. */
const near = limits.description - 5_000;

/** Markdown in the browser's own text area, which grows with the text up to most of the window's height. */
export class DescriptionField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #area: HTMLTextAreaElement;
  readonly #frame: Frame;
  readonly #counter = new Counter(limits.description);
  readonly #original: HTMLElement;
  readonly #shown = new Shown();

  constructor(model: PageModel, fix: Fix) {
    this.#model = model;
    this.#area = h('textarea', {
      id: 'field-description',
      class: 'description',
      spellcheck: 'true',
      oninput: () => {
        const text = this.#area.value;
        this.#shown.typed(text);
        model.edit({ description: text });
      },
    }) as HTMLTextAreaElement;
    this.#original = link('Original report', () => model.tell({ t: 'openOriginal' }));
    this.#frame = new Frame(model, {
      fields: ['description'],
      id: 'description',
      label: h('label', { for: 'field-description', class: 'name' }, 'Description'),
      aside: [this.#counter.element, this.#original],
      control: this.#area,
      described: () => this.#area,
      focus: () => this.focus(),
      fix,
    });
    this.element = this.#frame.element;
  }

  update(): void {
    const { description } = this.#model.fields();
    // The area itself has \n only, so another form of line end is no difference.
    if (this.#shown.differs(description) && this.#area.value !== description.replace(/\r\n?/g, '\n')) {
      this.#area.value = description;
    }
    this.#area.readOnly = this.#model.readOnly;
    this.#counter.element.hidden = description.length < near;
    this.#counter.update(description.length);
    this.#original.hidden = this.#model.state.original === 'none';
    this.#frame.update(this.#model);
  }

  focus(finding?: AdvisoryFinding): void {
    this.#area.focus();
    if (finding?.range) this.#area.setSelectionRange(...finding.range);
  }

  retype(text: string): void {
    retype(this.#area, text);
  }
}
