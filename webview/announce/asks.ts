import type { ToHost } from '../../src/ui/announce/protocol.ts';
import { h, icon } from '../common/dom.ts';

/** Asks the host; gives its words, and rejects with its sentence. */
export type Ask = (message: ToHost) => Promise<unknown>;

/** What became of a press, below the controls it belongs to. */
export class Told {
  readonly element: HTMLElement;
  readonly #said = h('p', { class: 'said', role: 'status' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
    this.element = h('div', { class: 'told' }, this.#said, this.#problem);
  }

  /** True: it was done. */
  async ask(message: ToHost): Promise<boolean> {
    this.#said.textContent = '';
    this.#problem.replaceChildren();
    try {
      const words = await this.#ask(message);
      if (typeof words === 'string') this.#said.textContent = words;
      return true;
    } catch (error) {
      this.#problem.replaceChildren(icon('error', 'error'), h('span', {}, (error as Error).message));
      return false;
    }
  }
}
