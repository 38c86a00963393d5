import { sameLogin } from '../../../advisory/assignment.ts';
import type { Pull } from '../../../github/index.ts';
import type { ForkTools } from '../types.ts';
import { approvalsOf } from './approvals.ts';
import { PullError } from './errors.ts';
import { lineOf, withNote, type Note } from './notes.ts';

/** What is approved: this commit, as it was shown. */
export interface Approving {
  readonly fork: string;
  readonly number: number;
  readonly commit: string;
  readonly login: string;
}

/** `refused`: GitHub takes no review of this account here; `line` is what the description would say instead. */
export type Approved =
  | { readonly kind: 'reviewed' | 'there' | 'noted' }
  | { readonly kind: 'refused'; readonly line: string; readonly note: Note };

type Tools = Pick<ForkTools, 'github' | 'now'>;

/**
 * The pull request as it is now, and whether this account's yes to this commit is there.
 * @throws PullError where it is no more what was shown
 */
async function look(
  { github }: Tools,
  { fork, number, commit, login }: Approving,
  signal?: AbortSignal,
): Promise<{ readonly pull: Pull; readonly there: boolean }> {
  const pull = await github.pulls.get(fork, number, signal);
  if (pull.author !== null && sameLogin(pull.author, login)) {
    throw new PullError('own', `#${number} is your own; ask another member to approve it.`);
  }
  if (pull.state !== 'open') {
    const how = pull.merged ? 'merged' : 'closed';
    throw new PullError('closed', `#${number} is ${how}. Nothing was sent.`);
  }
  if (pull.headSha !== commit) {
    throw new PullError(
      'changed',
      `#${number} has other commits than were shown. Nothing was sent; look at them, then approve again.`,
    );
  }
  const all = approvalsOf(pull, await github.pulls.verdicts(fork, number, signal));
  return {
    pull,
    there: all.some(given => given.current && given.login !== null && sameLogin(given.login, login)),
  };
}

/** Approves one commit by a review. Looks first, and again where GitHub's answer was lost. */
export async function approve(tools: Tools, what: Approving, signal?: AbortSignal): Promise<Approved> {
  if ((await look(tools, what, signal)).there) return { kind: 'there' };
  const { fork, number, commit, login } = what;
  try {
    if (await tools.github.privatePulls.approve(fork, number, commit, signal)) return { kind: 'reviewed' };
  } catch (error) {
    const after = await look(tools, what, signal).catch(() => null);
    if (after?.there) return { kind: 'reviewed' };
    throw error;
  }
  const note = { login, commit, at: tools.now().toISOString() };
  return { kind: 'refused', note, line: lineOf(note) };
}

/** Appends the line to the description as that is now. Looks first. */
export async function noteApproval(
  tools: Tools,
  what: Approving,
  note: Note,
  signal?: AbortSignal,
): Promise<Approved> {
  const { pull, there } = await look(tools, what, signal);
  if (there) return { kind: 'there' };
  await tools.github.privatePulls.setBody(what.fork, what.number, withNote(pull.body, note), signal);
  return { kind: 'noted' };
}
