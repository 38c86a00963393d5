import { keepsake } from './keepsake.ts';
import type { Machine } from './machine.ts';
import { PublicSide } from './publicSide.ts';

/** A machine and its sandbox as they are now: what brings both back, and the public side, looked at from there. */
export async function beginning(
  { sandbox, clean }: Machine,
  repos: readonly string[],
): Promise<{ readonly outside: PublicSide; readonly rewind: () => Promise<void> }> {
  const kept = await keepsake(sandbox, repos);
  const outside = new PublicSide(sandbox);
  const rewind = async () => {
    await kept.rewind();
    await clean();
    await outside.look();
  };
  await rewind();
  return { outside, rewind };
}
