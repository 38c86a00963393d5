import type { TabName } from '../../src/ui/editor/protocol.ts';
import { h } from '../common/dom.ts';
import { count } from './words.ts';

const names: readonly { readonly id: TabName; readonly label: string }[] = [
  { id: 'severity', label: 'Severity' },
  { id: 'advisory', label: 'Advisory' },
  { id: 'preview', label: 'Preview' },
  { id: 'discussion', label: 'Discussion' },
];

/** The tabs: one stop, arrows move, Enter or Space opens. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #tabs: ReadonlyMap<TabName, HTMLElement>;

  constructor(open: (tab: TabName) => void) {
    this.#tabs = new Map(
      names.map(({ id, label }) => [
        id,
        h(
          'button',
          {
            type: 'button',
            role: 'tab',
            id: `tab-${id}`,
            'aria-controls': `panel-${id}`,
            onclick: () => open(id),
          },
          h('span', {}, label),
          h('span', { class: 'badge', hidden: true }),
          h('span', { class: 'sr' }),
        ),
      ]),
    );
    this.element = h(
      'div',
      {
        role: 'tablist',
        'aria-label': 'Parts of the advisory',
        onkeydown: event => this.#move(event as KeyboardEvent),
      },
      ...this.#tabs.values(),
    );
  }

  select(open: TabName): void {
    for (const [id, tab] of this.#tabs) {
      tab.setAttribute('aria-selected', String(id === open));
      tab.tabIndex = id === open ? 0 : -1;
    }
  }

  /** The number beside a tab: errors and warnings in it, or comments. */
  badge(id: TabName, number: number, noun = 'finding'): void {
    const tab = this.#tabs.get(id)!;
    const [badge, spoken] = [...tab.children].slice(1) as HTMLElement[];
    badge!.hidden = number === 0;
    const text = String(number);
    if (badge!.textContent === text) return;
    badge!.textContent = text;
    spoken!.textContent = number === 0 ? '' : count(number, noun).slice(text.length);
  }

  #move(event: KeyboardEvent): void {
    const all = [...this.#tabs.values()];
    const now = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (now < 0 || to === undefined) return;
    event.preventDefault();
    all.at(to % all.length)!.focus();
  }
}
