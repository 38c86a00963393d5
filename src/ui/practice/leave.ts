import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { isHeldElsewhere } from '../../jobs/lock.ts';
import { forgetPractice } from './prefixed.ts';
import type { Place } from './place.ts';

type Kept = Pick<ExtensionContext, 'secrets' | 'globalState'>;

/**
 * Deletes everything of practice, on disk and in VS Code's memory, but the workspace file: VS Code loads a window anew
 * whose workspace file goes. The folder that the window is open on is emptied. `real` is VS Code's own context.
 */
export async function wipe(place: Place, real: Kept): Promise<void> {
  for (const name of await readdir(place.root).catch(() => [])) {
    const path = join(place.root, name);
    if (path === place.workspaceFile) continue;
    if (path !== place.clone) await rm(path, { recursive: true, force: true, maxRetries: 3 });
    else
      for (const inner of await readdir(path)) await rm(join(path, inner), { recursive: true, force: true });
  }
  await forgetPractice(real.secrets, real.globalState);
}

/** Deletes everything; an ordinary window deletes what is left then. */
export async function leave(place: Place, real: Kept): Promise<void> {
  await wipe(place, real);
  await writeFile(place.left, '');
}

/** The last of it goes with the next window that does not practise. */
export async function sweep(place: Place): Promise<void> {
  if (existsSync(place.left) && !(await isHeldElsewhere(place.root)))
    await rm(place.root, { recursive: true, force: true, maxRetries: 3 });
}
