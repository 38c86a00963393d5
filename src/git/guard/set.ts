import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../run.ts';
import { canonical, fetchOnly, type GuardOf } from './forms.ts';
import { layoutOf } from './layout.ts';
import { readSettings, valuesOf } from './settings.ts';
import { writeWhole } from './write.ts';

/**
 * Guards a clone: from now on its private fork receives pushes, and nothing else does. Doing it twice is harmless, and
 * repairs what somebody changed. Comes before the first checkout, and again when the clone has moved (hooks have an
 * absolute path).
 */
export async function setGuard(git: Git, clone: string, of: GuardOf, signal?: AbortSignal): Promise<void> {
  const settings = await readSettings(git, clone, signal);
  const { folder, include, files } = await layoutOf(git, clone, of, settings, signal);
  await mkdir(join(folder, 'hooks'), { recursive: true, mode: 0o755 });
  for (const { path, bytes, mode } of files) await writeWhole(path, bytes, mode);
  const config = (...args: readonly string[]) =>
    git.run({ cwd: clone, args: ['config', '--local', ...args], ok: [0, 5], signal });
  for (const [name, url] of [
    ['origin', canonical(of, of.fork)],
    ['upstream', `${fetchOnly}${of.upstream}.git`],
  ] as const) {
    const is = (part: string) => valuesOf(settings, `remote.${name}.${part}`);
    if (is('url').join() !== url) await config('--replace-all', `remote.${name}.url`, url);
    if (is('fetch').length === 0)
      await config(`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`);
    // git ignores pushInsteadOf where a remote has one.
    if (is('pushurl').length > 0) await config('--unset-all', `remote.${name}.pushurl`);
  }
  const local = (await readSettings(git, clone, signal)).filter(({ origin }) =>
    /^file:(.*\/)?\.git\/config$/.test(origin),
  );
  // Last in the file: what somebody wrote before it is weaker.
  if (local.at(-1)?.key !== 'include.path' || local.at(-1)?.value !== include) {
    await config('--unset-all', '--fixed-value', 'include.path', include);
    await config('--add', 'include.path', include);
  }
}
