import type { BackportBoard, BackportRow, Defect, Repair } from '../../process/backports/types.ts';
import type { Entry } from './entry.ts';
import type { Show } from './protocol.ts';

/** What a board asks for: which rows a filter shows, what one press repairs, and which advisory comes first. */

/** Repairs that are done for the reader at one press, nothing asked. */
export type OnePress = Extract<Repair, { readonly id: 'addLabels' | 'correctTitle' }>;

export function isOnePress(repair: Repair): repair is OnePress {
  return repair.id === 'addLabels' || repair.id === 'correctTitle';
}

/** Can somebody here do something about it? */
export function needsYou({ defects }: Pick<BackportRow, 'defects'>): boolean {
  return defects.some(({ repairs }) => repairs.length > 0);
}

/** Does it get the fix, and has it not yet? */
export function isOpen({ need, pull }: Pick<BackportRow, 'need' | 'pull'>): boolean {
  return need !== 'not-needed' && pull?.state !== 'merged';
}

/** Can somebody say that it needs none? What is open or merged is shown in spite of that. */
export function maySkip({ branch, need, pull }: BackportRow): boolean {
  return need === 'needed' && branch !== 'main' && (pull === null || pull.state === 'closed');
}

export const fits: Readonly<Record<Show, (row: BackportRow) => boolean>> = {
  needsYou,
  open: isOpen,
  all: () => true,
};

/** So many rows does each filter show. */
export function counts(boards: readonly BackportBoard[]): Record<Show, number> {
  const rows = boards.flatMap(board => board.rows);
  const all = (show: Show) => rows.filter(fits[show]).length;
  return { needsYou: all('needsYou'), open: all('open'), all: rows.length };
}

/** The repairs of a board that one press does, each with its row. One of a defect: the others are other ways. */
export function onePresses({
  rows,
  defects,
}: BackportBoard): { readonly branch: string; readonly defect: string; readonly repair: OnePress }[] {
  const first = (branch: string) => (defect: Defect) => {
    const repair = defect.repairs.find(isOnePress);
    return repair === undefined ? [] : [{ branch, defect: defect.id, repair }];
  };
  return [...rows.flatMap(row => row.defects.flatMap(first(row.branch))), ...defects.flatMap(first(''))];
}

/** "Add 2 labels, correct 1 title" */
export function repairWords(repairs: readonly OnePress[]): string {
  const labels = repairs.reduce(
    (sum, repair) => sum + (repair.id === 'addLabels' ? repair.labels.length : 0),
    0,
  );
  const titles = repairs.filter(({ id }) => id === 'correctTitle').length;
  const words = [
    ...(labels === 0 ? [] : [`add ${labels} ${labels === 1 ? 'label' : 'labels'}`]),
    ...(titles === 0 ? [] : [`correct ${titles} ${titles === 1 ? 'title' : 'titles'}`]),
  ].join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Worst first: what needs somebody here, what is not read, what is open, what is done; the graver one first. */
export function worstFirst(a: Entry, b: Entry): number {
  return (
    rank(a.board) - rank(b.board) || score(b) - score(a) || a.advisory.title.localeCompare(b.advisory.title)
  );
}

function rank(board: BackportBoard | null): number {
  if (board === null) return 1;
  if (board.needsYou > 0 || board.defects.length > 0) return 0;
  return board.merged < board.needed ? 2 : 3;
}

const score = ({ advisory }: Entry) => advisory.cvssV4?.score ?? -1;

/** Is every branch done? */
export function isDone(board: BackportBoard | null): boolean {
  return board !== null && rank(board) === 3;
}

const kept = 90 * 86_400_000;

/** Was the last merge of a board that is done too long ago to be looked at still? */
export function isPast({ board }: Pick<Entry, 'board'>, now: Date): boolean {
  if (board === null || !isDone(board)) return false;
  const merges = board.rows.map(({ pull }) => Date.parse(pull?.mergedAt ?? '')).filter(Number.isFinite);
  return merges.length > 0 && now.getTime() - Math.max(...merges) > kept;
}
