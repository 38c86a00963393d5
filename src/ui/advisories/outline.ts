import { repoName, type Advisory } from '../../advisory/model.ts';
import type { Assessment, Step } from '../../process/types.ts';
import { groupsOf, type Sorting } from './groups.ts';
import type { Node } from './rows.ts';
import type { ModelState } from './states.ts';

/** Which rows there are, in which order. No `vscode` here, so that it is tested in plain mocha. */

/** The top rows: what went wrong, whatever the filter shows; the groups; what could not be read. */
export function roots(state: ModelState, sorting: Omit<Sorting, 'settled'>): Node[] {
  if (state.kind === 'failed') {
    // Offline has a text of its own in the empty view.
    return state.failure.kind === 'offline'
      ? []
      : [{ kind: 'failure', name: 'GitHub', failure: state.failure }];
  }
  if (state.kind !== 'loaded') return [];
  const mistakes = sorting.advisories.flatMap(advisory =>
    sorting.assessment(advisory).mistakes.map((mistake): Node => ({ kind: 'mistake', advisory, mistake })),
  );
  const groups = groupsOf({ ...sorting, settled: state.settled }).map((group): Node => ({
    kind: 'group',
    group,
  }));
  const failures = state.results.flatMap(({ repo, error }): Node[] =>
    error === null ? [] : [{ kind: 'failure', name: repoName(repo), failure: error }],
  );
  return [...mistakes, ...groups, ...failures];
}

/** What nobody has taken yet has no rows below: its one next step is its own action. */
export function hasChildren({ move }: Pick<Assessment, 'move'>): boolean {
  return move !== 'unassigned';
}

/** The rows below an advisory: the next step, what is open in order, what is done, who can see it. */
export function below(advisory: Advisory, assessment: Assessment): Node[] {
  const { steps, next } = assessment;
  const open = steps.filter(step => step !== next && !isOver(step));
  const over = steps.filter(isOver);
  return [
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
