import type { BackportPull, BackportRow, Checks, Defect } from '../../process/backports/types.ts';
import type { Entry } from './entry.ts';
import type { DefectView, RowView } from './protocol.ts';
import { dayName } from './words.ts';

/** One branch as the page shows it. */
export function rowView(row: BackportRow, entry: Entry, now: Date): RowView {
  const { branch, status, need, pull, reason, labels, who, when } = row;
  return {
    branch,
    status: status === 'end-of-life' ? 'end of life' : status,
    pull: pull && {
      ...{ label: `gh-${pull.number}`, number: pull.number, state: pull.state, title: pull.title },
      words: pullWords(pull, now),
    },
    note: pull === null ? (row.note ?? (need === 'not-needed' ? 'Not needed' : null)) : null,
    more: moreWords(row),
    labels,
    checks: checksView(pull, entry.reading),
    ...{ who, when },
    defects: row.defects.map(defectView),
    takeBack:
      need === 'not-needed' && reason !== null && entry.progress.notBackported?.[branch] !== undefined,
    told: entry.told[branch] ?? null,
    busy: entry.busy.includes(branch),
  };
}

export function defectView({ id, severity, text, repairs }: Defect): DefectView {
  const writes = (repair: string) =>
    repair === 'addLabels' || repair === 'correctTitle' || repair === 'backport';
  return {
    ...{ id, severity, text },
    repairs: repairs.map((repair, at) => ({ at, label: repair.label, writes: writes(repair.id) })),
  };
}

/** "merged 12 November", "open, not linked" */
function pullWords({ state, mergedAt, linked }: BackportPull, now: Date): string {
  if (state === 'merged') {
    const day = dayName(mergedAt, now);
    return day === '' ? 'merged' : `merged ${day}`;
  }
  return state === 'open' && linked === false ? 'open, not linked' : state;
}

function moreWords({ pull, reason, former }: BackportRow): string | null {
  const again = former.map(number => `gh-${number}`).join(', ');
  const words = [
    ...(pull === null && reason !== null ? [reason] : []),
    ...(again === '' ? [] : [`${again} ${former.length === 1 ? 'was' : 'were'} closed without a merge`]),
  ];
  return words.length === 0 ? null : words.join('. ');
}

/** What is merged stays as it is; of what is not it is looked again. */
function checksView(pull: BackportPull | null, reading: boolean): RowView['checks'] {
  if (pull === null) return null;
  if (reading && pull.state === 'open') return { state: 'looking', words: 'Looking…' };
  return pull.checks && { state: pull.checks.state, words: checksWords(pull.checks) };
}

function checksWords({ state, failed }: Checks): string {
  switch (state) {
    case 'failed':
      return failed === 0 ? 'failed' : `${failed} failed`;
    case 'none':
      return 'none yet';
    default:
      return state;
  }
}
