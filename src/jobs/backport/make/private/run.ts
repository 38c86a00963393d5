import { dirname } from 'node:path';
import {
  commitPrivate,
  openScratch,
  pushPrivate,
  pushPrivateBase,
  removeScratch,
  type Scratch,
} from '../../../../git/index.ts';
import { JobError } from '../../../errors.ts';
import { openPull } from '../../../fork/pulls/open.ts';
import { runSteps, type Ended, type Step } from '../../../job.ts';
import { sameAccount } from '../../../line/sameAccount.ts';
import { claim } from '../../../lock.ts';
import type { BackportRun, BackportTools, PreparedPrivateBackport, PrivateBackportDraft } from '../types.ts';

/** What the steps into the private fork share. */
interface PrivateContext {
  readonly tools: BackportTools;
  readonly prepared: PreparedPrivateBackport;
  readonly draft: PrivateBackportDraft;
  readonly scratch: Scratch;
  readonly signal: AbortSignal | undefined;
}

/** Each asks GitHub first whether the fork is private at this moment. */
const pushBase: Step<PrivateContext> = {
  id: 'base',
  label: 'Bring the branch to the private fork',
  async run({ tools: { github, git, gitUrl }, prepared: { fork, branch, base }, scratch, signal }) {
    await github.privatePulls.requirePrivate(fork.fullName, signal);
    const place = { fork: { ...fork, gitUrl }, branch: branch.branch };
    const sent = await pushPrivateBase(git, scratch, place, base, signal);
    return { text: sent ? `${branch.branch} brought to the private fork` : `${branch.branch} is there` };
  },
};

/** The commit is the same however often it is made, so a push whose answer was lost is found again. */
const pushFix: Step<PrivateContext> = {
  id: 'push',
  label: 'Push to the private fork',
  async run({ tools: { github, git, gitUrl }, prepared, draft, scratch, signal }) {
    const { fork, head, tree, base, author, me } = prepared;
    const date = `${Math.floor(prepared.date.getTime() / 1000)} +0000`;
    const commit = await commitPrivate(
      git,
      scratch,
      {
        tree,
        parent: base,
        message: draft.message,
        author: { ...author, date },
        committer: { name: me.name, email: me.email, date },
      },
      signal,
    );
    await github.privatePulls.requirePrivate(fork.fullName, signal);
    const place = { fork: { ...fork, gitUrl }, branch: head };
    const { taken } = await pushPrivate(git, scratch, place, commit, signal);
    if (taken)
      throw new JobError(
        'ask',
        `The private fork has another branch ${head}. Rename or delete it there, then continue.`,
      );
    return { text: `${head} is in the private fork` };
  },
};

const openPrivatePull: Step<PrivateContext> = {
  id: 'pull',
  label: 'Open private pull request',
  async run({ tools, prepared: { fork, head, branch }, draft: { title, body }, signal }) {
    const open = { title, body, branch: head, base: branch.branch };
    const { kind, pull } = await openPull(tools, fork.fullName, open, signal, open.base);
    const text =
      kind === 'there' ? `#${pull.number} is already there. Going on.` : `Private PR #${pull.number} opened`;
    return { text, link: pull.htmlUrl };
  },
};

/** Into the private fork. Nothing becomes public. */
export function privateBackportSteps(): Step<PrivateContext>[] {
  return [pushBase, pushFix, openPrivatePull];
}

/**
 * Brings a prepared backport to the private fork. Nothing is written down: each step looks first, so running it again
 * goes on, and preparing it anew finds what is there. At its end the scratch repository is deleted.
 */
export async function runPrivateBackport(
  tools: BackportTools,
  prepared: PreparedPrivateBackport,
  draft: PrivateBackportDraft,
  { tell, stop, signal }: Pick<BackportRun, 'tell' | 'stop' | 'signal'>,
): Promise<Ended> {
  if (draft.title.trim() === '')
    throw new JobError('ask', 'The private pull request has no title. Write one, then push.');
  const folder = dirname(prepared.scratch);
  await claim(folder, 'backport');
  sameAccount(prepared.me, await tools.github.users.me(signal));
  const scratch = await openScratch(tools.git, folder, null, signal);
  const context = { tools, prepared, draft, scratch, signal };
  const ended = await runSteps(privateBackportSteps(), context, tell, stop);
  if (ended === 'done') await removeScratch(folder);
  return ended;
}
