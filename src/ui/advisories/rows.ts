import { repoName, type Advisory } from '../../advisory/model.ts';
import type { Assessment, Mistake, Step } from '../../process/types.ts';
import { groupsOf, type Group, type Sorting } from './groups.ts';
import { rowId, type Failure, type ModelState } from './states.ts';

/** A row of the tree. No `vscode` here, so that what is shown, and in which order, is tested in plain mocha. */
export type Node =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'advisory'; readonly advisory: Advisory }
  | { readonly kind: 'mistake'; readonly advisory: Advisory; readonly mistake: Mistake }
  | { readonly kind: 'step'; readonly advisory: Advisory; readonly step: Step }
  | { readonly kind: 'done'; readonly advisory: Advisory; readonly steps: readonly Step[] }
  | { readonly kind: 'readers'; readonly advisory: Advisory }
  | { readonly kind: 'failure'; readonly name: string; readonly failure: Failure };

/** The advisory of a row that a command was called on, or of what the row stands below. */
export function advisoryOf(row: unknown): Advisory | null {
  const { advisory } = (row ?? {}) as { advisory?: Advisory };
  return advisory ?? null;
}

/** A row's name for as long as it is there; VS Code keeps by it what is folded. */
export function keyOf(node: Node): string {
  switch (node.kind) {
    case 'group':
      return `group/${node.group.move}`;
    case 'failure':
      return `failure/${node.name}`;
    case 'advisory':
      return rowId(node.advisory);
    case 'step':
      return `${rowId(node.advisory)}/step/${node.step.id}`;
    case 'mistake':
      return `${rowId(node.advisory)}/mistake/${node.mistake.id}`;
    default:
      return `${rowId(node.advisory)}/${node.kind}`;
  }
}

/** The top rows: the groups, then what could not be read. */
export function roots(state: ModelState, sorting: Omit<Sorting, 'settled'>): Node[] {
  if (state.kind === 'failed') {
    // Offline has a text of its own in the empty view.
    return state.failure.kind === 'offline'
      ? []
      : [{ kind: 'failure', name: 'GitHub', failure: state.failure }];
  }
  if (state.kind !== 'loaded') return [];
  const groups = groupsOf({ ...sorting, settled: state.settled }).map((group): Node => ({
    kind: 'group',
    group,
  }));
  const failures = state.results.flatMap(({ repo, error }): Node[] =>
    error === null ? [] : [{ kind: 'failure', name: repoName(repo), failure: error }],
  );
  return [...groups, ...failures];
}

/** What nobody has taken yet has no rows below: its one next step is its own action. */
export function hasChildren({ move, mistakes }: Pick<Assessment, 'move' | 'mistakes'>): boolean {
  return move !== 'unassigned' || mistakes.length > 0;
}

/** The rows below an advisory: what went wrong, the next step, what is open in order, what is done, who can see it. */
export function below(advisory: Advisory, assessment: Assessment): Node[] {
  const { steps, next, mistakes } = assessment;
  const open = steps.filter(step => step !== next && !isOver(step));
  const over = steps.filter(isOver);
  return [
    ...mistakes.map((mistake): Node => ({ kind: 'mistake', advisory, mistake })),
    ...[...(next ? [next] : []), ...open].map((step): Node => ({ kind: 'step', advisory, step })),
    ...(over.length > 0 ? [{ kind: 'done', advisory, steps: over } as const] : []),
    { kind: 'readers', advisory },
  ];
}

/** The rows below a row. */
export function childrenOf(node: Node, model: { assessment(advisory: Advisory): Assessment }): Node[] {
  switch (node.kind) {
    case 'group':
      return node.group.advisories.map(advisory => ({ kind: 'advisory', advisory }));
    case 'advisory':
      return below(node.advisory, model.assessment(node.advisory));
    case 'done':
      return node.steps.map(step => ({ kind: 'step', advisory: node.advisory, step }));
    default:
      return [];
  }
}

function isOver({ state }: Step): boolean {
  return state === 'done' || state === 'not-needed';
}

/** Which text the empty view shows (`viewsWelcome` in package.json hangs on it). */
export function listState(
  state: ModelState,
): 'idle' | 'signed-out' | 'no-repositories' | 'offline' | 'failed' | 'empty' | 'loaded' {
  if (state.kind === 'failed') return state.failure.kind === 'offline' ? 'offline' : 'failed';
  if (state.kind !== 'loaded') return state.kind;
  const open = state.results.some(
    ({ advisories, error }) =>
      error !== null || advisories.some(({ state: at }) => at === 'triage' || at === 'draft'),
  );
  if (open || state.stale !== null) return 'loaded';
  // While pages are still to come nothing is said to be empty.
  return state.settled ? 'empty' : 'idle';
}
