import type { Git } from './run.ts';
import { GitError } from './errors.ts';

/** `merge-tree --write-tree` came with git 2.38 (its release notes); the port needs it. */
const oldest = [2, 38] as const;

/** Checks git's version once per job. @throws GitError `missing` or `too-old`. */
export async function requireGit(git: Git, cwd: string, signal?: AbortSignal): Promise<string> {
  const text = await git.line(cwd, ['version'], signal);
  const found = /(\d+)\.(\d+)(\.\d+)?/.exec(text);
  const [major, minor] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new GitError(
      'too-old',
      `Git ${oldest.join('.')} or newer is needed; found ${found?.[0] ?? 'none'}. Update git, or set git.path.`,
    );
  }
  return found?.[0] ?? text;
}
