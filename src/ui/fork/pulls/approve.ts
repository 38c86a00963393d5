import { sameLogin } from '../../../advisory/assignment.ts';
import {
  approve,
  noteApproval,
  type Approved,
  type PrivatePullState,
} from '../../../jobs/fork/pulls/index.ts';
import { choose, during, heading, openOutside } from '../../decide/ask.ts';
import { rowsOf } from '../../decide/letter.ts';
import type { ForkDesk } from '../desk.ts';
import { benchOf, offer, refreshed, type Bench } from './bench.ts';
import { whileThere } from './gone.ts';
import { pickPull } from './pick.ts';
import { detailWords, shortCommit } from './words.ts';

const title = 'Approve Private PR';

/** `ghsa.approvePrivatePull` */
export async function approvePrivatePull(desk: ForkDesk, row: unknown): Promise<void> {
  const bench = await benchOf(desk, row, title);
  if (!bench) return;
  await whileThere(desk, bench, async () => {
    const found = await pickPull(desk, bench, { title, openOnly: true, merges: false });
    if (found) await approvePull(desk, bench, found);
  });
}

/** Asks first. It is a review, or a line of the description where GitHub takes none and the coordinator wants that. */
export async function approvePull(desk: ForkDesk, bench: Bench, found: PrivatePullState): Promise<void> {
  const { tools, fork, id } = bench;
  const { number, headSha: commit, htmlUrl, author } = found.pull;
  const { login } = await tools.github.users.me();
  if (author !== null && sameLogin(author, login)) {
    offer(desk, `${id}: #${number} is your own; ask another member to approve it.`, {
      'Open on GitHub': () => openOutside(htmlUrl),
    });
    return;
  }
  const named = `Private PR #${number} of ${id}`;
  const answer = await choose<'approve' | 'look'>(named, `Approve commit ${shortCommit(commit)}?`, [
    {
      label: `$(check) Approve commit ${shortCommit(commit)} as @${login}`,
      detail: detailWords(found),
      value: 'approve',
    },
    { label: '$(link-external) Open on GitHub', value: 'look' },
  ]);
  if (answer === 'look') await openOutside(htmlUrl);
  if (answer !== 'approve') return;
  const what = { fork, number, commit, login };
  const sending = `Approving #${number} of ${id}…`;
  const first = await during(sending, signal => approve(tools, what, signal));
  const done: Approved =
    first.kind === 'refused' && (await appends(named, number, first.line))
      ? await during(sending, signal => noteApproval(tools, what, first.note, signal))
      : first;
  offer(desk, `${id}: ${words(done, number, commit)}`, { 'Open on GitHub': () => openOutside(htmlUrl) });
  if (done.kind !== 'refused') await refreshed(desk);
}

function appends(named: string, number: number, line: string): Promise<true | null> {
  return choose<true>(named, `GitHub takes no review of yours here. Append this line to the description?`, [
    { label: `$(edit) Append the line to the description of #${number}`, value: true },
    heading('The line'),
    ...rowsOf(line).map(label => ({ label })),
  ]);
}

function words({ kind }: Approved, number: number, commit: string): string {
  const what = `#${number}, commit ${shortCommit(commit)}`;
  switch (kind) {
    case 'reviewed':
      return `you approved ${what}.`;
    case 'noted':
      return `the description says now that you approve ${what}.`;
    case 'there':
      return `you approved ${what} already.`;
    case 'refused':
      return `GitHub took no review of ${what}. Nothing was written.`;
  }
}
