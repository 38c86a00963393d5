import type { Advisory } from '../../advisory/model.ts';
import { GitHubError, type GitHub } from '../../github/index.ts';
import { JobError } from '../errors.ts';
import { lookAtFork, type ForkGitHub } from './wait.ts';

export interface StartGitHub extends ForkGitHub {
  readonly advisories: Pick<GitHub['advisories'], 'get' | 'createFork'>;
}

export type Started = 'ready' | 'being-made';

/**
 * Has the temporary private fork of an advisory made, unless it is there or on its way. It is asked for once; where GitHub
 * broke meanwhile, its answer is what is there then.
 * @throws GitHubError `forbidden` where only admins may; JobError where the advisory is finished
 */
export async function startFork(
  { github }: { readonly github: StartGitHub },
  about: Pick<Advisory, 'repo' | 'ghsaId'>,
  signal?: AbortSignal,
): Promise<Started> {
  const before = await lookAtFork(github, about, signal);
  if (before.is === 'over')
    throw new JobError(
      'changed',
      before.advisory === null
        ? 'GitHub does not show this advisory to you any more. Nothing was started.'
        : 'This advisory is finished, so GitHub makes no private fork of it.',
    );
  if (before.is !== 'none') return before.is;
  try {
    await github.advisories.createFork(about.repo, about.ghsaId, signal);
  } catch (error) {
    if (!mayHaveWorked(error)) throw error;
    const { is } = await lookAtFork(github, about, signal);
    if (is === 'none' || is === 'over') throw error;
    return is;
  }
  // GitHub took it: whoever waits looks again where this look fails.
  const after = await lookAtFork(github, about, signal).catch(() => null);
  return after?.is === 'ready' ? 'ready' : 'being-made';
}

/** GitHub broke, or the line: the request may have come through. */
function mayHaveWorked(error: unknown): boolean {
  return error instanceof GitHubError && ['server', 'offline', 'malformed'].includes(error.kind);
}
