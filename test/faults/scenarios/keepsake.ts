import { rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { refs } from '../../../src/sandbox/refs.ts';
import type { Snapshot } from '../../../src/sandbox/store.ts';

/** A sandbox as it is, to come back to: what it knows, and where the refs of its repositories stand. */
export async function keepsake(
  sandbox: Sandbox,
  repos: readonly string[],
): Promise<{ readonly rewind: () => Promise<void> }> {
  const { store } = sandbox;
  const kept = serialize(store.snapshot());
  const stood = new Map<string, Map<string, string>>();
  for (const repo of repos) stood.set(repo, await places(sandbox.dir(repo)));
  return {
    async rewind() {
      if (sandbox.store !== store) throw new Error('The sandbox was reset meanwhile.');
      sandbox.heal();
      const before = deserialize(kept) as Snapshot;
      for (const [name, { dir }] of store.repos)
        if (!before.fields.repos.has(name)) await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      store.restore(before);
      for (const [repo, was] of stood) await moveBack(sandbox.dir(repo), was);
      sandbox.recorder.clear();
    },
  };
}

const places = async (dir: string) =>
  new Map((await refs(dir, 'refs/')).map(({ ref, sha }) => [ref, sha] as const));

async function moveBack(dir: string, was: ReadonlyMap<string, string>): Promise<void> {
  const is = await places(dir);
  for (const ref of is.keys()) if (!was.has(ref)) await git(dir, ['update-ref', '-d', ref]);
  for (const [ref, sha] of was) if (is.get(ref) !== sha) await git(dir, ['update-ref', ref, sha]);
}
