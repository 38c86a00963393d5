import { window } from 'vscode';
import {
  lookAtBranch,
  openPull,
  openPullOf,
  pushFix,
  type FixBranch,
  type Opened,
} from '../../../jobs/fork/pulls/index.ts';
import { during, openOutside, type as ask } from '../../decide/ask.ts';
import { fromOneLine, inOneLine } from '../../decide/letter.ts';
import type { ForkDesk } from '../desk.ts';
import { benchOf, offer, refreshed, run, workplaceOf, type Bench } from './bench.ts';
import { leftWords, proposalOf, titleProblem } from './words.ts';

const title = 'Open Private PR';

/**
 * `ghsa.openPrivatePull`: the commits of the branch go to the private fork, and its pull request is opened with words
 * that were seen; where there is one, it has the new commits by the push alone.
 */
export async function openPrivatePull(desk: ForkDesk, row: unknown): Promise<void> {
  const bench = await benchOf(desk, row, title);
  if (!bench) return;
  const { tools, id, fork } = bench;
  const clone = await desk.needed(bench.row, title);
  const at = clone && (await workplaceOf(bench, clone, title));
  if (!at) return;
  const { fix, there } = await during(`Looking at the fix of ${id}…`, async signal => {
    const looked = await lookAtBranch(tools.git, at, signal);
    return { fix: looked, there: await openPullOf(tools, fork, looked.branch, signal) };
  });
  if (!(await withoutTheRest(fix))) return;
  // Nothing is sent before the form is through.
  const words = there ? null : await form(bench, fix, at.defaultBranch);
  if (!there && !words) return;
  const done = await during(
    `Sending the fix of ${id} to its private fork…`,
    async (signal): Promise<Opened> => {
      await pushFix(tools, at, fix, signal);
      if (!words) return { kind: 'there', pull: there! };
      return openPull(tools, fork, { ...words, branch: fix.branch, base: at.defaultBranch }, signal);
    },
  );
  const { number, htmlUrl } = done.pull;
  const text =
    done.kind === 'there'
      ? `${id}: #${number} has your commits now.`
      : `${id}: private PR #${number} is open.`;
  offer(desk, text, {
    'Open on GitHub': () => openOutside(htmlUrl),
    'Show Private PRs': () => run('ghsa.privatePulls', bench.row),
  });
  await refreshed(desk);
}

/** Changes that are in no commit are said, not sent. */
async function withoutTheRest(fix: FixBranch): Promise<boolean> {
  const left = leftWords(fix);
  const anyway = 'Open Anyway';
  return left === null || (await window.showWarningMessage(left, anyway)) === anyway;
}

async function form(
  { id }: Bench,
  fix: FixBranch,
  base: string,
): Promise<{ readonly title: string; readonly body: string } | null> {
  const proposal = proposalOf(fix);
  const named = `Private PR of ${id}`;
  const heading = await ask(
    `${named} (1/2): title`,
    `From ${fix.branch} to ${base} of the private fork. Those who can see the advisory read it.`,
    { value: proposal.title, problem: titleProblem },
  );
  if (heading === null) return null;
  const body = await ask(`${named} (2/2): description`, 'It may stay empty. ⏎ stands for a new line.', {
    value: inOneLine(proposal.body),
  });
  return body === null ? null : { title: heading.trim(), body: fromOneLine(body) };
}
