import { baseMetrics } from '../../src/cvss/index.ts';
import type { ToHost } from '../../src/ui/editor/protocol.ts';
import { clockTime } from '../common/dates.ts';
import { button, h } from '../common/dom.ts';
import type { PageModel } from './model.ts';
import { count, fieldWords } from './words.ts';

type Answers = Pick<Extract<ToHost, { t: 'save' }>, 'send' | 'original'>;

/** Save, and beside it what is saved and what is not. */
export class SaveBar {
  readonly element: HTMLElement;
  readonly #text = h('p', { class: 'save-state', role: 'status' });
  readonly #button: HTMLElement;
  readonly #model: PageModel;
  /** Answers to the questions of the running save; the second question keeps the answer to the first. */
  #answers: Answers = {};
  /** Was a save pressed here that may come back with a question? */
  pressed = false;

  constructor(model: PageModel) {
    this.#model = model;
    this.#button = button('Save', () => this.save(), 'primary');
    this.#button.id = 'save';
    this.element = h('div', { class: 'save' }, this.#text, this.#button);
  }

  /** Sends what changed; nothing when nothing did. */
  save(): void {
    if (!this.#possible()) return;
    this.#answers = {};
    this.#send();
  }

  /** Goes on with a save that was asked about. */
  answer(answers: Answers): void {
    this.#answers = { ...this.#answers, ...answers };
    this.#send();
  }

  update(): void {
    const text = stateText(this.#model);
    if (this.#text.textContent !== text) this.#text.textContent = text;
    const off = !this.#possible();
    this.#button.classList.toggle('off', off);
    // Not `disabled`: the focus would be lost when a save has worked.
    this.#button.setAttribute('aria-disabled', String(off));
    this.element.hidden = this.#model.readOnly;
  }

  #send(): void {
    this.pressed = true;
    const { draft, revision, state } = this.#model;
    this.#model.tell({ t: 'save', draft, revision, generation: state.generation, ...this.#answers });
  }

  #possible(): boolean {
    const { state, readOnly } = this.#model;
    const changed = this.#model.changed();
    // A vector with gaps cannot be sent; what else changed can.
    const sendable = changed.filter(field => field !== 'vector' || this.#model.missing().length === 0);
    return !readOnly && state.save.kind !== 'saving' && sendable.length > 0;
  }
}

function stateText(model: PageModel): string {
  const { save } = model.state;
  if (save.kind === 'saving') return 'Saving…';
  const questions = save.questions.length + (save.question ? 1 : 0);
  if (questions > 0) return `Not saved: ${count(questions, 'question')}`;
  const changed = model.changed();
  if (changed.length > 0) {
    if (save.kind === 'offline') return 'Not saved: offline';
    const words = fieldWords(changed);
    const refused = Object.keys(save.fieldProblems).length > 0 || save.kind === 'failed';
    const missing = model.missing().length;
    const gaps =
      changed.includes('vector') && missing > 0
        ? `, ${baseMetrics.length - missing} of ${baseMetrics.length} set`
        : '';
    return `${refused ? 'Not saved' : 'Unsaved'}: ${words}${gaps}`;
  }
  return save.savedAt === null ? 'Saved' : `Saved ${clockTime(save.savedAt)}`;
}
