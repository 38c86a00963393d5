import { rmSync } from 'node:fs';
import type { PrivateClones } from './clones.ts';

/**
 * The own window of a clone that was deleted closes: its workspace file goes, too. Not before: VS Code loads a window
 * anew whose workspace file goes (seen). At once, as nobody waits for us.
 */
export function leaveWindow({ leaving }: Pick<PrivateClones, 'leaving'>): void {
  if (leaving !== null) rmSync(leaving, { force: true });
}
