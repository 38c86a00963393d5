import type { FieldId, PortFinding } from '../../src/ui/port/protocol.ts';
import { h } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { FindingList } from './findings.ts';

/** What stands where the number will be. */
const hole = /NNNNNN/g;

/** A title or a branch is one line: a break in it would only make a finding. */
const oneLine = (id: FieldId) => id.endsWith('title') || id === 'commit.branch';

function noBreak(event: InputEvent): void {
  if (event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph') event.preventDefault();
}

/**
 * One text that becomes public: a native text area that grows, over a copy of itself that underlines the number
 * to come and marks what a finding points at. Below it its findings.
 */
export class Field {
  readonly element: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #copy: HTMLElement;
  readonly #findings: FindingList;
  readonly #label: HTMLElement;
  #ranges: readonly (readonly [number, number])[] = [];

  constructor(
    id: FieldId,
    label: string,
    asks: Asks,
    look: { readonly mono?: boolean; readonly rows?: number; readonly placeholder?: string } = {},
  ) {
    const name = id.replace('.', '-');
    this.#copy = h('div', { class: 'copy', 'aria-hidden': 'true' });
    this.#area = h('textarea', {
      id: name,
      rows: String(look.rows ?? 1),
      spellcheck: 'false',
      placeholder: look.placeholder,
      'aria-describedby': `${name}-findings`,
      ...(oneLine(id) ? { onbeforeinput: event => noBreak(event as InputEvent) } : {}),
      oninput: () => {
        if (oneLine(id)) this.#joinLines();
        this.#paint();
        asks.edit(id, this.#area.value);
      },
    }) as HTMLTextAreaElement;
    this.#findings = new FindingList(`${name}-findings`, asks);
    this.#label = h('label', { for: name }, h('span', {}, label), h('span', { class: 'hint' }));
    this.element = h(
      'div',
      { class: `field ${look.mono ? 'mono' : ''}` },
      this.#label,
      h('div', { class: 'grow-text' }, this.#copy, this.#area),
      this.#findings.element,
    );
  }

  /** Shows a text (unless the page knows a newer one) and its findings. */
  update(
    value: string,
    findings: readonly PortFinding[],
    {
      locked,
      hint = '',
      label,
    }: { readonly locked: boolean; readonly hint?: string; readonly label?: string },
  ): void {
    if (this.#area.value !== value) this.#area.value = value;
    this.#area.readOnly = locked;
    if (label !== undefined) this.#label.firstElementChild!.textContent = label;
    this.#label.lastElementChild!.textContent = hint;
    const open = findings.filter(({ kept }) => kept === null);
    const wrong = open.some(({ severity }) => severity === 'error');
    this.element.classList.toggle('wrong', wrong);
    if (wrong) this.#area.setAttribute('aria-invalid', 'true');
    else this.#area.removeAttribute('aria-invalid');
    this.#ranges = open.flatMap(({ range }) => (range ? [range] : []));
    this.#findings.update(findings);
    this.#paint();
  }

  /** What is pasted may have line breaks: each becomes a space, and the caret stays where it was. */
  #joinLines(): void {
    const { value, selectionStart } = this.#area;
    if (!/[\r\n]/.test(value)) return;
    const joined = (text: string) => text.replace(/[\r\n]+/g, ' ');
    this.#area.value = joined(value);
    const caret = joined(value.slice(0, selectionStart)).length;
    this.#area.setSelectionRange(caret, caret);
  }

  /** Marks in the copy: findings and the number to come. Ranges that an edit made stale only shift until the host answers. */
  #paint(): void {
    const text = this.#area.value;
    const marks = [
      ...this.#ranges.map(([start, end]) => ({ start, end, name: 'leak' })),
      ...[...text.matchAll(hole)].map(({ index }) => ({ start: index, end: index + 6, name: 'hole' })),
    ].sort((a, b) => a.start - b.start);
    const parts: Node[] = [];
    let at = 0;
    for (const { start, end, name } of marks) {
      if (start < at || end > text.length) continue;
      parts.push(
        document.createTextNode(text.slice(at, start)),
        h('mark', { class: name }, text.slice(start, end)),
      );
      at = end;
    }
    // The last line needs something in it to have a height.
    parts.push(document.createTextNode(`${text.slice(at)}\u200b`));
    this.#copy.replaceChildren(...parts);
  }
}
