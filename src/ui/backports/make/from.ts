import { profileOf } from '../../../project/index.ts';
import type { BackportFrom, PreparedFrom, PrivateOffer } from '../../../jobs/backport/make/index.ts';
import { plural } from '../../../jobs/line/finding.ts';
import type { ChangeFrom } from '../../port/protocol.ts';

/** The fix on main, by which the choice names it. */
export interface OnMain {
  readonly fullName: string;
  readonly pull: number;
  /** `main`, where that is its name. */
  readonly branch?: string;
}

/** What the change may be taken from, as the page offers it; null: there is the commit on main only. */
export function changeFrom(
  { fullName, pull, branch = 'main' }: OnMain,
  offers: readonly PrivateOffer[],
  chosen: BackportFrom,
): ChangeFrom | null {
  if (offers.length === 0) return null;
  return {
    chosen: idOf(chosen),
    choices: [
      { id: 'main', label: `${branch} ${profileOf(fullName).publicNumber(pull)}` },
      ...offers.map(offer => ({ id: idOf({ private: offer.number }), label: labelOf(offer) })),
    ],
  };
}

/** What the page's choice stands for; null: it stands for nothing that is offered. */
export function fromOf(id: string, offered: ChangeFrom | null): BackportFrom | null {
  if (!offered?.choices.some(choice => choice.id === id)) return null;
  return id === 'main' ? 'main' : { private: Number(id.slice(prefix.length)) };
}

/** Where the change of a backport comes from that was prepared. */
export const chosenOf = (from: PreparedFrom): BackportFrom =>
  from.kind === 'main' ? 'main' : { private: from.pull };

const prefix = 'private-';
const idOf = (from: BackportFrom) => (from === 'main' ? 'main' : `${prefix}${from.private}`);

/** "private PR #2 by nutmeg-core, 2 approvals" */
function labelOf({ number, author, approvals }: PrivateOffer): string {
  return `private PR #${number}${author === null ? '' : ` by ${author}`}, ${plural(approvals, 'approval')}`;
}
