import { join } from 'node:path';
import { git, makeBare } from './gitdir.ts';
import { refs } from './refs.ts';
import type { Repo } from './model.ts';
import type { Store } from './store.ts';

/**
 * Makes a fork that borrows its parent's objects. A private fork (`advisory`) gets the default branch only, as it
 * stands now, and is frozen there.
 */
export async function forkRepo(
  store: Store,
  root: string,
  parent: Repo,
  as: {
    readonly owner: string;
    readonly name: string;
    readonly advisory?: string;
    readonly readyAt?: number;
  },
): Promise<Repo> {
  const dir = await makeBare(join(root, as.owner, `${as.name}.git`), join(parent.dir, 'objects'));
  const heads = await refs(parent.dir, 'refs/heads/');
  for (const { ref, sha } of heads) {
    if (as.advisory !== undefined && ref !== `refs/heads/${parent.defaultBranch}`) continue;
    await git(dir, ['update-ref', ref, sha]);
  }
  return store.addRepo({
    id: store.id(),
    owner: as.owner,
    name: as.name,
    private: as.advisory !== undefined,
    parent: `${parent.owner}/${parent.name}`,
    defaultBranch: parent.defaultBranch,
    dir,
    createdAt: store.stamp(),
    labels: [],
    roles: new Map(),
    issues: new Map(),
    next: 1,
    advisory: as.advisory ?? null,
    readyAt: as.readyAt ?? 0,
  });
}

/** The temporary private fork of an advisory: `<repo>-ghsa-xxxx-xxxx-xxxx` beside its parent. */
export async function forkForAdvisory(store: Store, root: string, ghsaId: string, delay = 0): Promise<Repo> {
  const advisory = store.advisory(ghsaId)!;
  const parent = store.repo(advisory.repo)!;
  const fork = await forkRepo(store, root, parent, {
    owner: parent.owner,
    name: `${parent.name.slice(0, 80)}-${ghsaId.toLowerCase()}`,
    advisory: ghsaId,
    readyAt: store.now().getTime() + delay,
  });
  advisory.fork = `${fork.owner}/${fork.name}`;
  return fork;
}
