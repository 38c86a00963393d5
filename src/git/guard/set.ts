import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Git } from '../run.ts';
import type { GuardOf } from './forms.ts';
import { includedLast, includeLast } from './include.ts';
import { layoutOf } from './layout.ts';
import { setRemotes } from './remotes.ts';
import { readSettings } from './settings.ts';
import { writeWhole } from './write.ts';

/**
 * Guards a clone: from now on its private fork receives pushes, and nothing else does. Doing it twice is harmless, and
 * repairs what somebody changed. Comes before the first checkout, and again when the clone has moved (hooks have an
 * absolute path). One call of git where nothing is to be changed in the clone's own configuration.
 *
 * Gives what it left alone, a sentence each: remotes of a repository that had no guard, where they are somebody's own.
 */
export async function setGuard(
  git: Git,
  clone: string,
  of: GuardOf,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const settings = await readSettings(git, clone, signal);
  const { folder, include, files } = await layoutOf(git, clone, of, settings, signal);
  const theirs = join(folder, 'theirs');
  const mine = (await isThere(join(folder, 'config'))) && !(await isThere(theirs));
  await mkdir(join(folder, 'hooks'), { recursive: true, mode: 0o755 });
  for (const { path, bytes, mode } of files) await writeWhole(path, bytes, mode);
  // Stays: a repair, too, leaves the remotes of such a repository alone.
  if (!mine) await writeFile(theirs, '');
  const { added, left } = await setRemotes(git, { clone, of, settings, mine }, signal);
  if (added || !includedLast(settings, include))
    await includeLast(git, { clone, config: join(dirname(folder), 'config'), settings, include }, signal);
  if (left.length === 0) await rm(theirs, { force: true });
  return left;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
