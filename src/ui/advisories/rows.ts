import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayOf, days } from '../../process/clock.ts';
import type { Failure, ModelState } from './model.ts';

/** A row of the tree. No `vscode` here, so that what is shown, and in which order, is tested in plain mocha. */
export type Node =
  | { readonly kind: 'group'; readonly label: 'Triage' | 'Draft'; readonly advisories: readonly Advisory[] }
  | { readonly kind: 'advisory'; readonly advisory: Advisory }
  | { readonly kind: 'failure'; readonly name: string; readonly failure: Failure };

const ratingOrder = ['critical', 'high', 'medium', 'low'];

/** The top rows: a group for each state that has advisories, then what could not be read. */
export function roots(state: ModelState, now: Date): Node[] {
  if (state.kind === 'failed') {
    // Offline has a text of its own in the empty view.
    return state.failure.kind === 'offline'
      ? []
      : [{ kind: 'failure', name: 'GitHub', failure: state.failure }];
  }
  if (state.kind !== 'loaded') return [];
  const all = state.results.flatMap(({ advisories }) => advisories);
  const groups = (['Draft', 'Triage'] as const).flatMap((label): Node[] => {
    const advisories = all.filter(advisory => advisory.state === label.toLowerCase());
    return advisories.length === 0 ? [] : [{ kind: 'group', label, advisories: sorted(advisories, now) }];
  });
  const failures = state.results.flatMap(({ repo, error }): Node[] =>
    error === null ? [] : [{ kind: 'failure', name: repoName(repo), failure: error }],
  );
  return [...groups, ...failures];
}

/** The overdue ones first, then by severity, then the oldest. */
export function sorted(advisories: readonly Advisory[], now: Date): Advisory[] {
  const day = ({ createdAt }: Advisory) => dayOf(createdAt, now);
  const late = (advisory: Advisory) => (day(advisory) > days ? 0 : 1);
  const rank = ({ severity }: Advisory) =>
    severity === null ? ratingOrder.length : ratingOrder.indexOf(severity);
  return [...advisories].sort((a, b) => late(a) - late(b) || rank(a) - rank(b) || day(b) - day(a));
}

/** Which text the empty view shows (`viewsWelcome` in package.json hangs on it). */
export function listState(
  state: ModelState,
): 'idle' | 'signed-out' | 'no-repositories' | 'offline' | 'failed' | 'empty' | 'loaded' {
  if (state.kind === 'failed') return state.failure.kind === 'offline' ? 'offline' : 'failed';
  if (state.kind !== 'loaded') return state.kind;
  const empty = state.results.every(({ advisories, error }) => advisories.length === 0 && error === null);
  return empty && state.stale === null ? 'empty' : 'loaded';
}

/** The message above the rows; empty for none. */
export function messageOf(state: ModelState): string {
  if (state.kind !== 'loaded' || state.stale === null) return '';
  const { since, failure } = state.stale;
  return failure.kind === 'offline'
    ? `Offline since ${since.toTimeString().slice(0, 5)}. Showing what was loaded then.`
    : `${failure.message} Showing what was loaded before.`;
}
