import { resolve } from '../refs.ts';
import { mergeBackports } from './backportMerges.ts';
import { squashMerge } from '../merge.ts';
import type { Issue, Repo, StoredAdvisory } from '../model.ts';
import { addPull } from '../routes/pulls.ts';
import { preparedFix } from '../seed/prepared.ts';
import { writeHistory } from '../seed/history.ts';
import type { Store } from '../store.ts';

const [writer, reviewers, merger] = ['oregano-core', ['nutmeg-core', 'parsley-core'], 'nutmeg-core'] as const;

/** What colleagues did in one go, as `owner/name#number` and CVE ids. */
export interface ColleaguesWork {
  readonly opened: string[];
  readonly approved: string[];
  readonly merged: string[];
  /** Open, and in conflict with main. */
  readonly stuck: string[];
  /** CVE ids whose record the numbering authority published. */
  readonly published: string[];
}

/**
 * What others do while a coordinator waits: write the private fix, review it, review and squash-merge the public pull
 * request of `coordinator`, merge backports, publish the record of an advisory that is completed.
 */
export async function colleagues(store: Store, coordinator: string): Promise<ColleaguesWork> {
  const done: ColleaguesWork = { opened: [], approved: [], merged: [], stuck: [], published: [] };
  for (const advisory of store.advisories.values()) {
    const fork = advisory.fork === null ? undefined : store.repo(advisory.fork);
    if (advisory.state !== 'draft' || !fork || fork.readyAt > store.now().getTime()) continue;
    if (pullsOf(fork).length === 0) done.opened.push(nameOf(fork, await openFix(store, fork, advisory)));
    for (const pull of pullsOf(fork)) if (approve(store, pull)) done.approved.push(nameOf(fork, pull));
  }
  for (const repo of store.repos.values()) {
    if (repo.private || repo.parent !== null) continue;
    for (const pull of pullsOf(repo)) {
      const own = pull.author.toLowerCase() === coordinator.toLowerCase();
      if (!own || pull.state !== 'open' || pull.pull!.base !== repo.defaultBranch) continue;
      if (approve(store, pull)) done.approved.push(nameOf(repo, pull));
      const sha = await squashMerge(store, repo, pull, merger);
      (sha === null ? done.stuck : done.merged).push(nameOf(repo, pull));
    }
    const backports = await mergeBackports(store, repo, merger);
    done.merged.push(...backports.merged.map(pull => nameOf(repo, pull)));
    done.stuck.push(...backports.stuck.map(pull => nameOf(repo, pull)));
  }
  for (const { state, summary, cveId } of store.advisories.values()) {
    if (state !== 'closed' || cveId === null || !/\[completed?\]/i.test(summary)) continue;
    if (store.cveRecords.has(cveId)) continue;
    store.cveRecords.set(cveId, 'PUBLISHED');
    done.published.push(cveId);
  }
  return done;
}

const nameOf = (repo: Repo, { number }: Issue) => `${repo.owner}/${repo.name}#${number}`;
const pullsOf = (repo: Repo) => [...repo.issues.values()].filter(({ pull }) => pull !== null);

async function openFix(store: Store, fork: Repo, advisory: StoredAdvisory): Promise<Issue> {
  const fix = await preparedFix(fork, advisory);
  const from = (await resolve(fork.dir, `refs/heads/${fork.defaultBranch}`))!;
  const ref = 'advisory-fix-1';
  await writeHistory(fork.dir, [{ branch: ref, message: fix.title, files: fix.files, from }]);
  return addPull({ store }, fork, fork, {
    title: fix.title,
    body: '',
    author: writer,
    ref,
    base: fork.defaultBranch,
  });
}

/** Two approvals by people who did not write it. False where they are there already. */
function approve(store: Store, issue: Issue): boolean {
  if (issue.state !== 'open') return false;
  const { reviews } = issue.pull!;
  const lacking = reviewers.filter(
    who =>
      who !== issue.author && !reviews.some(({ author, state }) => author === who && state === 'APPROVED'),
  );
  for (const author of lacking) {
    const commit = issue.pull!.headSha;
    reviews.push({ id: store.id(), author, state: 'APPROVED', body: '', at: store.stamp(), commit });
  }
  if (lacking.length > 0) issue.updatedAt = store.stamp();
  return lacking.length > 0;
}
