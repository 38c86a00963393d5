import { checkOut, type PrivatePullState } from '../../../jobs/fork/pulls/index.ts';
import { during } from '../../decide/ask.ts';
import type { ForkDesk } from '../desk.ts';
import { benchOf, offer, run, workplaceOf, type Bench } from './bench.ts';
import { whileThere } from './gone.ts';
import { pickPull } from './pick.ts';
import { checkedOutWords } from './words.ts';

const title = 'Check Out Private PR';

/** `ghsa.checkOutPrivatePull` */
export async function checkOutPrivatePull(desk: ForkDesk, row: unknown): Promise<void> {
  const bench = await benchOf(desk, row, title);
  // Without one, making it is offered.
  if (!bench || !(await desk.needed(bench.row, title))) return;
  await whileThere(desk, bench, async () => {
    const found = await pickPull(desk, bench, { title, openOnly: true, merges: false });
    if (found) await checkOutPull(desk, bench, found);
  });
}

/** The commits of one of them, in the clone. Nothing that is there is overwritten. */
export async function checkOutPull(
  desk: ForkDesk,
  bench: Bench,
  { pull }: Pick<PrivatePullState, 'pull'>,
): Promise<void> {
  const { tools, id, row } = bench;
  const clone = await desk.needed(row, title);
  const at = clone && (await workplaceOf(bench, clone, title));
  if (!clone || !at) return;
  const done = await during(`Checking out #${pull.number} of ${id}…`, signal =>
    checkOut(tools, at, pull, signal),
  );
  const elsewhere = !desk.parts.clones.inWindow().some(({ path }) => path === clone.path);
  offer(
    desk,
    `${id}: ${checkedOutWords(pull.number, done)}`,
    elsewhere ? { 'Open Clone': () => run('ghsa.openClone', row) } : {},
  );
}
