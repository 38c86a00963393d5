import { copyFile, link, mkdir, readdir, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from '../errors.ts';

/** How the objects came: as hard links, or as copies because a link was not possible. */
export type Linked = 'local' | 'copied';

/** What belongs to a pack: `.keep` and `.mtimes` are the source's own housekeeping, `.promisor` has no place here. */
const packFile = /^(pack-[0-9a-f]+\.(pack|idx|rev|bitmap)|multi-pack-index(-[0-9a-f]+\.(bitmap|rev))?)$/;
const looseFolder = /^[0-9a-f]{2}$/;
/** So many files at a time. */
const atOnce = 64;
/** A public clone may be repacked while we read it: so often we begin again. */
const tries = 4;

/**
 * Gives `to` (an empty `objects` folder) everything that `from` has: as hard links, or copies across file systems. The
 * files of git's object store never change once they have their name, so that both live on by themselves.
 *
 * Loose objects go first: a repack puts them into a pack before it removes them. Packs go again when one that was there
 * is gone afterwards, for a repack writes the new one before it removes the old ones.
 */
export async function linkObjects(from: string, to: string, signal?: AbortSignal): Promise<Linked> {
  const hand = new Hand(signal);
  for (const folder of (await readdir(from)).filter(name => looseFolder.test(name))) {
    await mkdir(join(to, folder), { recursive: true });
    await hand.all(join(from, folder), join(to, folder), await names(join(from, folder)));
  }
  for (let left = tries; ; left--) {
    const packs = await packsOf(from);
    const gone = await hand.all(join(from, 'pack'), join(to, 'pack'), packs);
    const after = new Set(await packsOf(from));
    if (!gone && packs.every(name => after.has(name))) break;
    if (left === 1)
      throw new GitError('failed', 'The public clone is being repacked. Try again when it is done.');
  }
  await graphs(hand, join(from, 'info'), join(to, 'info'));
  return hand.how;
}

/** An index last, so that a pack is never seen without its content. */
async function packsOf(objects: string): Promise<string[]> {
  const found = (await names(join(objects, 'pack'))).filter(name => packFile.test(name));
  return found.sort((a, b) => rank(a) - rank(b));
}

const rank = (name: string) => ['.pack', '.rev', '.bitmap', '.idx'].findIndex(end => name.endsWith(end));

/** Commit graphs spare git the reading of commits. One that is missing is no loss. */
async function graphs(hand: Hand, from: string, to: string): Promise<void> {
  await mkdir(join(to, 'commit-graphs'), { recursive: true });
  await hand.all(
    from,
    to,
    (await names(from)).filter(name => name === 'commit-graph'),
  );
  const chain = (await names(join(from, 'commit-graphs'))).sort().reverse();
  await hand.all(join(from, 'commit-graphs'), join(to, 'commit-graphs'), chain);
}

function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Links files, and copies from the first one on that cannot be linked. */
class Hand {
  how: Linked = 'local';
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Was one of them gone when its turn came? */
  async all(from: string, to: string, files: readonly string[]): Promise<boolean> {
    let gone = false;
    for (let at = 0; at < files.length; at += atOnce) {
      this.#signal?.throwIfAborted();
      const group = files.slice(at, at + atOnce);
      const done = await Promise.all(group.map(name => this.#one(join(from, name), join(to, name))));
      gone ||= done.includes(false);
    }
    return gone;
  }

  async #one(from: string, to: string): Promise<boolean> {
    try {
      if (this.how === 'local') {
        try {
          return await link(from, to).then(() => true);
        } catch (error) {
          const { code = '' } = error as NodeJS.ErrnoException;
          if (code === 'EEXIST') return true;
          if (!cannotLink.includes(code)) throw error;
          this.how = 'copied';
        }
      }
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }
}

/** Another file system, one without links, somebody else's file, too many links. */
const cannotLink = ['EXDEV', 'EPERM', 'EACCES', 'EMLINK', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EINVAL'];
