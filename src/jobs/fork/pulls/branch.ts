import { currentBranch, type Git } from '../../../git/index.ts';
import { PullError } from './errors.ts';
import { tipOf } from './remote.ts';
import type { Workplace } from './types.ts';

/** The branch of a fix as it is in the clone. */
export interface FixBranch {
  readonly branch: string;
  readonly commit: string;
  /** Subjects of the commits that neither the public repository nor the fork's default branch has, oldest first. */
  readonly subjects: readonly string[];
  /** What the oldest of them says below its subject. */
  readonly body: string;
  /** Files with changes that are in no commit, new ones too. */
  readonly changed: number;
}

/**
 * What would go to the private fork: the branch that is checked out.
 * @throws PullError where that is none, or has nothing of its own
 */
export async function lookAtBranch(git: Git, at: Workplace, signal?: AbortSignal): Promise<FixBranch> {
  const { path: cwd, defaultBranch } = at;
  const branch = await currentBranch(git, cwd, signal);
  if (branch === null)
    throw new PullError(
      'no-branch',
      'No branch is checked out in the clone. Switch to that of the fix first.',
    );
  if (branch === defaultBranch) {
    throw new PullError(
      'default-branch',
      `The clone is on ${branch}, which stays as it is. Make a branch for the fix, then try again.`,
    );
  }
  const commit = await tipOf(git, at, 'HEAD', signal);
  const own = commit === null ? [] : await ownCommits(git, at, signal);
  if (commit === null || own.length === 0) {
    throw new PullError(
      'nothing-committed',
      `Nothing is committed on ${branch} yet. Commit the fix, then try again.`,
    );
  }
  const changed = await git.line(cwd, ['status', '--porcelain', '--untracked-files=all'], signal);
  return {
    branch,
    commit,
    subjects: own.map(({ subject }) => subject),
    body: own[0]!.body,
    changed: changed.split('\n').filter(Boolean).length,
  };
}

async function ownCommits(
  git: Git,
  at: Workplace,
  signal?: AbortSignal,
): Promise<{ readonly subject: string; readonly body: string }[]> {
  const frozen = `refs/remotes/origin/${at.defaultBranch}`;
  const known = (await tipOf(git, at, frozen, signal)) === null ? [] : [`^${frozen}`];
  const { out } = await git.run({
    cwd: at.path,
    // The remotes of a private clone: `origin` the fork, `upstream` the public repository. A merge of public main is
    // nobody's fix.
    args: [
      'log',
      '--reverse',
      '--no-merges',
      '--no-show-signature',
      '-z',
      '--format=%s%n%b',
      'HEAD',
      ...known,
      '--not',
      '--remotes=upstream',
      '--',
    ],
    signal,
  });
  return out
    .split('\0')
    .filter(Boolean)
    .map(text => {
      const end = text.indexOf('\n');
      return { subject: text.slice(0, end), body: text.slice(end + 1).trim() };
    });
}
