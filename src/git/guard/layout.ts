import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import type { Git } from '../run.ts';
import { commonFolder } from './common.ts';
import type { GuardOf } from './forms.ts';
import { chattyHooks, clientHooks, dispatcher, prePush, refuseProgram } from './program.ts';
import { guardConfig, guardFolder } from './rules.ts';
import { valuesOf, type Setting } from './settings.ts';

/** What the guard of a clone consists of. */
export interface Layout {
  /** Its folder, in the one that all worktrees share. */
  readonly folder: string;
  /** The folder of hooks as git's configuration has it: absolute, with slashes on Windows too. */
  readonly hooks: string;
  /** What the clone's configuration includes, relative to itself. */
  readonly include: string;
  /** The user's own configuration: all but the guard's file. */
  readonly theirs: readonly Setting[];
  readonly files: readonly { readonly path: string; readonly bytes: Buffer; readonly mode: number }[];
}

export async function layoutOf(
  git: Git,
  clone: string,
  of: GuardOf,
  settings: readonly Setting[],
  signal?: AbortSignal,
): Promise<Layout> {
  const common = await commonFolder(git, clone, signal);
  const include = `${guardFolder}/config`;
  const hooks = posix.join(common, guardFolder, 'hooks');
  const theirs = settings.filter(({ origin }) => !origin.endsWith(`/${include}`));
  const folder = join(common, guardFolder);
  const programs = [...clientHooks, ...(await ofUser(clone, common, theirs))].map(
    name => [`hooks/${name}`, dispatcher, 0o755] as const,
  );
  const files = [
    ['refuse', refuseProgram, 0o755] as const,
    ['hooks/.ghsa-guard', '', 0o644] as const,
    ['hooks/pre-push', prePush(of), 0o755] as const,
    ...programs,
    // Last: what it names is there when git reads it.
    ['config', guardConfig(of, hooks, theirs), 0o644] as const,
  ].map(([name, text, mode]) => ({ path: join(folder, name), bytes: Buffer.from(text), mode }));
  return { folder, hooks, include, theirs, files };
}

/** Those of the chatty hooks that the user has. */
async function ofUser(clone: string, common: string, theirs: readonly Setting[]): Promise<string[]> {
  const own = valuesOf(theirs, 'core.hookspath').at(-1);
  const folder = own ? resolve(clone, own.replace(/^~(?=\/)/, homedir())) : join(common, 'hooks');
  const names: string[] = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    chattyHooks.map(async name => {
      if (!names.includes(name)) return [];
      return access(join(folder, name), constants.X_OK).then(
        () => [name],
        () => [],
      );
    }),
  );
  return found.flat();
}
