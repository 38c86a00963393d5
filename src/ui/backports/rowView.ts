import type { BackportPull, BackportRow, Checks, Defect } from '../../process/backports/types.ts';
import type { Entry } from './entry.ts';
import type { DefectView, RowView, ToldView } from './protocol.ts';
import { maySkip } from './weigh.ts';
import { dayName } from './words.ts';

/** One branch as the page shows it. */
export function rowView(row: BackportRow, entry: Entry, now: Date): RowView {
  const { branch, status, need, pull, reason, labels, who, when } = row;
  const note = noteLines(row.note);
  return {
    branch,
    status: status === 'end-of-life' ? 'end of life' : status,
    pull: pull && {
      ...{ label: entry.number(pull.number), number: pull.number, state: pull.state, title: pull.title },
      words: row.by === null ? pullWords(pull, now) : `${pullWords(pull, now)}, by ${row.by}`,
    },
    note: pull === null ? (note[0] ?? (need === 'not-needed' ? 'Not needed' : null)) : null,
    more: moreWords(row, note[1], entry.number),
    labels,
    checks: checksView(pull, entry.reading),
    ...{ who, when },
    defects: row.defects.map(defectView),
    takeBack:
      need === 'not-needed' && reason !== null && entry.progress.notBackported?.[branch] !== undefined,
    told: toldViews(entry.told[branch]),
    maySkip: maySkip(row) && !offersSkip(row),
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

/** "Not made: it conflicts. The bot gave up on 12 November": its second sentence stands below the first. */
function noteLines(note: string | null): readonly string[] {
  if (note === null) return [];
  const [first = '', ...others] = note.split('. ');
  return others.length === 0 ? [first] : [first, others.join('. ')];
}

/** What was done is one line; what failed has a line of its own. */
export function toldViews(told: Entry['told'][string] = []): ToldView[] {
  const done = told.filter(({ ok }) => ok).map(({ words }) => sentence(words));
  const failed = told.filter(({ ok }) => !ok).map(({ words }) => ({ words: sentence(words), ok: false }));
  return [...(done.length === 0 ? [] : [{ words: done.join(' '), ok: true }]), ...failed];
}

function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function offersSkip({ defects }: BackportRow): boolean {
  return defects.some(({ repairs }) => repairs.some(({ id }) => id === 'notNeeded'));
}

function moreWords(
  { pull, reason, former }: BackportRow,
  note: string | undefined,
  name: Entry['number'],
): string | null {
  const again = former.map(name).join(', ');
  const words = [
    ...(pull === null && note !== undefined ? [note] : []),
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
