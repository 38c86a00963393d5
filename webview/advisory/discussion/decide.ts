import {
  against,
  criteria,
  readJudgements,
  type CriterionId,
  type Judgement,
} from '../../../src/triage/index.ts';
import { button, h } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { answers, CriterionRow } from './criterion.ts';
import { Duplicates } from './duplicates.ts';
import { Gaps } from './gaps.ts';
import { policyOf } from './project.ts';
import { decisionReply } from './replies.ts';
import type { Reply } from './reply.ts';

/** Vulnerability or not: what the policy asks, what the report lacks, what is like it, and the two ways on. */
export class Decide {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #reply: Reply;
  readonly #rows: ReadonlyMap<CriterionId, CriterionRow>;
  /** The criteria are those of a policy, and not every project has it. */
  readonly #judges: boolean;
  readonly #gaps: Gaps;
  readonly #duplicates: Duplicates;
  readonly #sum = h('p', { class: 'sum', role: 'status' });
  readonly #proposal = h('p', { class: 'dim' });
  readonly #said = h('p', { class: 'decide-said', role: 'alert' });
  readonly #foot: HTMLElement;
  #deciding = false;
  #asked = false;

  constructor(model: PageModel, reply: Reply) {
    this.#model = model;
    this.#reply = reply;
    this.#gaps = new Gaps(reply);
    this.#duplicates = new Duplicates(model);
    this.#judges = policyOf(model) !== null;
    this.#rows = new Map(
      criteria.map(criterion => [
        criterion.id,
        new CriterionRow(model, criterion, judgement => this.#judge(criterion.id, judgement)),
      ]),
    );
    this.#foot = h(
      'div',
      { class: 'verdict' },
      this.#sum,
      this.#proposal,
      h(
        'div',
        { class: 'answers' },
        button('Accept as vulnerability…', () => void this.#decide('accept'), 'secondary'),
        button('Reject…', () => void this.#decide('reject'), 'secondary'),
      ),
      this.#said,
    );
    this.element = h(
      'section',
      { class: 'decide', 'aria-labelledby': 'decide-heading' },
      h(
        'div',
        { class: 'decide-column' },
        h('h2', { id: 'decide-heading' }, 'Decide'),
        // What may end it at a look stands before what takes thought.
        this.#gaps.element,
        this.#duplicates.element,
        this.#judges ? this.#criteria() : null,
        this.#foot,
      ),
    );
  }

  #criteria(): HTMLElement {
    return h(
      'div',
      { class: 'criteria' },
      h(
        'div',
        { class: 'criteria-head', 'aria-hidden': 'true' },
        h('span', {}, 'What the policy asks'),
        ...answers.map(({ head }) => h('span', { class: 'answer-head' }, head)),
      ),
      ...[...this.#rows.values()].map(({ element }) => element),
      h('p', { class: 'dim decide-hint' }, 'Kept in your draft. The proposed reply gives your reasons.'),
    );
  }

  /** The tab came into view. What is like it is looked for once; it takes some requests. */
  opened(): void {
    const { facts, discussion } = this.#model.state;
    if (this.#asked || facts?.state !== 'triage' || discussion.similar.kind !== 'unread') return;
    this.#asked = true;
    this.#model.tell({ t: 'findSimilar' });
  }

  update(): void {
    const { draft, readOnly } = this.#model;
    const judgements = readJudgements(draft.triage);
    for (const [id, row] of this.#rows) row.update(judgements[id]);
    this.#gaps.update(this.#model);
    this.#duplicates.update();
    this.#foot.hidden = readOnly;
    const answered = Object.values(judgements).filter(({ answer }) => answer !== 'unknown').length;
    const bad = against(judgements).length;
    const sum =
      answered === 0
        ? `0 of ${criteria.length} answered`
        : `${answered} of ${criteria.length} answered, ${bad === 0 ? 'nothing speaks' : bad === 1 ? '1 speaks' : `${bad} speak`} against it`;
    this.#sum.hidden = !this.#judges;
    write(this.#sum, sum);
    write(
      this.#proposal,
      this.#reply.text.trim() === ''
        ? this.#judges
          ? 'A reply with your reasons is proposed.'
          : 'A reply is proposed.'
        : 'What you wrote as a comment is proposed as the reply.',
    );
  }

  #judge(id: CriterionId, judgement: Judgement): void {
    this.#model.judge({ ...readJudgements(this.#model.draft.triage), [id]: judgement });
  }

  /** VS Code asks the rest. What was written as a comment is what is proposed there. */
  async #decide(what: 'accept' | 'reject'): Promise<void> {
    if (this.#deciding || this.#model.readOnly) return;
    this.#deciding = true;
    this.#said.textContent = '';
    const written = this.#reply.text.trim();
    const judged = decisionReply(this.#model, what);
    const reply = written === '' ? judged : written;
    try {
      await this.#model.ask({ t: 'decide', what, reply, written: reply !== judged });
    } catch (error) {
      this.#said.textContent = (error as Error).message;
    } finally {
      this.#deciding = false;
    }
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
