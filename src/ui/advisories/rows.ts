import type { Advisory } from '../../advisory/model.ts';
import type { Mistake, Step } from '../../process/types.ts';
import type { Group } from './groups.ts';
import { rowId, type Failure, type ModelState } from './states.ts';

/** A row of the tree. */
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
