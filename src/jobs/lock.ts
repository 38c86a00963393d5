import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alive } from '../git/index.ts';
import { isStill, ownBirth } from './birth.ts';
import { JobError } from './errors.ts';

const fileOf = (folder: string) => join(folder, 'lock');

/** How often somebody who met another at the door comes again, and how long that may stand there (milliseconds). */
const attempts = 100;
const atTheDoor = 60_000;

/**
 * Takes a job's folder for this process, from the moment it is prepared: two windows must not open two issues, and
 * neither may delete what the other works with. The lock of a process that was killed is taken over, also where its
 * number is another program's by now; taking one's own again is harmless. `what` the folder belongs to is said to
 * whoever comes second.
 * @throws JobError `busy`
 */
export function claim(folder: string, what = 'port'): Promise<void> {
  // One claim of this process after the other: they see each other nowhere.
  const claimed = turn.then(() => take(folder, what));
  turn = claimed.catch(() => undefined);
  return claimed;
}

let turn: Promise<void> = Promise.resolve();

async function take(folder: string, what: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const own = `${fileOf(folder)}.${process.pid}.${count++}`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(own, `${process.pid} ${await ownBirth()}`, { mode: 0o600 });
      // Looking and taking over are two things, so only who is alone at the door does them: of two that came at once
      // at least one sees the other, and steps back.
      if (!(await othersAtTheDoor(folder))) return await takeOver(folder, own, what);
    } catch (error) {
      // The folder was deleted meanwhile: it begins anew.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    } finally {
      await rm(own, { force: true });
    }
    await new Promise(done => setTimeout(done, 5 + Math.random() * 30));
  }
  throw busy(what);
}

/** Each claim stands at the door under a name of its own. */
let count = 0;

/** Takes the folder, where its owner does not live any more or there is none. */
async function takeOver(folder: string, own: string, what: string): Promise<void> {
  const owner = await ownerOf(folder);
  if (owner === process.pid) return;
  if (owner !== null) throw busy(what);
  await rm(fileOf(folder), { force: true });
  // Linked, so that nobody ever sees a lock without its owner.
  await link(own, fileOf(folder));
}

/** Is another process that lives about to take the folder? What one that was killed left there goes. */
async function othersAtTheDoor(folder: string): Promise<boolean> {
  let others = false;
  for (const name of await readdir(folder)) {
    const pid = Number(/^lock\.([1-9]\d*)\.\d+$/.exec(name)?.[1] ?? process.pid);
    if (pid === process.pid) continue;
    const came = await stat(join(folder, name)).catch(() => null);
    if (came === null) continue;
    // Its number may be another program's by now.
    if (alive(pid) && Date.now() - came.mtimeMs < atTheDoor) others = true;
    else await rm(join(folder, name), { force: true });
  }
  return others;
}

const busy = (what: string) =>
  new JobError('busy', `This ${what} is open in another window or terminal. Go on there, or close it.`);

/** Gives the folder back, if it is ours. */
export async function release(folder: string): Promise<void> {
  if ((await ownerOf(folder)) === process.pid) await rm(fileOf(folder), { force: true });
}

/** Does another process that runs work with this folder? */
export async function isHeldElsewhere(folder: string): Promise<boolean> {
  const owner = await ownerOf(folder);
  return owner !== null && owner !== process.pid;
}

/** Does a process that runs work with this folder, ours or another? */
export async function isHeld(folder: string): Promise<boolean> {
  return (await ownerOf(folder)) !== null;
}

/** The number of the process that wrote the lock, while it runs. An older version wrote no more than that number. */
async function ownerOf(folder: string): Promise<number | null> {
  const file = fileOf(folder);
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, number, birth] = /^([1-9]\d*)(?: (\S+))?$/.exec(text) ?? [];
  const pid = Number(number ?? 0);
  if (pid === process.pid) return birth === (await ownBirth()) ? pid : null;
  if (pid === 0 || !alive(pid)) return null;
  const wrote = await stat(file).catch(() => null);
  return wrote !== null && (await isStill(pid, birth, wrote.mtimeMs)) ? pid : null;
}
