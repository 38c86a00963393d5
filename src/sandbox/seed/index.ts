import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { forkForAdvisory, forkRepo } from '../fork.ts';
import { git, makeBare } from '../gitdir.ts';
import { resolve } from '../refs.ts';
import type { Issue, Label, Repo, Role } from '../model.ts';
import { addPull, publishHead } from '../routes/pulls.ts';
import type { Store } from '../store.ts';
import { addAdvisories } from './advisories.ts';
import { afterForks, beforeForks, cpythonLabels } from './cpython.ts';
import { fixes } from './fixes.ts';
import { writeHistory } from './history.ts';
import { addPantry } from './pantry.ts';
import { addPeople } from './people.ts';
import { pipLabels, pipStart } from './pip.ts';
import { addReleases } from './releases.ts';

export interface SeedOptions {
  readonly root: string;
  /** A real CPython clone, whose HEAD is served as main. */
  readonly cpython: string | null;
}

/** Fills an empty store: people, repositories, advisories, private fixes. */
export async function seed(store: Store, { root, cpython }: SeedOptions): Promise<void> {
  addPeople(store);
  await mkdir(root, { recursive: true, mode: 0o700 });
  const main = await addUpstream(store, root, 'python', 'cpython', 210_499, cpython);
  const pip = await addUpstream(store, root, 'pypa', 'pip', 13_500, null);
  await writeHistory(pip.dir, [pipStart]);
  await forkRepo(store, root, pip, { owner: 'octo-coordinator', name: 'pip' });
  const pantry = await addUpstream(store, root, 'hobby', 'pantry', 42, null);
  addAdvisories(store);
  await addPantry(store, pantry);
  if (cpython !== null) return;
  await writeHistory(main.dir, beforeForks);
  for (const fix of fixes) await addPrivateFix(store, root, main, fix);
  await writeHistory(main.dir, continued(afterForks), Date.UTC(2026, 9, 20) / 1000);
  await forkRepo(store, root, main, { owner: 'octo-coordinator', name: 'cpython' });
  await addReleases(main);
  for (const fix of fixes.filter(({ mergesMain }) => mergesMain)) await mergeMain(store, main, fix);
}

/** A further import needs to be told where its branch stands. */
function continued(commits: typeof afterForks): typeof afterForks {
  return commits.map((commit, i) =>
    i === 0 ? { ...commit, from: `refs/heads/${commit.branch}^0` } : commit,
  );
}

async function addUpstream(
  store: Store,
  root: string,
  owner: string,
  name: string,
  next: number,
  source: string | null,
): Promise<Repo> {
  const borrow =
    source === null
      ? null
      : join(await git(source, ['rev-parse', '--path-format=absolute', '--git-common-dir']), 'objects');
  const dir = await makeBare(join(root, owner, `${name}.git`), borrow);
  if (source !== null) {
    await git(dir, ['update-ref', 'refs/heads/main', await git(source, ['rev-parse', 'HEAD^{commit}'])]);
  }
  const names = owner === 'python' ? cpythonLabels : owner === 'pypa' ? pipLabels : [];
  const labels = names.map(([label, color, description]): Label => ({
    id: store.id(),
    name: label,
    color,
    description,
  }));
  const roles = new Map<string, Role>([
    ['sage-admin', 'admin'],
    ['basil-rm', 'admin'],
    ['saffron-rm', 'write'],
    ['clove-rm', 'write'],
    ['octo-coordinator', 'write'],
    ['oregano-core', 'write'],
    ['nutmeg-core', 'write'],
    ['parsley-core', 'triage'],
  ]);
  return store.addRepo({
    id: store.id(),
    owner,
    name,
    private: false,
    parent: null,
    defaultBranch: 'main',
    dir,
    createdAt: '2017-02-10T00:00:00Z',
    labels,
    roles,
    issues: new Map(),
    next,
    advisory: null,
    readyAt: 0,
  });
}

async function addPrivateFix(
  store: Store,
  root: string,
  main: Repo,
  fix: (typeof fixes)[number],
): Promise<void> {
  const fork = await forkForAdvisory(store, root, fix.ghsaId);
  const start = await resolve(main.dir, 'refs/heads/main');
  const commits = fix.commits.map((commit, i) => (i === 0 ? { ...commit, from: start! } : commit));
  await writeHistory(fork.dir, commits, Date.UTC(2026, 9, 10) / 1000);
  const issue = await addPull({ store }, fork, fork, {
    title: fix.title,
    body: fix.body,
    author: fix.author,
    ref: 'advisory-fix-1',
    base: 'main',
  });
  approve(store, issue, fix.approvedBy);
}

/** Reviewers approve what is there now. */
function approve(store: Store, { pull }: Issue, reviewers: readonly string[]): void {
  const state = 'APPROVED';
  for (const author of reviewers)
    pull!.reviews.push({ id: store.id(), author, state, body: '', at: store.stamp(), commit: pull!.headSha });
}

/** The developer merged newer public main into the private branch; the fork's own main stays where it was. */
async function mergeMain(store: Store, main: Repo, fix: (typeof fixes)[number]): Promise<void> {
  const fork = store.repo(store.advisory(fix.ghsaId)!.fork!)!;
  const issue = [...fork.issues.values()][0]!;
  const [head, tip] = [issue.pull!.headSha, (await resolve(main.dir, 'refs/heads/main'))!];
  const tree = await git(fork.dir, ['merge-tree', '--write-tree', head, tip]);
  const date = { GIT_AUTHOR_DATE: '1793000000 +0000', GIT_COMMITTER_DATE: '1793000000 +0000' };
  const merge = await git(
    fork.dir,
    ['commit-tree', tree, '-p', head, '-p', tip, '-m', "Merge branch 'main'"],
    date,
  );
  await git(fork.dir, ['update-ref', 'refs/heads/advisory-fix-1', merge]);
  await publishHead(fork, fork, issue, merge);
  approve(store, issue, fix.approvedBy);
}
