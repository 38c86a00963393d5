import type { Branch } from '../../project/index.ts';
import type { Judged } from './assess.ts';
import { absentDefects, absentNote, givenUp } from './absent.ts';
import { pullDefects } from './pull.ts';
import { whenWords, whoWords } from './people.ts';
import { same, wantedLabels } from './labels.ts';
import type { BackportPull, BackportRow } from './types.ts';

/** One branch of the dashboard. */
export function rowOf(judged: Judged, branch: Branch): BackportRow {
  const { facts } = judged;
  const isMain = branch.branch === facts.main.base;
  const all = isMain ? [facts.main] : facts.pulls.filter(({ base }) => base === branch.branch);
  const pull = chosen(all);
  const reason = isMain ? null : against(judged, branch, pull);
  const need = isMain ? 'fix' : reason === null ? 'needed' : 'not-needed';
  const row = {
    branch: branch.branch,
    status: branch.status,
    need,
    reason,
    pull,
    by: pull?.stranger === true ? (pull.author ?? 'somebody whose account is gone') : null,
    former: all.filter(other => other !== pull && other.state === 'closed').map(({ number }) => number),
    labels: pull === null ? [] : wantedLabels(judged, pull).map(name => ({ name, there: has(pull, name) })),
    who: reason !== null && pull === null ? '' : whoWords(judged, branch, pull),
    when: whenWords(pull),
  } as const;
  if (reason !== null) return { ...row, note: null, defects: [] };
  if (pull === null)
    return { ...row, note: absentNote(judged, branch), defects: absentDefects(judged, branch) };
  const note = pull.state === 'closed' && givenUp(judged, branch) ? absentNote(judged, branch) : null;
  return { ...row, note, defects: pullDefects(judged, branch, pull, all) };
}

/** The one that counts: what is merged, else what is open (a stranger's last), else the last that was closed. */
function chosen(all: readonly BackportPull[]): BackportPull | null {
  const newest = all.toSorted((a, b) => b.number - a.number);
  const of = (state: BackportPull['state']) => newest.find(pull => pull.state === state);
  const known = newest.find(pull => pull.state === 'open' && pull.stranger !== true);
  return of('merged') ?? known ?? of('open') ?? newest[0] ?? null;
}

/** Why a branch needs none; null: it needs one. What is open or merged there is shown in spite of it. */
function against(
  { facts }: Judged,
  { branch, status, endOfLife }: Branch,
  pull: BackportPull | null,
): string | null {
  if (status === 'end-of-life') return endOfLife === null ? 'end of life' : `end of life since ${endOfLife}`;
  if (pull !== null && pull.state !== 'closed') return null;
  const said = Object.hasOwn(facts.notNeeded, branch) ? facts.notNeeded[branch]! : null;
  if (said !== null) return said.trim() || 'no reason given';
  return facts.existing === null || facts.existing.includes(branch) ? null : 'GitHub has no such branch';
}

function has({ labels }: BackportPull, wanted: string): boolean {
  return labels.some(name => same(name, wanted));
}
