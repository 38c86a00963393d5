import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from './run.ts';

/**
 * The scratch repository of one job: bare, 0700, outside every workspace, deleted at the job's end. It borrows
 * the public clone's objects where that is safe, so that the clone itself is never written to.
 */
export interface Scratch {
  readonly path: string;
  /** Does it borrow a complete clone? Else it fetches without file contents and gets them as they are needed. */
  readonly borrows: boolean;
}

/** Makes or reopens the scratch repository in `path`. */
export async function openScratch(
  git: Git,
  path: string,
  borrow: string | null,
  signal?: AbortSignal,
): Promise<Scratch> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  const repository = join(path, 'repository.git');
  if (!(await exists(join(repository, 'HEAD')))) {
    // An empty template: the user's own may hold hooks and exclude files.
    await mkdir(join(repository, 'objects', 'info'), { recursive: true, mode: 0o700 });
    await mkdir(join(repository, 'refs', 'heads'), { recursive: true, mode: 0o700 });
    await writeFile(join(repository, 'config'), '[core]\n\tbare = true\n\trepositoryformatversion = 0\n');
    await writeFile(join(repository, 'HEAD'), 'ref: refs/heads/none\n');
  }
  if (borrow !== null) await writeFile(join(repository, 'objects', 'info', 'alternates'), `${borrow}\n`);
  const borrows = await exists(join(repository, 'objects', 'info', 'alternates'));
  await git.run({ cwd: repository, args: ['rev-parse', '--git-dir'], signal });
  return { path: repository, borrows };
}

/** Deletes the scratch repository. Doing it twice is harmless. */
export async function removeScratch(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
