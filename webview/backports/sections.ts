import type { BackportsState } from '../../src/ui/backports/protocol.ts';
import { h } from '../common/dom.ts';
import type { Ask } from './asks.ts';
import { Section } from './section.ts';

/** One box per advisory, in the host's order. A box stays the same one for as long as its advisory is shown. */
export class Sections {
  readonly element = h('div', { class: 'sections' });
  readonly #ask: Ask;
  readonly #boxes = new Map<string, Section>();
  #went = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  update({ sections, goTo }: BackportsState): void {
    const before = new Map(this.#boxes);
    sections.forEach((view, at) => {
      const box = this.#boxes.get(view.id) ?? new Section(view.id, this.#ask);
      this.#boxes.set(view.id, box);
      before.delete(view.id);
      box.update(view);
      // Only what stands elsewhere is moved: moving takes the focus away.
      const now = this.element.children[at];
      if (now !== box.element) this.element.insertBefore(box.element, now ?? null);
    });
    for (const [id, gone] of before) {
      gone.element.remove();
      this.#boxes.delete(id);
    }
    if (goTo === null || goTo.times === this.#went) return;
    const box = this.#boxes.get(goTo.id);
    if (!box) return;
    this.#went = goTo.times;
    box.focus();
  }
}
