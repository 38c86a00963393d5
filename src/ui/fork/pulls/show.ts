import { gitLimit } from '../../common/gitAllowed.ts';
import { choose, openOutside } from '../../decide/ask.ts';
import type { ForkDesk } from '../desk.ts';
import { approvePull } from './approve.ts';
import { benchOf, run, type Bench } from './bench.ts';
import { checkOutPull } from './checkOut.ts';
import { whileThere } from './gone.ts';
import { pickPull } from './pick.ts';
import { detailWords, noChecks, shortCommit } from './words.ts';

/** `ghsa.privatePulls`: what the private fork has, and what can be done with one of them. */
export async function showPrivatePulls(desk: ForkDesk, row: unknown): Promise<void> {
  const bench = await benchOf(desk, row, title);
  if (bench) await whileThere(desk, bench, () => showOn(desk, bench));
}

const title = 'Private PRs';

async function showOn(desk: ForkDesk, bench: Bench): Promise<void> {
  const found = await pickPull(desk, bench, { title, openOnly: false, merges: true });
  if (!found) return;
  const { pull, state } = found;
  const open = state === 'open';
  const act = await choose<() => Promise<unknown>>(
    `Private PR #${pull.number} of ${bench.id}`,
    [detailWords(found), noChecks].filter(Boolean).join(' · '),
    [
      ...(gitLimit() === null
        ? [{ label: '$(git-branch) Check out', value: () => checkOutPull(desk, bench, found) }]
        : []),
      ...(open
        ? [
            {
              label: `$(check) Approve commit ${shortCommit(pull.headSha)}…`,
              value: () => approvePull(desk, bench, found),
            },
          ]
        : []),
      ...(open && gitLimit() === null
        ? [{ label: '$(repo-push) Port to a public PR', value: () => run('ghsa.port', bench.row) }]
        : []),
      { label: '$(link-external) Open on GitHub', value: () => openOutside(pull.htmlUrl) },
    ],
  );
  await act?.();
}
