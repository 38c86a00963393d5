import type { PortDraft, Prepared } from './types.ts';

/** What was chosen about the backports: plain data, and nothing of it is sent. */
export interface ChosenBranches {
  readonly ticked: readonly string[];
  /** Branches without a tick, each with why in one line. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** The ticks as they cross the line; without them the branches would look forgotten afterwards. */
export function chosenBranches({ branches }: Pick<Prepared, 'branches'>, draft: PortDraft): ChosenBranches {
  const out = branches.filter(({ branch }) => !draft.backports.includes(branch));
  const why = draft.against ?? {};
  return {
    ticked: draft.backports,
    leftOut: Object.fromEntries(
      out.map(({ branch }) => [
        branch,
        Object.hasOwn(why, branch) ? why[branch]!.slice(0, 200) : 'left out at the port',
      ]),
    ),
  };
}

/** The reasons after a port: a tick takes one back, and what a person wrote stays. */
export function reasonsAfter(
  known: Readonly<Record<string, string>>,
  { ticked, leftOut }: ChosenBranches,
): Record<string, string> {
  const kept = Object.entries(known).filter(([branch]) => !ticked.includes(branch));
  return { ...leftOut, ...Object.fromEntries(kept) };
}
