import { h, icon } from '../../common/dom.ts';

export interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
}

/** A button that opens a menu: arrows move, a letter finds, Enter chooses, Escape goes back (ARIA's menu button). */
export class MenuButton {
  readonly element: HTMLElement;
  readonly #button: HTMLElement;
  readonly #menu: HTMLElement;
  readonly #items: () => readonly MenuItem[];

  constructor(label: string, items: () => readonly MenuItem[]) {
    this.#items = items;
    this.#button = h(
      'button',
      {
        type: 'button',
        class: 'menu-button',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        onclick: () => (this.#menu.hidden ? this.#open(0) : this.#close(true)),
        onkeydown: event => this.#buttonKey(event as KeyboardEvent),
      },
      label,
      icon('chevron-down'),
    );
    this.#menu = h('div', {
      class: 'menu',
      role: 'menu',
      'aria-label': label,
      hidden: true,
      onkeydown: event => this.#key(event as KeyboardEvent),
    });
    this.element = h(
      'div',
      {
        class: 'menu-holder',
        onfocusout: event => {
          const to = (event as FocusEvent).relatedTarget;
          if (!(to instanceof Node && this.element.contains(to))) this.#close(false);
        },
      },
      this.#button,
      this.#menu,
    );
  }

  #open(at: number): void {
    this.#menu.replaceChildren(
      ...this.#items().map(({ label, choose }) =>
        h(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            tabindex: '-1',
            onclick: () => {
              this.#close(true);
              choose();
            },
          },
          label,
        ),
      ),
    );
    this.#menu.hidden = false;
    // Downwards, unless there is room above only.
    this.#menu.classList.remove('up');
    const { height, bottom } = this.#menu.getBoundingClientRect();
    const above = this.#button.getBoundingClientRect().top;
    this.#menu.classList.toggle('up', bottom > window.innerHeight && above > height);
    this.#button.setAttribute('aria-expanded', 'true');
    this.#all().at(at)?.focus();
  }

  #close(back: boolean): void {
    if (this.#menu.hidden) return;
    if (back) this.#button.focus();
    this.#menu.hidden = true;
    this.#button.setAttribute('aria-expanded', 'false');
  }

  #all(): HTMLElement[] {
    return [...this.#menu.children] as HTMLElement[];
  }

  #buttonKey(event: KeyboardEvent): void {
    const at = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    this.#open(at);
  }

  #key(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey } = event;
    // With a modifier a key is the page's or VS Code's.
    if (ctrlKey || metaKey || altKey) return;
    if (key === 'Tab') return this.#close(true);
    const all = this.#all();
    const now = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[key];
    if (key === 'Escape') this.#close(true);
    else if (to !== undefined) all.at(to % all.length)!.focus();
    else if (key.length === 1 && key !== ' ') find(all, now, key)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The next entry that begins with this letter. */
function find(all: readonly HTMLElement[], now: number, letter: string): HTMLElement | undefined {
  const order = [...all.slice(now + 1), ...all.slice(0, now + 1)];
  return order.find(item => item.textContent!.toLowerCase().startsWith(letter.toLowerCase()));
}
