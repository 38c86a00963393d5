import type { Git } from '../run.ts';

/** What a checkout leaves to the coordinator. */
export async function notesOf(git: Git, clone: string, signal?: AbortSignal): Promise<string[]> {
  const notes: string[] = [];
  const staged = await git.run({ cwd: clone, args: ['ls-files', '-z', '--', '.gitmodules'], signal });
  if (staged.out !== '')
    notes.push(
      'It has submodules, which are not initialised. Run git submodule update --init where you need them.',
    );
  const large = await git.run({
    cwd: clone,
    args: ['grep', '--cached', '--quiet', '-F', 'filter=lfs', '--', ':(glob)**/.gitattributes'],
    ok: [0, 1],
    signal,
  });
  if (large.exitCode === 0)
    notes.push(
      'It has large files (Git LFS), of which only the pointers are here. Run git lfs pull where you need them.',
    );
  return notes;
}

/** Why the public clone could not be used. */
export function whyNot(path: string, reason: string): string {
  return `Your public clone in ${path} ${reason}, so its objects were not used.`;
}
