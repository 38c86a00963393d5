import { same } from '../../advisory/fields.ts';
import { assessBackports, summaryOf } from '../../process/backports/index.ts';
import type { BackportBoard, BackportFacts, BackportSummary } from '../../process/backports/types.ts';
import type { Notes } from './notes.ts';

function saidIn({ notNeeded, accepted = {} }: BackportFacts) {
  return { notNeeded, accepted };
}

/** Boards of facts, made once: whoever looks at them compares objects. */
export class Boards {
  readonly #facts = new WeakMap<BackportFacts, BackportFacts>();
  readonly #boards = new WeakMap<BackportFacts, BackportBoard>();
  readonly #summaries = new WeakMap<BackportBoard, BackportSummary>();

  /** What was read, with what a coordinator says now. */
  facts(read: BackportFacts, { notBackported = {}, acceptedBackports = {} }: Notes): BackportFacts {
    const said = { notNeeded: notBackported, accepted: acceptedBackports };
    if (same(saidIn(read), said)) return read;
    const known = this.#facts.get(read);
    if (known && same(saidIn(known), said)) return known;
    const made = { ...read, ...said };
    this.#facts.set(read, made);
    return made;
  }

  board(facts: BackportFacts): BackportBoard {
    const board = this.#boards.get(facts) ?? assessBackports(facts);
    this.#boards.set(facts, board);
    return board;
  }

  summary(facts: BackportFacts | null): BackportSummary | null {
    if (facts === null) return null;
    const board = this.board(facts);
    const summary = this.#summaries.get(board) ?? summaryOf(board);
    this.#summaries.set(board, summary);
    return summary;
  }
}
