import { GitHubError } from '../../../github/index.ts';
import type { ForkDesk } from '../desk.ts';
import { offer, run, type Bench } from './bench.ts';

/** Works on a private fork. Where it is gone meanwhile (advisories lose theirs when they are closed), says so, with what is left. */
export async function whileThere<T>(
  desk: ForkDesk,
  bench: Bench,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!hidden(error) || !(await isGone(bench))) throw error;
    const { id, row, clone } = bench;
    offer(desk, `${id}'s private fork is gone, or is not shown to you any more.`, {
      'Open Advisory': () => run('ghsa.openAdvisory', row),
      ...(clone ? { 'Delete Local Private Clone…': () => run('ghsa.deleteClone', row) } : {}),
    });
    return undefined;
  }
}

async function isGone({ tools, fork }: Bench): Promise<boolean> {
  try {
    await tools.github.repos.get(fork);
    return false;
  } catch (error) {
    return error instanceof GitHubError && error.kind === 'not-found';
  }
}

/** GitHub's answer, or git's. */
function hidden(error: unknown): boolean {
  return error instanceof Error && 'kind' in error && error.kind === 'not-found';
}
