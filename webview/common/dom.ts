import type { ValueElement } from './toolkit.ts';

/** What an element gets: attributes by name, listeners by `on…`, and nothing that parses HTML. */
export type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;
export type Child = Node | string | null;

/** Makes an element. Texts become text nodes; nothing is ever parsed as HTML. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

/** A codicon, for the eye only. */
export function icon(name: string, extra = ''): HTMLElement {
  return h('span', { class: `codicon codicon-${name} ${extra}`.trim(), 'aria-hidden': 'true' });
}

/** A press that reads as a link. */
export function link(text: string, onclick: () => void, attributes: Attributes = {}): HTMLElement {
  return h('button', { type: 'button', class: 'link', onclick, ...attributes }, text);
}

/** A field of the toolkit. Its name is its content: on connecting it overwrites an `aria-label` with that. */
export function textField(name: string, attributes: Attributes): ValueElement {
  return h('vscode-text-field', attributes, name) as ValueElement;
}

/** A button of the toolkit. */
export function button(
  text: string,
  onclick: () => void,
  look: 'primary' | 'secondary',
  glyph?: string,
): HTMLElement {
  return h(
    'vscode-button',
    { appearance: look, onclick },
    ...(glyph
      ? [h('span', { slot: 'start', class: `codicon codicon-${glyph}`, 'aria-hidden': 'true' })]
      : []),
    text,
  );
}

const reachable = 'button, input, vscode-button, vscode-checkbox, vscode-dropdown, vscode-text-field';

/**
 * Replaces the children, but only when something changed. Focus stays where it was: on the same control of the new
 * children, else on the text they belong to.
 */
export function replace(element: HTMLElement, key: string, make: () => readonly Child[]): void {
  if (element.dataset['key'] === key) return;
  element.dataset['key'] = key;
  const controls = () => [...element.querySelectorAll<HTMLElement>(reachable)];
  const focused = element.contains(document.activeElement)
    ? controls().findIndex(control => control === document.activeElement)
    : -1;
  element.replaceChildren(...make().filter(child => child !== null));
  if (focused < 0) return;
  (controls()[focused] ?? element.closest('.field')?.querySelector('textarea'))?.focus();
}

/** Rows of a log: those that are there already stay, so that only what is new is read aloud. */
export function replaceEach(
  element: HTMLElement,
  rows: readonly { readonly key: string; readonly make: () => HTMLElement }[],
): void {
  rows.forEach(({ key, make }, i) => {
    const now = element.children[i] as HTMLElement | undefined;
    if (now?.dataset['key'] === key) return;
    const row = make();
    row.dataset['key'] = key;
    if (now) now.replaceWith(row);
    else element.append(row);
  });
  while (element.children.length > rows.length) element.lastElementChild!.remove();
}
