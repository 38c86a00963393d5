import { cherryPickerLine, type Branch } from '../../project/index.ts';
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
  if (!asked(judged, branch) || !hasBots(judged)) return 'Not made';
  if (judged.facts.main.state !== 'merged') return 'Made by the bot after the merge';
  return late(judged, branch) ? 'Not made' : 'The bot makes it';
}

/** The bot's word that it could not; the last one, unless it was asked anew since. */
export function givenUp({ facts }: Judged, { branch }: Branch): GaveUp | undefined {
  const said = facts.gaveUp.findLast(each => each.branch === branch);
  return said && Date.parse(askedAt(facts, branch) ?? '') > Date.parse(said.at) ? undefined : said;
}

/** A branch without a pull request: given up, forgotten, or made by the bot in a moment. */
export function absentDefects(judged: Judged, branch: Branch): Defect[] {
  const said = givenUp(judged, branch);
  if (said?.conflict === false) return [again(judged, branch)];
  if (said)
    return [
      {
        ...{ id: 'byHand', severity: 'error', text: 'Needs a backport by hand.' },
        repairs: handRepairs(judged, branch),
      },
    ];
  if (!asked(judged, branch)) return forgotten(judged, branch);
  if (judged.facts.main.state !== 'merged') return [];
  if (!hasBots(judged)) return [notMade(judged, branch)];
  if (!late(judged, branch)) return [];
  return [
    {
      ...{ id: 'noBot', severity: 'warning', text: 'The bot made no backport within an hour.' },
      repairs: handRepairs(judged, branch),
    },
  ];
}

/** miss-islington's "Please retry by removing and re-adding the label": no conflict, so it may well work then. */
function again(judged: Judged, branch: Branch): Defect {
  const { htmlUrl } = judged.facts.main;
  return {
    ...{ id: 'again', severity: 'error', text: 'The bot could not, and asks to set the label anew.' },
    repairs: [{ id: 'open', label: 'Open labels on GitHub', url: htmlUrl }, ...handRepairs(judged, branch)],
  };
}

/** A label asks for it, and no bot follows labels here. */
function notMade(judged: Judged, branch: Branch): Defect {
  return {
    ...{ id: 'notMade', severity: 'warning', text: 'The label asks for it, and nobody made it yet.' },
    repairs: [...handRepairs(judged, branch), notNeeded(branch)],
  };
}

function forgotten(judged: Judged, branch: Branch): Defect[] {
  const { facts, profile } = judged;
  const { number, state, htmlUrl } = facts.main;
  const label = profile.backports?.label(branch.branch) ?? '';
  const byHand = state === 'merged' ? [backportRepair(branch.branch)] : [];
  if (state === 'closed') return [];
  if (!known(judged, label)) {
    // Without a bot nothing comes of the label: it need not be there.
    if (!hasBots(judged)) return [{ ...unasked, repairs: [...byHand, notNeeded(branch)] }];
    const gone = unknownLabel(label, htmlUrl);
    return [{ ...gone, id: 'forgotten', repairs: [...byHand, ...gone.repairs, notNeeded(branch)] }];
  }
  const defect = labelDefect(judged, { pull: number, names: [label], text: unasked.text });
  const more = facts.mayLabel && hasBots(judged) ? [] : byHand;
  return [{ ...defect, id: 'forgotten', repairs: [...defect.repairs, ...more, notNeeded(branch)] }];
}

const unasked = {
  id: 'forgotten',
  severity: 'warning',
  text: 'Forgotten: no label and no pull request.',
} as const;

function notNeeded({ branch }: Branch): Repair {
  return { id: 'notNeeded', label: 'Not needed…', branch };
}

/** What a person can do where the bot could not. */
export function handRepairs(judged: Judged, { branch }: Branch): Repair[] {
  const { mergeCommit, htmlUrl } = judged.facts.main;
  if (mergeCommit === null) return [{ id: 'open', label: 'Open on GitHub', url: htmlUrl }];
  if (!hasBots(judged)) return [backportRepair(branch)];
  const text = cherryPickerLine(mergeCommit, branch);
  return [backportRepair(branch), { id: 'copy', label: 'Copy cherry_picker line', text }];
}

export function backportRepair(branch: string): Repair {
  return { id: 'backport', label: `Backport to ${branch}`, branch };
}

/** Does the project have CPython's bots, which follow labels and keep lists? */
export function hasBots({ profile }: Judged): boolean {
  return profile.backports?.bots ?? false;
}

/** Does a label of the main pull request ask for it? */
function asked({ facts, profile }: Judged, { branch }: Branch): boolean {
  const label = profile.backports?.label(branch) ?? '';
  return facts.main.labels.some(name => same(name, label));
}

/** Are merge and label so long ago that the bot should have come? */
function late({ facts }: Judged, { branch }: Branch): boolean {
  const since = [facts.main.mergedAt, askedAt(facts, branch)]
    .map(at => Date.parse(at ?? ''))
    .filter(Number.isFinite);
  return Date.parse(facts.at) - Math.max(...since) > botsTime;
}

function askedAt({ askedAt: all = {} }: Judged['facts'], branch: string): string | null {
  return Object.hasOwn(all, branch) ? all[branch]! : null;
}
