import type { Branch } from '../../project/index.ts';
import type { Judged } from './assess.ts';
import { backportRepair } from './absent.ts';
import { labelDefects } from './labels.ts';
import { titleDefects } from './titles.ts';
import type { BackportPull, Defect } from './types.ts';

/** What is not as it should be with the pull request of a branch. */
export function pullDefects(
  judged: Judged,
  branch: Branch,
  pull: BackportPull,
  all: readonly BackportPull[],
): Defect[] {
  const isMain = pull.base === judged.facts.main.base;
  if (pull.state === 'closed') return [closed(judged, branch, pull, isMain)];
  if (pull.stranger === true)
    return [stranger(judged, branch, pull), ...twice(judged, branch.branch, pull, all)];
  const title = isMain ? [] : titleDefects(judged, branch.branch, pull);
  const found = [
    ...labelDefects(judged, pull),
    ...title,
    // The bots link by the title: that is the cause then.
    ...(title.length === 0 ? unlinked(judged, pull) : []),
    ...twice(judged, branch.branch, pull, all),
  ];
  return found.length === 0 ? failing(pull) : found;
}

function closed(judged: Judged, branch: Branch, { htmlUrl }: BackportPull, isMain: boolean): Defect {
  const open = { id: 'open', label: 'Reopen on GitHub', url: htmlUrl } as const;
  const text = 'Closed without a merge.';
  if (isMain) return { id: 'closed', severity: 'error', text, repairs: [open] };
  const notNeeded = { id: 'notNeeded', label: 'Not needed…', branch: branch.branch } as const;
  const anew = judged.facts.main.mergeCommit === null ? [] : [backportRepair(branch.branch)];
  return { id: 'closed', severity: 'error', text, repairs: [open, ...anew, notNeeded] };
}

/** Anybody may open one that is titled so: nothing is set on it for them, and it keeps nobody from making another. */
function stranger({ facts }: Judged, { branch }: Branch, { author, htmlUrl }: BackportPull): Defect {
  const name = author ?? 'somebody whose account is gone';
  const anew = facts.main.mergeCommit === null ? [] : [backportRepair(branch)];
  return {
    ...{ id: 'stranger', severity: 'warning' },
    text: `By ${name}, who has no role here. Look at the change before you take it for the backport.`,
    repairs: [{ id: 'open', label: 'Open on GitHub', url: htmlUrl }, ...anew],
  };
}

/** Who follows the issue (the record's scripts do) finds it by the issue's list only. */
function unlinked({ facts, profile }: Judged, { linked, number, htmlUrl }: BackportPull): Defect[] {
  const [issue] = facts.issues;
  if (linked !== false || issue === undefined) return [];
  return [
    {
      ...{ id: 'unlinked', severity: 'warning' },
      text: `${profile.publicNumber(issue)} does not list it, so the record will lack it.`,
      repairs: [
        { id: 'copy', label: 'Copy line for the issue', text: `* ${profile.publicNumber(number)}` },
        { id: 'open', label: 'Open issue', url: issueUrl(htmlUrl, issue) },
      ],
    },
  ];
}

export function issueUrl(pullUrl: string, issue: number): string {
  return pullUrl.replace(/\/pull\/\d+.*$/, `/issues/${issue}`);
}

function twice(
  { profile }: Judged,
  branch: string,
  pull: BackportPull,
  all: readonly BackportPull[],
): Defect[] {
  return all
    .filter(other => other !== pull && other.state === 'open')
    .map(({ number, htmlUrl }) => ({
      ...{ id: 'twice', severity: 'warning' },
      text: `${profile.publicNumber(number)} goes to ${branch}, too. One of them is to be closed.`,
      repairs: [{ id: 'open', label: `Open ${profile.publicNumber(number)}`, url: htmlUrl }],
    }));
}

/** The column says it; a line only where nothing else says that the branch needs somebody. */
function failing({ state, checks, htmlUrl }: BackportPull): Defect[] {
  if (state !== 'open' || checks?.state !== 'failed') return [];
  const text = `${checks.failed} ${checks.failed === 1 ? 'check' : 'checks'} failed, so it cannot be merged.`;
  return [
    {
      ...{ id: 'checks', severity: 'warning', text },
      repairs: [{ id: 'open', label: 'Open checks', url: `${htmlUrl}/checks` }],
    },
  ];
}
