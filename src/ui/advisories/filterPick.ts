import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import { showWords, shownMoves, type Filter, type Show } from './filter.ts';

interface Choice extends QuickPickItem {
  readonly change?: Partial<Filter>;
}

/** Is it the name of a choice? */
export function isShow(value: unknown): value is Show {
  return typeof value === 'string' && Object.hasOwn(shownMoves, value);
}

/** Asks what to show; null when nothing was chosen. */
export async function pickFilter(
  { show, repo }: Filter,
  repositories: readonly RepoRef[],
): Promise<Partial<Filter> | null> {
  const now = (is: boolean) => (is ? { description: 'now' } : {});
  const names = [null, ...repositories.map(repoName)];
  const choices: Choice[] = [
    ...Object.entries(showWords).map(([name, [label, detail]]) => ({
      ...{ label, detail, ...now(name === show) },
      change: { show: name as Show },
    })),
    ...(repositories.length < 2
      ? []
      : [
          { label: 'Repository', kind: QuickPickItemKind.Separator },
          ...names.map(name => ({
            ...{ label: name ?? 'Every repository', ...now(name === repo) },
            change: { repo: name },
          })),
        ]),
  ];
  const picked = await window.showQuickPick(choices, {
    title: 'Filter Advisories',
    placeHolder: 'What to show',
  });
  return picked?.change ?? null;
}
