import { writeLinks } from '../../texts/links.ts';
import { bedevere } from '../bots/bedevere.ts';
import { mergeBackports } from '../bots/backportMerges.ts';
import { runChecks, setChecks } from '../checks.ts';
import { resolve } from '../refs.ts';
import { squashMerge } from '../merge.ts';
import type { Issue, Repo } from '../model.ts';
import { nextRelease, tagRelease } from '../releases.ts';
import { addPull } from '../routes/pulls.ts';
import type { Store } from '../store.ts';
import { before, bread, breadPath, maintained, olderFixed, tofuFix } from './breadAndTofu.ts';
import { writeHistory } from './history.ts';
import { backportFix, backportOf, daysAgo, portFix, seconds, type Ported } from './ported.ts';

const merger = 'nutmeg-core';

/**
 * Two advisories whose fixes are public: "Tofu lexer overflow", merged everywhere, and "Bread socket option ignored",
 * with a backport in every state that needs somebody. Once; `site` is where the practice GitHub's pages are.
 */
export async function addBackported(store: Store, root: string, site: string): Promise<void> {
  const main = store.repo('python/cpython')!;
  if (main.issues.has(bread.issue) || (await resolve(main.dir, 'refs/heads/3.15')) === null) return;
  await writeHistory(main.dir, before, Date.UTC(2026, 9, 24) / 1000);
  await daysAgo(store, 23, () => portFix(store, root, main, tofuFix));
  await daysAgo(store, 22, async () => {
    await backportFix(store, root, main, tofuFix);
    runChecks(store);
    for (const branch of maintained) backportOf(main, tofuFix, branch).labels.push('release-blocker');
    await mergeBackports(store, main, merger);
    for (const branch of ['3.13', '3.12', '3.11']) await release(store, main, branch);
    tell(store, tofuFix, site, backportsOf(main, tofuFix));
    store.cveRecords.set(store.advisory(tofuFix.ghsaId)!.cveId!, 'PUBLISHED');
  });
  const pull = await daysAgo(store, 10, () => portFix(store, root, main, bread));
  await daysAgo(store, 9, async () => {
    await backportFix(store, root, main, bread);
    for (const branch of ['3.15', '3.14']) {
      const backport = backportOf(main, bread, branch);
      backport.labels.push('release-blocker');
      await squashMerge(store, main, backport, merger);
    }
    const hand = await byHand(store, main, pull.pull!.mergeCommit!);
    runChecks(store);
    setChecks(hand, 'failed');
    bedevere(store);
    tell(store, bread, site, backportsOf(main, bread));
  });
  await daysAgo(store, 4, async () => {
    for (const branch of ['main', '3.15']) await release(store, main, branch);
  });
}

async function release(store: Store, main: Repo, branch: string): Promise<void> {
  await tagRelease(main, await nextRelease(main, branch), `refs/heads/${branch}`, seconds(store));
}

/** A backport whose title somebody wrote without `(GH-N)`. */
async function byHand(store: Store, main: Repo, sha: string): Promise<Issue> {
  const head = store.repo('octo-coordinator/cpython')!;
  const [ref, base] = [`backport-${sha.slice(0, 7)}-3.11`, '3.11'];
  const from = (await resolve(main.dir, `refs/heads/${base}`))!;
  const title = `[3.11] gh-${bread.issue}: ${bread.title}`;
  const files = { [breadPath]: olderFixed };
  await writeHistory(head.dir, [{ branch: ref, message: title, files, from }], seconds(store));
  const parts = { number: 210_471, title, body: '', author: 'octo-coordinator', ref, base };
  const pull = await addPull({ store }, main, head, parts);
  pull.labels = ['type-security', 'release-blocker'];
  return pull;
}

const backportsOf = (main: Repo, fix: Ported) =>
  maintained.flatMap(branch => {
    const pull = backportOf(main, fix, branch) as Issue | undefined;
    return pull ? [{ branch, pull: pull.number }] : [];
  });

/** The coordinator's comment with the links. */
function tell(store: Store, fix: Ported, site: string, backports: { branch: string; pull: number }[]): void {
  const advisory = store.advisory(fix.ghsaId)!;
  const announcement = `https://mail.python.org/archives/list/security-announce@python.org/thread/PRACTICE${fix.issue}/`;
  const links = { issue: fix.issue, pull: fix.pull, backports, announcement, cveId: advisory.cveId };
  const at = store.stamp();
  const body = writeLinks(links, { site, repo: advisory.repo });
  advisory.comments.push({ id: store.id(), author: 'octo-coordinator', body, createdAt: at, updatedAt: at });
  advisory.updatedAt = at;
}
