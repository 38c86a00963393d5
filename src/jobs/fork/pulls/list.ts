import type { Pull } from '../../../github/index.ts';
import type { ForkTools } from '../types.ts';
import { approvalsOf, type Approval } from './approvals.ts';
import { mergeabilities, type Mergeability } from './mergeability.ts';
import type { Workplace } from './types.ts';

/** A private pull request with what decides about it. Private forks run no checks, so there are none. */
export interface PrivatePullState {
  readonly pull: Pull;
  readonly state: 'open' | 'merged' | 'closed';
  readonly approvals: readonly Approval[];
  /** Who asks for changes. */
  readonly wantChanges: readonly string[];
  /** Null: it is not open. */
  readonly merge: Mergeability | null;
}

/** All pull requests of a private fork, the open ones first. `at`: a clone to try the merges in. */
export async function listPulls(
  tools: Pick<ForkTools, 'github' | 'git'>,
  fork: string,
  at: Workplace | null,
  signal?: AbortSignal,
): Promise<PrivatePullState[]> {
  const { pulls } = tools.github;
  const all = await pulls.list(fork, { state: 'all' }, signal);
  const open = all.filter(({ state }) => state === 'open');
  const merges = at ? await mergeabilities(tools, at, open, signal) : null;
  const found: PrivatePullState[] = [];
  for (const pull of [...open, ...all.filter(({ state }) => state !== 'open')]) {
    const isOpen = pull.state === 'open';
    const verdicts = isOpen ? await pulls.verdicts(fork, pull.number, signal) : [];
    found.push({
      pull,
      state: isOpen ? 'open' : pull.merged ? 'merged' : 'closed',
      approvals: approvalsOf(pull, verdicts),
      wantChanges: verdicts.flatMap(({ state, login }) =>
        state === 'CHANGES_REQUESTED' ? (login ?? []) : [],
      ),
      merge: isOpen ? (merges?.get(pull.number) ?? { kind: 'unknown', why: 'no-clone' }) : null,
    });
  }
  return found;
}
