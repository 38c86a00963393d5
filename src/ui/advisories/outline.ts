import { repoName, type Advisory } from '../../advisory/model.ts';
import type { Assessment, Step } from '../../process/types.ts';
import { groupsOf, type Sorting } from './groups.ts';
import type { Node } from './rows.ts';
import type { ModelState } from './states.ts';

/** Which rows there are, in which order. No `vscode` here, so that it is tested in plain mocha. */

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
