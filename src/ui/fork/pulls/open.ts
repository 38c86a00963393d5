import { window } from 'vscode';
import { baseOf } from '../../../git/index.ts';
import {
  hasBase,
  lookAtBranch,
  openPull,
  openPullOf,
  otherName,
  pushBase,
  pushFix,
  renameFix,
  type FixBranch,
  type Opened,
  type Workplace,
} from '../../../jobs/fork/pulls/index.ts';
import { during, openOutside, type as ask } from '../../decide/ask.ts';
import { fromOneLine, inOneLine } from '../../decide/letter.ts';
import type { ForkDesk } from '../desk.ts';
import { benchOf, offer, refreshed, run, workplaceOf, type Bench } from './bench.ts';
import { whileThere } from './gone.ts';
import type { PullWords, UnsentWords } from './unsent.ts';
import { leftWords, proposalOf, titleProblem } from './words.ts';

const title = 'Open Private PR';

/**
 * `ghsa.openPrivatePull`: the commits of the branch go to the private fork, and its pull request is opened with words
 * that were seen; where there is one, it has the new commits by the push alone.
 */
export async function openPrivatePull(desk: ForkDesk, row: unknown, unsent: UnsentWords): Promise<void> {
  const bench = await benchOf(desk, row, title);
  if (bench) await whileThere(desk, bench, () => openOn(desk, bench, unsent));
}

async function openOn(desk: ForkDesk, bench: Bench, unsent: UnsentWords): Promise<void> {
  const { tools, id, fork } = bench;
  const clone = await desk.needed(bench.row, title);
  const at = clone && (await workplaceOf(bench, clone, title));
  if (!at) return;
  const fix = await named(bench, at);
  if (!fix) return;
  const { there, base, lacking } = await during(`Looking at the private fork of ${id}…`, async signal => {
    const target = await baseOf(tools.git, at.path, signal);
    const open = await openPullOf(tools, fork, fix.branch, signal);
    return { there: open, base: target, lacking: !open && !(await hasBase(tools, at, target, signal)) };
  });
  if (!(await withoutTheRest(fix))) return;
  // Nothing is sent before the form is through.
  const words = there ? null : await form(bench, fix, base, lacking, unsent);
  if (!there && !words) return;
  const done = await during(
    `Sending the fix of ${id} to its private fork…`,
    async (signal): Promise<Opened> => {
      if (lacking) await pushBase(tools, at, base, signal);
      await pushFix(tools, at, fix, signal);
      if (!words) return { kind: 'there', pull: there! };
      return openPull(tools, fork, { ...words, branch: fix.branch, base }, signal);
    },
  );
  unsent.sent(fork, fix.branch);
  const { number, htmlUrl } = done.pull;
  const text =
    done.kind === 'there'
      ? `${id}: #${number} has your commits now.`
      : `${id}: private PR #${number} is open.`;
  offer(desk, text, {
    'Open on GitHub': () => openOutside(htmlUrl),
    'Show Private PRs…': () => run('ghsa.privatePulls', bench.row),
  });
  await refreshed(desk);
}

/** The branch of the fix, under another name where the fork has somebody else's under this one. Null: left. */
async function named({ tools: { git }, id }: Bench, at: Workplace): Promise<FixBranch | null> {
  const { fix, free } = await during(`Looking at the fix of ${id}…`, async signal => {
    const looked = await lookAtBranch(git, at, signal);
    return { fix: looked, free: await otherName(git, at, looked, signal) };
  });
  if (free === null) return fix;
  const rename = `Rename to ${free}`;
  const text = `${id}: the private fork has another fix on ${fix.branch}. Rename yours to ${free}, then it goes there beside it.`;
  return (await window.showWarningMessage(text, rename)) === rename ? renameFix(git, at, fix, free) : null;
}

/** Changes that are in no commit are said, not sent. */
async function withoutTheRest(fix: FixBranch): Promise<boolean> {
  const left = leftWords(fix);
  const anyway = 'Open Anyway';
  return left === null || (await window.showWarningMessage(left, anyway)) === anyway;
}

async function form(
  { id, fork }: Bench,
  fix: FixBranch,
  base: string,
  /** The fork has no such branch yet. */
  lacking: boolean,
  unsent: UnsentWords,
): Promise<PullWords | null> {
  const ofCommits = proposalOf(fix);
  const proposal = unsent.over(ofCommits, fork, fix.branch);
  const about = `Private PR of ${id}`;
  const heading = await ask(
    `${about} (1/2): title`,
    `From ${fix.branch} to ${base} of the private fork${lacking ? `, which gets ${base} from the public repository first` : ''}. Those who can see the advisory read it.`,
    { value: proposal.title, problem: titleProblem },
  );
  if (heading === null) return null;
  const body = await ask(`${about} (2/2): description`, 'It may stay empty. ⏎ stands for a new line.', {
    value: inOneLine(proposal.body),
  });
  if (body === null) return null;
  const words = asTyped({ title: heading, body });
  unsent.keep(words, asTyped(ofCommits), fork, fix.branch);
  return words;
}

/** As it comes back from the boxes. */
function asTyped({ title, body }: PullWords): PullWords {
  return { title: title.trim(), body: fromOneLine(inOneLine(body)) };
}
