import { cherryPickerLine } from '../../project/cpython/backport.ts';
import type { Branch } from '../../project/index.ts';
import type { Judged } from './assess.ts';
import { known, labelDefect, same, unknownLabel } from './labels.ts';
import type { Defect, GaveUp, Repair } from './types.ts';

/** The bot needs minutes; after an hour it will not come any more. */
const botsTime = 60 * 60 * 1000;

const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });

/** Where there is no pull request: what is known of that, under the number. */
export function absentNote(judged: Judged, branch: Branch): string | null {
  const said = givenUp(judged, branch);
  if (said) {
    const at = new Date(said.at);
    const day = Number.isNaN(at.getTime()) ? '' : ` on ${longDay.format(at)}`;
    return `Not made${said.conflict === false ? '' : ': it conflicts'}. The bot gave up${day}`;
  }
  if (!asked(judged, branch)) return 'Not made';
  if (judged.facts.main.state !== 'merged') return 'Made by the bot after the merge';
  return late(judged) ? 'Not made' : 'The bot makes it';
}

/** The bot's word that it could not; the last one. */
export function givenUp({ facts }: Judged, { branch }: Branch): GaveUp | undefined {
  return facts.gaveUp.findLast(said => said.branch === branch);
}

/** A branch without a pull request: given up, forgotten, or made by the bot in a moment. */
export function absentDefects(judged: Judged, branch: Branch): Defect[] {
  if (givenUp(judged, branch))
    return [
      {
        ...{ id: 'byHand', severity: 'error', text: 'Needs a backport by hand.' },
        repairs: handRepairs(judged, branch),
      },
    ];
  if (!asked(judged, branch)) return forgotten(judged, branch);
  if (judged.facts.main.state !== 'merged' || !late(judged)) return [];
  return [
    {
      ...{ id: 'noBot', severity: 'warning', text: 'The bot made no backport within an hour.' },
      repairs: handRepairs(judged, branch),
    },
  ];
}

function forgotten(judged: Judged, { branch }: Branch): Defect[] {
  const { facts, profile } = judged;
  const { number, state, htmlUrl } = facts.main;
  const label = profile.backports?.label(branch) ?? '';
  const notNeeded: Repair = { id: 'notNeeded', label: 'Not needed…', branch };
  const byHand = state === 'merged' ? [backportRepair(branch)] : [];
  if (state === 'closed') return [];
  if (!known(judged, label)) {
    const gone = unknownLabel(label, htmlUrl);
    return [{ ...gone, id: 'forgotten', repairs: [...byHand, ...gone.repairs, notNeeded] }];
  }
  const text = 'Forgotten: no label and no pull request.';
  const defect = labelDefect(judged, { pull: number, names: [label], text });
  const more = facts.mayLabel ? [] : byHand;
  return [{ ...defect, id: 'forgotten', repairs: [...defect.repairs, ...more, notNeeded] }];
}

/** What a person can do where the bot could not. */
export function handRepairs({ facts }: Judged, { branch }: Branch): Repair[] {
  const { mergeCommit } = facts.main;
  if (mergeCommit === null) return [{ id: 'open', label: 'Open on GitHub', url: facts.main.htmlUrl }];
  const text = cherryPickerLine(mergeCommit, branch);
  return [backportRepair(branch), { id: 'copy', label: 'Copy cherry_picker line', text }];
}

export function backportRepair(branch: string): Repair {
  return { id: 'backport', label: `Backport to ${branch}`, branch };
}

/** Does a label of the main pull request ask for it? */
function asked({ facts, profile }: Judged, { branch }: Branch): boolean {
  const label = profile.backports?.label(branch) ?? '';
  return facts.main.labels.some(name => same(name, label));
}

/** Is the merge so long ago that the bot should have come? */
function late({ facts }: Judged): boolean {
  return Date.parse(facts.at) - Date.parse(facts.main.mergedAt ?? '') > botsTime;
}
