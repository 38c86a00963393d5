import { same } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import { reviewPublish, type Confirmed } from '../../jobs/publish/index.ts';
import type { Outcome } from '../../jobs/decide/index.ts';
import { JobError } from '../../jobs/errors.ts';
import { Emitter } from '../common/emitter.ts';
import { kept, unkept } from '../port/draftEdits.ts';
import type { PublishState } from '../port/protocol.ts';
import { mustBeSeen } from '../port/sameView.ts';
import { publishState, type PublishFacts } from './state.ts';

export interface PublishModelParts {
  readonly sandbox: boolean;
  readonly merged: boolean;
  /** Publishes it, after a look; gives what became of it. */
  readonly publish: (seen: Advisory, confirmed: Confirmed) => Promise<Outcome>;
}

/** One advisory on its way to everybody, as its page sees it. Knows no `vscode`. */
export class PublishModel {
  readonly #publish: PublishModelParts['publish'];
  readonly #changed = new Emitter();
  #facts: PublishFacts;

  readonly onDidChange = this.#changed.event;

  constructor(parts: PublishModelParts, advisory: Advisory) {
    const { sandbox, merged } = parts;
    this.#publish = parts.publish;
    this.#facts = { advisory, overruled: [], typed: '', sandbox, merged, step: 'todo', note: null };
  }

  get state(): PublishState {
    return publishState(this.#facts);
  }

  get advisory(): Advisory {
    return this.#facts.advisory;
  }

  /** As it is known now: the page may have stood for days. What was typed was typed for what it showed. */
  renew({ advisory, merged }: Pick<PublishFacts, 'advisory' | 'merged'>): void {
    if (this.#facts.step !== 'todo') return;
    const before = this.state.view.shown;
    this.#set({ advisory, merged });
    if (!same(before, this.state.view.shown)) this.#set({ typed: '' });
  }

  confirm(typed: string): void {
    this.#set({ typed: typed.slice(0, 100) });
  }

  keep(id: string, reason: string): void {
    const { advisory, overruled } = this.#facts;
    const finding = reviewPublish(advisory, overruled).findings.find(found => found.id === id);
    if (finding?.overrulable && reason.trim() !== '') this.#overrule(kept(overruled, id, reason));
  }

  unkeep(id: string): void {
    this.#overrule(unkept(this.#facts.overruled, id));
  }

  /** The line. `seen` is what the page showed when the button was pressed. @throws what went wrong, as a sentence */
  async makePublic(seen: unknown): Promise<void> {
    const { state } = this;
    if (!state.ready) return;
    mustBeSeen(seen, state.view);
    const { advisory, typed, overruled } = this.#facts;
    this.#set({ step: 'busy' });
    try {
      const outcome = await this.#publish(advisory, { typed, overruled });
      this.#set({ advisory: outcome.advisory, typed: '' });
      refuse(outcome);
      this.#set({ step: 'done', note: ('note' in outcome ? outcome.note : null) ?? null });
    } finally {
      if (this.#facts.step === 'busy') this.#set({ step: 'todo' });
    }
  }

  #overrule(overruled: readonly Overruled[]): void {
    this.#set({ overruled });
  }

  #set(change: Partial<PublishFacts>): void {
    if (this.#facts.step === 'done') return;
    this.#facts = { ...this.#facts, ...change };
    this.#changed.fire();
  }
}

/** @throws JobError where it is not published */
function refuse(outcome: Outcome): void {
  switch (outcome.kind) {
    case 'done':
    case 'there':
      return;
    case 'forbidden':
      throw new JobError('ask', 'Only admins may publish it. Nothing was changed; ask one.');
    case 'changed':
      throw new JobError(
        'changed',
        outcome.advisory.state === 'draft'
          ? 'It was changed meanwhile. Nothing was sent; read it again, then confirm.'
          : `It is ${outcome.advisory.state} meanwhile, so it cannot be published. Nothing was sent.`,
      );
    default:
      throw new JobError('ask', 'message' in outcome ? outcome.message : 'GitHub did not publish it.');
  }
}
