import { window } from 'vscode';
import { listPulls, type PrivatePullState } from '../../../jobs/fork/pulls/index.ts';
import { gitLimit } from '../../common/gitAllowed.ts';
import { settings } from '../../common/settings.ts';
import { choose, during, heading } from '../../decide/ask.ts';
import type { ForkDesk } from '../desk.ts';
import { offer, run, workplaceOf, type Bench } from './bench.ts';
import { detailWords, labelOf, noChecks, stateWords } from './words.ts';

/** Which pull requests a command is about. */
export interface Which {
  readonly title: string;
  /** Open ones only; and a single one is not asked for. */
  readonly openOnly: boolean;
  /** Are the merges with public main tried? It needs a clone, and git. */
  readonly merges: boolean;
}

/** Reads the private pull requests of a fork and asks for one. Null: there is none, or none was chosen. */
export async function pickPull(
  desk: ForkDesk,
  bench: Bench,
  { title, openOnly, merges }: Which,
): Promise<PrivatePullState | null> {
  const { tools, fork, clone, id } = bench;
  const at =
    merges && clone && gitLimit() === null
      ? await workplaceOf(bench, { ...clone, worktrees: [] }, title)
      : null;
  const all = await during(`Reading the private PRs of ${id}…`, signal => listPulls(tools, fork, at, signal));
  const open = all.filter(({ state }) => state === 'open');
  const found = openOnly ? open : all;
  if (found.length === 0) {
    const text = `The private fork of ${id} has no ${openOnly ? 'open ' : ''}pull request.`;
    if (gitLimit() === null) offer(desk, text, { 'Open One': () => run('ghsa.openPrivatePull', bench.row) });
    else void window.showInformationMessage(text);
    return null;
  }
  if (openOnly && open.length === 1) return open[0]!;
  const rows = (some: readonly PrivatePullState[]) =>
    some.map(state => ({
      label: `$(${icons[state.state]}) ${labelOf(state, settings.hideTitles())}`,
      description: stateWords(state),
      detail: detailWords(state),
      value: state,
    }));
  const rest = found.filter(({ state }) => state !== 'open');
  return choose(`${title} of ${id}`, noChecks, [
    ...rows(open),
    ...(rest.length > 0 ? [heading('Merged or closed'), ...rows(rest)] : []),
  ]);
}

const icons = { open: 'git-pull-request', merged: 'git-merge', closed: 'git-pull-request-closed' } as const;
