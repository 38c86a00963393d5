import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { clonePublic } from '../../vscode/publicClone.ts';
import type { Place } from '../scenario.ts';

/** Where a machine keeps things, below its root. */
export const folders = { clones: 'clones', scratch: 'scratch', state: 'state' } as const;

export const repo = { owner: 'python', name: 'cpython' };
export const upstream = 'python/cpython';
export const own = 'octo-coordinator/cpython';

/** A sandbox, and a coordinator's machine with a public clone. */
export interface Machine {
  readonly sandbox: Sandbox;
  readonly root: string;
  readonly clone: string;
  place(extra?: Readonly<Record<string, string>>): Place;
  /** Nothing of ours lies on it. */
  clean(): Promise<void>;
  close(): Promise<void>;
}

export async function machine(options: { readonly control?: boolean } = {}): Promise<Machine> {
  const sandbox = await startSandbox(options);
  const clone = await clonePublic(sandbox);
  const root = await mkdtemp(join(tmpdir(), 'ghsa-faults-'));
  const clean = async () => {
    for (const name of Object.values(folders)) {
      await rm(join(root, name), { recursive: true, force: true, maxRetries: 3 });
      await mkdir(join(root, name), { mode: 0o700 });
    }
  };
  await clean();
  return {
    sandbox,
    root,
    clone: clone.path,
    clean,
    place: (extra = {}) => ({
      api: sandbox.api,
      git: sandbox.git,
      releaseCycle: sandbox.releaseCycle,
      token: sandbox.tokens['coordinator']!,
      root,
      clone: clone.path,
      gitBinary: 'git',
      skew: 0,
      extra,
    }),
    async close() {
      await clone.remove();
      await sandbox.stop();
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
