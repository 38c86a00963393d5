import { noteLimit, type Answer, type Criterion, type Judgement } from '../../../src/triage/index.ts';
import { h, icon, link } from '../../common/dom.ts';
import { Shown } from '../fields/line.ts';
import type { PageModel } from '../model.ts';

export const answers: readonly { readonly id: Answer; readonly name: string; readonly head: string }[] = [
  { id: 'yes', name: 'Yes', head: 'Yes' },
  { id: 'no', name: 'No', head: 'No' },
  { id: 'unknown', name: 'Not known', head: '?' },
];

/** One question of the policy: an answer, and behind "Why" what is meant by it and the reason. */
export class CriterionRow {
  readonly element: HTMLFieldSetElement;
  readonly #model: PageModel;
  readonly #criterion: Criterion;
  readonly #judge: (judgement: Judgement) => void;
  readonly #radios: ReadonlyMap<Answer, HTMLInputElement>;
  readonly #against: HTMLElement;
  readonly #toggle: HTMLElement;
  readonly #detail: HTMLElement;
  readonly #why: HTMLTextAreaElement;
  readonly #shown = new Shown();
  #judgement: Judgement | undefined;
  #open: boolean | null = null;

  constructor(model: PageModel, criterion: Criterion, judge: (judgement: Judgement) => void) {
    const { id, question, help, source } = criterion;
    this.#model = model;
    this.#criterion = criterion;
    this.#judge = judge;
    this.#radios = new Map(
      answers.map(({ id: answer, name }) => [
        answer,
        h('input', {
          type: 'radio',
          name: `criterion-${id}`,
          value: answer,
          'aria-label': name,
          onchange: () => this.#answer(answer),
        }) as HTMLInputElement,
      ]),
    );
    this.#against = h(
      'span',
      { class: 'against', id: `against-${id}`, hidden: true },
      icon('circle-slash'),
      'Speaks against a vulnerability',
    );
    this.#toggle = h(
      'button',
      {
        type: 'button',
        class: 'link why-toggle',
        'aria-expanded': 'false',
        'aria-controls': `why-part-${id}`,
        'aria-label': `Why: ${question}`,
        onclick: () => this.#show(this.#detail.hidden !== false),
      },
      'Why',
    );
    this.#why = h('textarea', {
      id: `why-${id}`,
      rows: '1',
      maxlength: String(noteLimit),
      'aria-label': `Why, ${question}`,
      placeholder: 'Why',
      oninput: () => {
        this.#shown.typed(this.#why.value);
        judge({ answer: this.#judgement?.answer ?? 'unknown', why: this.#why.value });
      },
    }) as HTMLTextAreaElement;
    this.#detail = h(
      'div',
      { class: 'why-part', id: `why-part-${id}`, hidden: true },
      h(
        'p',
        { class: 'dim' },
        `${help} `,
        link('Policy', () => model.tell({ t: 'openLink', url: source }), {
          'aria-label': 'Open the security policy',
        }),
      ),
      this.#why,
    );
    this.element = h(
      'fieldset',
      { class: 'criterion', 'aria-labelledby': `question-${id}`, 'data-criterion': id },
      h('span', { class: 'question-text', id: `question-${id}` }, question),
      ...[...this.#radios.values()].map(radio => h('label', { class: 'value' }, radio)),
      this.#toggle,
      this.#against,
      this.#detail,
    ) as HTMLFieldSetElement;
  }

  update(judgement: Judgement | undefined): void {
    this.#judgement = judgement;
    const { readOnly } = this.#model;
    for (const [answer, radio] of this.#radios) {
      radio.checked = judgement?.answer === answer;
      radio.disabled = readOnly;
    }
    const { against } = this.#criterion;
    this.#against.hidden = against === null || judgement?.answer !== against;
    const why = judgement?.why ?? '';
    if (this.#shown.differs(why) && this.#why.value !== why.replace(/\r\n?/g, '\n')) this.#why.value = why;
    this.#why.readOnly = readOnly;
    // A reason that is there is in view until it is folded by hand.
    if (this.#open === null && why !== '') this.#show(true);
  }

  #answer(answer: Answer): void {
    // What speaks against it wants a reason: the reply gives it.
    if (answer === this.#criterion.against) this.#show(true);
    this.#judge({ answer, why: this.#judgement?.why ?? '' });
  }

  #show(open: boolean): void {
    this.#open = open;
    this.#detail.hidden = !open;
    this.#toggle.setAttribute('aria-expanded', String(open));
  }
}
