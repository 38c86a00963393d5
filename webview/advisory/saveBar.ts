import { fieldWords } from '../../src/advisory/fieldWords.ts';
import { baseMetrics } from '../../src/cvss/index.ts';
import { listed } from '../../src/texts/requests.ts';
import type { ToHost } from '../../src/ui/editor/protocol.ts';
import { clockTime } from '../common/dates.ts';
import { button, h, link } from '../common/dom.ts';
import type { PageModel } from './model.ts';
import { count } from './words.ts';

type Answers = Pick<Extract<ToHost, { t: 'save' }>, 'send' | 'original'>;

/** Save, and beside it what is saved and what is not. */
export class SaveBar {
  readonly element: HTMLElement;
  readonly #text = h('p', { class: 'save-state', role: 'status' });
  readonly #button: HTMLElement;
  readonly #discard = link('Discard…', () => this.#askDiscard(true));
  readonly #question = h('span', { id: 'discard-question' });
  readonly #asked: HTMLElement;
  #asking = false;
  readonly #model: PageModel;
  /** Answers to the questions of the running save; the second question keeps the answer to the first. */
  #answers: Answers = {};
  /** Was a save pressed here that may come back with a question? */
  pressed = false;

  constructor(model: PageModel) {
    this.#model = model;
    this.#button = button('Save', () => this.save(), 'primary');
    this.#button.id = 'save';
    this.#asked = h(
      'div',
      {
        class: 'discard-asked',
        role: 'group',
        'aria-labelledby': 'discard-question',
        hidden: true,
        onkeydown: event => {
          if ((event as KeyboardEvent).key === 'Escape') this.#askDiscard(false);
        },
      },
      this.#question,
      link('Discard', () => this.#throwAway()),
      link('Keep', () => this.#askDiscard(false)),
    );
    this.element = h(
      'div',
      { class: 'save' },
      h('div', { class: 'save-words' }, this.#text, this.#discard, this.#asked),
      this.#button,
    );
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
    this.#text.title = fieldWords(...this.#model.changed());
    this.#showDiscard();
    const off = !this.#possible();
    this.#button.classList.toggle('off', off);
    // Not `disabled`: the focus would be lost when a save has worked.
    this.#button.setAttribute('aria-disabled', String(off));
    this.element.hidden = this.#model.readOnly;
  }

  #showDiscard(): void {
    const { readOnly, hasDraft, state } = this.#model;
    const may = hasDraft && !readOnly && state.save.kind !== 'saving';
    if (!may) this.#asking = false;
    const inside = [this.#discard, this.#asked].some(part => part.contains(document.activeElement));
    // It says what goes, as it is when it is asked and after.
    const question = discardQuestion(this.#model);
    if (this.#asking && this.#question.textContent !== question) this.#question.textContent = question;
    this.#text.hidden = this.#asking;
    this.#discard.hidden = !may || this.#asking;
    this.#asked.hidden = !this.#asking;
    if (inside && !may) this.#button.focus();
  }

  #askDiscard(asking: boolean): void {
    this.#asking = asking;
    this.#showDiscard();
    if (asking) this.#asked.querySelector<HTMLElement>('button:last-child')!.focus();
    else this.#discard.focus();
  }

  #throwAway(): void {
    this.#asking = false;
    this.#showDiscard();
    this.#button.focus();
    this.#model.tell({ t: 'discardDraft' });
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

/** Names all that goes. */
function discardQuestion(model: PageModel): string {
  const { notes, comments = {}, triage = {} } = model.draft;
  const [written, judged] = [Object.keys(comments).length, Object.keys(triage).length];
  const parts = [
    ...(model.changed().length > 0 ? ['all unsaved changes'] : []),
    ...(Object.keys(notes).length > 0 ? ['notes'] : []),
    ...(written > 0 ? [written === 1 ? 'your comment' : `${written} comments`] : []),
    ...(judged > 0 ? [`your ${count(judged, 'answer')} in Decide`] : []),
  ];
  return `Discard ${listed(parts.length > 0 ? parts : ['your draft'])}?`;
}

function stateText(model: PageModel): string {
  const { save } = model.state;
  if (save.kind === 'saving') return 'Saving…';
  const questions = save.questions.length + (save.question ? 1 : 0);
  if (questions > 0) return `Not saved: ${count(questions, 'question')}`;
  const changed = model.changed();
  if (changed.length > 0) {
    if (save.kind === 'offline') return 'Not saved: offline';
    const names = fieldWords(...changed).split(', ');
    const words = names.length < 3 ? names.join(', ') : count(names.length, 'field');
    const refused = Object.keys(save.fieldProblems).length > 0 || save.kind === 'failed';
    const missing = model.missing().length;
    const gaps =
      changed.includes('vector') && missing > 0
        ? `, ${names.length < 3 ? '' : 'severity '}${baseMetrics.length - missing} of ${baseMetrics.length} set`
        : '';
    return `${refused ? 'Not saved' : 'Unsaved'}: ${words}${gaps}`;
  }
  return save.savedAt === null ? 'Saved' : `Saved ${clockTime(save.savedAt)}`;
}
