import type { Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { approve, noteApproval, notesIn } from '../../../src/jobs/fork/pulls/index.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';

const login = 'octo-coordinator';
const number = 1;
const said = 'Compares the length with what is left, as discussed in the advisory.';

/** oregano-core's private pull request. */
export function theirs(sandbox: Sandbox, fork: string): Issue {
  return sandbox.store.repo(fork)!.issues.get(number)!;
}

/** Approves this commit: by a review, or by a line of the description where GitHub takes none. */
export async function agree(
  tools: ForkTools,
  { fork, commit }: { readonly fork: string; readonly commit: string },
  signal: AbortSignal,
): Promise<boolean> {
  const what = { fork, number, commit, login };
  const first = await approve(tools, what, signal);
  if (first.kind === 'refused') await noteApproval(tools, what, first.note, signal);
  return true;
}

/** One approval of ours, and nothing of the description is gone. */
export function agreed(
  sandbox: Sandbox,
  fork: string,
): { readonly duplicates: string[]; readonly lost: string[] } {
  const { body, pull } = theirs(sandbox, fork);
  const reviews = pull!.reviews.filter(({ author }) => author === login).length;
  const given = reviews + notesIn(body).filter(note => note.login === login).length;
  return {
    duplicates: given > 1 ? [`${given} times: approval.`] : [],
    lost: [
      ...(given === 0 ? ['There is no approval.'] : []),
      ...(body.startsWith(said) ? [] : ['Words of the description are gone.']),
    ],
  };
}
