import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GitError } from '../errors.ts';
import { setGuard } from '../guard/index.ts';
import type { Git } from '../run.ts';
import { requireGit } from '../version.ts';
import { bindBase } from './base.ts';
import { nextFixBranch } from './branches.ts';
import { checkoutConfig } from './checkout.ts';
import { clearly, isFull, refuseTaken } from './failures.ts';
import { linkObjects } from './link.ts';
import { notesOf, whyNot } from './notes.ts';
import { finishPart, makePart, removeFolder } from './part.ts';
import { makeRepository } from './repository.ts';
import { sourceOf, type Source } from './source.ts';
import type { Cloned, CloneMethod, CloneRequest, CloneRun } from './types.ts';
import { percentOf } from './words.ts';
import { has } from './worktree.ts';

/**
 * A clone in the making waits for no disk: what a power cut takes can be had again, and the fork has it all.
 */
const unsynced = 'core.fsync=none';

/** Targets that this process is cloning to. */
const busy = new Set<string>();

/**
 * Clones a private fork: with the objects of the public clone and then the difference only, else without file contents,
 * else everything. It is made beside its target, guarded before anything is checked out, and gets its name when it is
 * whole; what fails or is cancelled leaves nothing behind.
 * @throws GitError `exists` where the fork is cloned there already, `occupied` where something else is.
 */
export async function cloneFork(git: Git, request: CloneRequest, run: CloneRun = {}): Promise<Cloned> {
  const { target } = request;
  try {
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await Promise.all([requireGit(git, dirname(target), run.signal), refuseTaken(git, request, run.signal)]);
    return await cloneOneWay(git, request, run);
  } catch (error) {
    throw run.signal?.aborted ? new GitError('cancelled', 'Cancelled.') : error;
  }
}

/** With the public clone's objects where it has them; without it, when they turn out to be no good. */
async function cloneOneWay(git: Git, request: CloneRequest, run: CloneRun): Promise<Cloned> {
  const { target } = request;
  if (busy.has(target)) throw new GitError('occupied', 'It is being cloned already. Wait for it to end.');
  busy.add(target);
  try {
    const source = request.method === 'auto' ? await sourceOf(git, request, run.signal) : null;
    if (source === null || typeof source === 'string') {
      const notes = source === null ? [] : [source];
      return await make(git, request, run, { source: null, notes });
    }
    try {
      return await make(git, request, run, { source, notes: [] });
    } catch (error) {
      // Damaged objects, or a clone that is being repacked: its own fault, and the network is there.
      if (!(error instanceof GitError) || error.kind !== 'failed') throw error;
      const notes = [whyNot(request.publicClone!, 'is damaged or being repacked')];
      return await make(git, request, run, { source: null, notes });
    }
  } finally {
    busy.delete(target);
  }
}

/** One way of getting it, from nothing to its name. */
async function make(
  git: Git,
  request: CloneRequest,
  { signal, progress }: CloneRun,
  { source, notes }: { readonly source: Source | null; readonly notes: readonly string[] },
): Promise<Cloned> {
  const { target, defaultBranch } = request;
  const guard = {
    fork: request.fork,
    upstream: request.upstream,
    gitUrl: request.gitUrl,
    protocol: request.protocol,
  };
  const words = source
    ? `using objects of your ${source.name} clone…`
    : request.method === 'full'
      ? 'everything…'
      : 'without file contents…';
  let made: string | null = null;
  try {
    const began = performance.now();
    progress?.(words);
    const part = (made = await makePart(target));
    const lazily = source === null && request.method !== 'full';
    await makeRepository(git, part, { ...request, lazily }, signal);
    await setGuard(git, part, guard, signal);
    let method: CloneMethod = lazily ? 'blobless' : 'full';
    const objects = join(part, '.git', 'objects');
    if (source) {
      method = await linkObjects(source.objects, objects, signal);
      await knowBranches(git, part, source, signal);
    }
    const linked = new Set(await packs(objects));
    const call = {
      cwd: part,
      signal,
      patient: true,
      // Small answers stay packs, too: what came is counted by them.
      config: ['fetch.unpackLimit=1', unsynced],
    };
    await git.run({
      ...call,
      args: ['fetch', '--progress', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', 'origin'],
      onWords: percentOf(words, progress),
    });
    const start = `refs/remotes/origin/${defaultBranch}`;
    const [known, branch] = await Promise.all([
      has(git, part, start, signal),
      nextFixBranch(git, part, signal),
      git.run({ ...call, args: ['symbolic-ref', 'refs/remotes/origin/HEAD', start] }),
    ]);
    if (!known)
      throw new GitError(
        'not-found',
        `The private fork has no branch ${defaultBranch} yet. Try again in a minute.`,
      );
    await bindBase(part, branch, defaultBranch);
    const got = performance.now();
    const checkingOut = 'checking out files…';
    progress?.(checkingOut);
    await git.run({
      ...call,
      args: ['checkout', '--progress', '--no-track', '-b', branch, start],
      config: [...call.config, ...(await checkoutConfig(git, part, signal))],
      onWords: percentOf(checkingOut, progress),
    });
    const done = performance.now();
    const received = await sizeOf(objects, linked);
    const told = [...notes, ...(await notesOf(git, part, signal))];
    signal?.throwIfAborted();
    await finishPart(part, target).catch(async (error: unknown) => {
      // Another window was faster: its clone is the one.
      await refuseTaken(git, request, signal);
      throw error;
    });
    made = target;
    // Its hooks have an absolute path.
    await setGuard(git, target, guard);
    return {
      path: target,
      branch,
      method,
      received,
      getMs: got - began,
      checkoutMs: done - got,
      notes: told,
    };
  } catch (error) {
    const full = made !== null && (await isFull(error, made));
    if (made !== null) await removeFolder(made);
    throw clearly(error, request, full);
  }
}

/** Public branches as the public clone knows them; the fetch then asks for what is new since. */
async function knowBranches(git: Git, part: string, source: Source, signal?: AbortSignal): Promise<void> {
  const lines = source.branches.map(({ name, commit }) => `create refs/remotes/upstream/${name} ${commit}\n`);
  await git.run({
    cwd: part,
    args: ['update-ref', '--stdin'],
    config: [unsynced],
    input: lines.join(''),
    signal,
  });
}

async function packs(objects: string): Promise<string[]> {
  const names = await readdir(join(objects, 'pack')).catch(() => []);
  return names.filter(name => name.endsWith('.pack'));
}

/** Bytes of the packs that were not linked. */
async function sizeOf(objects: string, linked: ReadonlySet<string>): Promise<number> {
  let size = 0;
  for (const name of await packs(objects))
    if (!linked.has(name)) size += (await stat(join(objects, 'pack', name))).size;
  return size;
}
