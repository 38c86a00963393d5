import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Git } from '../run.ts';
import type { Setting } from './settings.ts';

/** Does the clone's own configuration include this last? What somebody wrote before it is weaker. */
export function includedLast(settings: readonly Setting[], include: string): boolean {
  const last = settings.filter(isLocal).at(-1);
  return last?.key === 'include.path' && last.value === include;
}

/** Makes the clone's configuration include this file, at its end. */
export async function includeLast(
  git: Git,
  { clone, config, settings, include }: IncludeAt,
  signal?: AbortSignal,
): Promise<void> {
  const run = (...args: string[]) =>
    git.run({ cwd: clone, args: ['config', '--local', ...args], ok: [0, 5], signal });
  if (settings.some(each => isLocal(each) && each.key === 'include.path' && each.value === include))
    await run('--unset-all', '--fixed-value', 'include.path', include);
  if (!(await append(config, `[include]\n\tpath = ${include}\n`)))
    await run('--add', 'include.path', include);
}

export interface IncludeAt {
  readonly clone: string;
  /** The clone's own configuration file. */
  readonly config: string;
  readonly settings: readonly Setting[];
  readonly include: string;
}

/**
 * Appends to a configuration file as git would, by its lock and in one move, without a process. False: somebody has
 * the lock.
 */
async function append(path: string, text: string): Promise<boolean> {
  const config = await realpath(path);
  const lock = `${config}.lock`;
  const file = await open(lock, 'wx', (await stat(config)).mode).catch(() => null);
  if (file === null) return false;
  try {
    const there = await readFile(config);
    const end = there.length > 0 && there.at(-1) !== '\n'.charCodeAt(0) ? '\n' : '';
    await file.writeFile(Buffer.concat([there, Buffer.from(end + text)]));
    await file.close();
    await rename(lock, config);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(lock, { force: true });
    throw error;
  }
  return true;
}

function isLocal({ origin }: Setting): boolean {
  return /^file:(.*\/)?\.git\/config$/.test(origin);
}
