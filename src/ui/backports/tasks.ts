import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { authorWords } from '../common/othersWords.ts';
import { settings } from '../common/settings.ts';
import { label, plain } from '../advisories/words.ts';
import type { Entry } from './entry.ts';
import { repairable } from './held.ts';
import type { OnePress } from './weigh.ts';
import { counted } from './words.ts';

/** One repair that one press does. */
export interface Task {
  readonly entry: Entry;
  /** '' is the whole. */
  readonly branch: string;
  readonly defect: string;
  readonly repair: OnePress;
}

/** An advisory, one of its branches; nothing of both: all. */
export interface Only {
  readonly id?: string | undefined;
  readonly branch?: string | undefined;
}

export function tasksOf(entries: readonly Entry[], { id, branch }: Only): Task[] {
  return entries
    .filter(entry => id === undefined || entry.id === id)
    .flatMap(entry => repairable(entry).map(found => ({ entry, ...found })))
    .filter(task => branch === undefined || task.branch === branch);
}

type Row = QuickPickItem & { readonly task?: Task };

/** Shows what would be done, all of it ticked; null: it was left. */
export async function chosenOf(tasks: readonly Task[]): Promise<readonly Task[] | null> {
  const picked = await window.showQuickPick(rowsOf(tasks), {
    title: `Repair backports: ${counted(tasks.length, 'change')} on GitHub`,
    placeHolder: 'What is ticked is done',
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDetail: true,
  });
  return picked ? picked.flatMap(({ task }) => task ?? []) : null;
}

function rowsOf(tasks: readonly Task[]): Row[] {
  return tasks.flatMap((task, at): Row[] => {
    const { entry, branch } = task;
    const first = tasks[at - 1]?.entry.id !== entry.id;
    const title = settings.hideTitles() ? shortId(entry.advisory.ghsaId) : label(entry.advisory, false);
    return [
      ...(first ? [{ label: title, kind: QuickPickItemKind.Separator }] : []),
      { label: whatOf(task), description: branch, ...detailOf(task), picked: true, task },
    ];
  });
}

/** "Add release-blocker to gh-210468" */
function whatOf({ entry, repair }: Task): string {
  const pull = entry.number(repair.pull);
  return repair.id === 'addLabels'
    ? `Add ${repair.labels.join(', ')} to ${pull}`
    : `Correct the title of ${pull}`;
}

/** The new title, and whose pull request it is. */
function detailOf({ entry: { facts }, repair }: Task): { readonly detail?: string } {
  const pull = facts && [facts.main, ...facts.pulls].find(({ number }) => number === repair.pull);
  const whose = pull?.author == null || pull.author === facts?.me ? [] : [`by ${authorWords(pull.author)}`];
  const words = [...(repair.id === 'correctTitle' ? [plain(repair.title)] : []), ...whose];
  return words.length === 0 ? {} : { detail: words.join(', ') };
}
