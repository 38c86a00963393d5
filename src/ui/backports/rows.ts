import { shortId, type Advisory } from '../../advisory/model.ts';
import type { BackportRow } from '../../process/backports/types.ts';
import { label, plain } from '../advisories/words.ts';
import type { Entry } from './entry.ts';
import { isDone, isOnePress, maySkip, onePresses } from './weigh.ts';
import { dayName, ofAll } from './words.ts';

/** A row of the view. Commands find its advisory and its branch in it. */
export type BackportNode =
  | { readonly kind: 'backports'; readonly id: string; readonly advisory: Advisory; readonly entry: Entry }
  | {
      readonly kind: 'backport';
      readonly id: string;
      readonly advisory: Advisory;
      readonly branch: string;
      readonly row: BackportRow;
    };

/** What a row looks like; `vscode` draws it. */
export interface BackportFace {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly colour: string | null;
  readonly folds: boolean;
  /** The words that the menus look for. */
  readonly context: string;
  readonly spoken: string;
  readonly tooltip: string;
}

export function nodeOf(entry: Entry): BackportNode {
  return { kind: 'backports', id: entry.id, advisory: entry.advisory, entry };
}

export function branchesOf({ id, advisory, board }: Entry): BackportNode[] {
  return (board?.rows ?? []).map(row => ({ kind: 'backport', id, advisory, branch: row.branch, row }));
}

export function faceOf(
  node: BackportNode,
  look: { readonly hideTitles: boolean; readonly now: Date },
): BackportFace {
  return node.kind === 'backports' ? entryFace(node.entry, look.hideTitles) : branchFace(node, look.now);
}

function entryFace(entry: Entry, hideTitles: boolean): BackportFace {
  const { id, advisory, board, reading, failure } = entry;
  const title = hideTitles ? shortId(advisory.ghsaId) : label(advisory, false);
  const unread = reading ? 'Looking…' : failure === null ? 'not read yet' : 'could not be read';
  const left = board?.needsYou ?? 0;
  const description = board === null ? unread : leftWords(left);
  const done = isDone(board);
  const needs = board !== null && (left > 0 || board.defects.length > 0);
  const repairs = board === null ? 0 : onePresses(board).length;
  return {
    // Long titles are cut: the count stands where it is seen.
    ...{ id, label: board === null ? title : `${ofAll(board)} · ${title}`, description },
    folds: board !== null,
    icon: failure !== null && board === null ? 'error' : done ? 'pass-filled' : 'git-merge',
    colour: done ? 'testing.iconPassed' : needs ? 'list.warningForeground' : null,
    context: ['allBackports', ...(repairs > 0 ? ['repairable'] : [])].join(' '),
    spoken: [
      title,
      board === null ? description : `${ofAll(board)} merged`,
      ...(left > 0 ? [description] : []),
    ].join(', '),
    tooltip: failure ?? [title, ...(board?.defects.map(({ text }) => plain(text)) ?? [])].join('\n'),
  };
}

function branchFace(
  { id, branch, row }: BackportNode & { readonly kind: 'backport' },
  now: Date,
): BackportFace {
  const [defect] = row.defects;
  const description = plain(defect ? shortly(defect.text) : stateWords(row, now));
  const [icon, colour] = iconOf(row);
  return {
    ...{ id: `${id}/${branch}`, label: branch, description, icon, colour, folds: false },
    context: contextOf(row),
    spoken: `${branch}, ${description}`,
    tooltip: [
      ...(row.pull ? [plain(row.pull.title)] : row.note === null ? [] : [row.note]),
      ...row.defects.map(({ text }) => plain(text)),
      ...[row.who, row.when].filter(words => words !== '').map(plain),
    ].join('\n'),
  };
}

/** "release-blocker is missing": the reason is on the page. */
function shortly(text: string): string {
  return text.replace(/,? so .*$/, '').replace(/\.$/, '');
}

function stateWords({ pull, need, note }: BackportRow, now: Date): string {
  if (need === 'not-needed') return 'not needed';
  if (pull === null) return note ?? 'no pull request yet';
  const day = dayName(pull.mergedAt, now);
  return pull.state === 'merged' && day !== '' ? `merged ${day}` : pull.state;
}

function iconOf({ pull, need, defects }: BackportRow): readonly [string, string | null] {
  const worst = defects.find(({ severity }) => severity === 'error') ?? defects[0];
  if (worst?.severity === 'error') return ['error', 'list.errorForeground'];
  if (worst) return ['warning', 'list.warningForeground'];
  if (need === 'not-needed') return ['dash', null];
  if (pull === null) return ['circle-large-outline', null];
  return pull.state === 'merged' ? ['git-merge', 'charts.purple'] : ['git-pull-request', 'charts.green'];
}

function contextOf(row: BackportRow): string {
  const { pull, need, defects } = row;
  const has = (id: string) => defects.some(({ repairs }) => repairs.some(repair => repair.id === id));
  const lacks = need === 'needed' && (pull === null || pull.state === 'closed');
  return [
    'backport',
    ...(pull === null ? [] : ['hasPull']),
    ...(defects.some(({ repairs }) => repairs.some(isOnePress)) ? ['repairable'] : []),
    ...(has('backport') || lacks ? ['toBackport'] : []),
    ...(maySkip(row) ? ['may-skip'] : []),
    ...(need === 'not-needed' ? ['skipped'] : []),
  ].join(' ');
}

/** "3 to do"; empty for none. */
export function viewWords(entries: readonly Entry[]): string {
  return leftWords(entries.reduce((sum, { board }) => sum + (board?.needsYou ?? 0), 0));
}

function leftWords(left: number): string {
  return left === 0 ? '' : `${left} to do`;
}
