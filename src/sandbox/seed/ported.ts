import { bedevere } from '../bots/bedevere.ts';
import { missIslington } from '../bots/missIslington.ts';
import { forkForAdvisory } from '../fork.ts';
import { resolve } from '../refs.ts';
import { squashMerge } from '../merge.ts';
import type { Issue, Repo, StoredAdvisory } from '../model.ts';
import { addIssue } from '../routes/issues.ts';
import { addPull } from '../routes/pulls.ts';
import type { Store } from '../store.ts';
import { writeHistory } from './history.ts';

/** A fix that is public: what its advisory, its issue and its pull requests say. */
export interface Ported {
  readonly ghsaId: string;
  readonly advisory: Partial<StoredAdvisory>;
  readonly issue: number;
  readonly pull: number;
  /** Number of the first backport that the bot opens. */
  readonly backports: number;
  readonly title: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  /** Branches that the main pull request was labelled for. */
  readonly branches: readonly string[];
}

const day = 24 * 60 * 60 * 1000;
const [coordinator, writer, merger] = ['octo-coordinator', 'oregano-core', 'nutmeg-core'] as const;

/** Does something so many days ago. */
export async function daysAgo<T>(store: Store, days: number, work: () => T | Promise<T>): Promise<T> {
  store.advance(-days * day);
  try {
    return await work();
  } finally {
    store.advance(days * day);
  }
}

export const seconds = (store: Store): number => Math.floor(store.now().getTime() / 1000);

/** The private fix, its issue, and its pull request merged into main; the pull request. */
export async function portFix(store: Store, root: string, main: Repo, fix: Ported): Promise<Issue> {
  const advisory = Object.assign(store.advisory(fix.ghsaId)!, fix.advisory);
  const from = (await resolve(main.dir, `refs/heads/${main.defaultBranch}`))!;
  const private_ = await forkForAdvisory(store, root, advisory.ghsaId);
  const written = { message: fix.title, files: fix.files, from };
  await writeHistory(private_.dir, [{ ...written, branch: 'advisory-fix-1' }], seconds(store));
  const parts = {
    title: fix.title,
    body: '',
    author: writer,
    ref: 'advisory-fix-1',
    base: main.defaultBranch,
  };
  const { pull } = await addPull({ store }, private_, private_, parts);
  for (const author of [merger, 'parsley-core'])
    pull!.reviews.push({
      id: store.id(),
      author,
      state: 'APPROVED',
      body: '',
      at: store.stamp(),
      commit: pull!.headSha,
    });

  const issue = addIssue({ store }, main, {
    number: fix.issue,
    title: fix.title,
    body: fix.text,
    author: coordinator,
    labels: ['type-security'],
    pull: null,
  });
  const head = store.repo(`${coordinator}/${main.name}`)!;
  const ref = `gh-${fix.issue}`;
  const news = `Misc/NEWS.d/next/Security/2026-11-10-12-00-00.gh-issue-${fix.issue}.pR4c7C.rst`;
  const files = { ...fix.files, [news]: `${fix.text}\n` };
  await writeHistory(head.dir, [{ ...written, files, branch: ref }], seconds(store));
  const made = await addPull({ store }, main, head, {
    number: fix.pull,
    title: `gh-${fix.issue}: ${fix.title}`,
    body: fix.text,
    author: coordinator,
    ref,
    base: main.defaultBranch,
  });
  made.labels = ['type-security', ...fix.branches.map(branch => `needs backport to ${branch}`)];
  bedevere(store);
  await squashMerge(store, main, made, merger);
  Object.assign(issue, { state: 'closed', closedAt: store.stamp() });
  return made;
}

/** The bots do their part, and number what they open as the fix wants it. */
export async function backportFix(store: Store, root: string, main: Repo, fix: Ported): Promise<void> {
  const { next } = main;
  main.next = fix.backports;
  await missIslington(store, root);
  bedevere(store);
  main.next = next;
}

/** The open backport of a fix to a branch. */
export function backportOf(main: Repo, fix: Ported, branch: string): Issue {
  return [...main.issues.values()].find(
    ({ pull, title }) => pull?.base === branch && title.includes(`gh-${fix.issue}`),
  )!;
}
