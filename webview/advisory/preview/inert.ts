import DOMPurify, { type Config } from 'dompurify';
import { h } from '../../common/dom.ts';
import { addressOf, placeOf } from './address.ts';

/** What a text may become. All else is left out; of unknown elements the words stay. */
const kept = new Set([
  ...['a', 'b', 'blockquote', 'br', 'code', 'dd', 'del', 'details', 'div', 'dl', 'dt', 'em', 'hr', 'i'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'img', 'input', 'ins', 'kbd', 'li', 'ol', 'p', 'pre', 'q', 's'],
  ...['samp', 'span', 'strong', 'sub', 'summary', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead'],
  ...['tr', 'tt', 'ul', 'var'],
]);

const rules = {
  ALLOWED_TAGS: [...kept],
  ALLOWED_ATTR: ['href', 'src', 'alt', 'align', 'start', 'type', 'checked'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
} satisfies Config;

/**
 * HTML that somebody else wrote, as nodes that only show: DOMPurify takes out what is not on the list, and then each
 * node is made anew by us, with no attribute but those written here. No ids, names, classes, addresses to load.
 */
export function inert(html: string): DocumentFragment {
  // The nodes belong to a document without a window: nothing is loaded while they are looked at.
  const clean = DOMPurify.sanitize(html, { ...rules, RETURN_DOM_FRAGMENT: true });
  const fragment = document.createDocumentFragment();
  copyInto(fragment, clean);
  return fragment;
}

function copyInto(to: Node, from: Node): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.appendChild(document.createTextNode(child.data));
    else if (isElement(child)) {
      const made = remake(child);
      // A link that leads nowhere leaves its words.
      if (made === null) copyInto(to, child);
      else {
        to.appendChild(made);
        if (!finished.has(child.localName)) copyInto(made, child);
      }
    }
  }
}

/** Elements of another document are not `instanceof` ours. */
function isElement(node: Node): node is Element {
  return node.nodeType === Node.ELEMENT_NODE;
}

const finished = new Set(['img', 'input', 'br', 'hr']);
const sides = new Set(['left', 'center', 'right']);

function remake(element: Element): HTMLElement | null {
  const name = element.localName;
  if (!kept.has(name)) return null;
  if (name === 'a') return inertLink(element.getAttribute('href'));
  if (name === 'img') return inertImage(element);
  if (name === 'input') return box(element);
  // Its level in the outline depends on the other headings.
  if (/^h[1-6]$/.test(name))
    return h('div', { class: `heading ${name}`, role: 'heading', 'aria-level': '2' });
  const made = h(name);
  const side = element.getAttribute('align') ?? '';
  if (sides.has(side)) made.classList.add(`side-${side}`);
  const start = element.getAttribute('start');
  if (name === 'ol' && start !== null && /^\d{1,9}$/.test(start)) made.setAttribute('start', start);
  return made;
}

/** Not an `<a>`: VS Code would open that by itself, next to what we ask. */
function inertLink(href: string | null): HTMLElement | null {
  const address = addressOf(href);
  if (address === null) return null;
  return h('span', { role: 'link', tabindex: '0', class: 'text-link', title: address });
}

function inertImage(image: Element): HTMLElement {
  const words = image.getAttribute('alt')?.trim() ?? '';
  const place = placeOf(image.getAttribute('src'));
  return h(
    'span',
    { class: 'not-loaded' },
    `Image not loaded: ${place}`,
    words === '' ? null : h('span', { class: 'alt' }, words),
  );
}

/** The tick of a task list. */
function box(input: Element): HTMLElement {
  const on = input.hasAttribute('checked');
  return h('span', { class: 'task', role: 'img', 'aria-label': on ? 'Done' : 'Not done' }, on ? '☑' : '☐');
}
