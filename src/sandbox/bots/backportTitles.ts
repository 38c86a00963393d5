import type { Issue, Repo } from '../model.ts';
import { said, say } from '../say.ts';
import type { Store } from '../store.ts';

/** bedevere `backport.py`, TITLE_RE. */
const titled = /^\s*\[(?<branch>\d+\.\d+)\].+\((?:GH-|#)(?<pr>\d+)\)/i;
/** Labels that go along: those of the kind, not those of the release. */
const copied = ['skip', 'type', 'sprint', 'topic'];

export const bedevereLogin = 'bedevere-app[bot]';

/**
 * bedevere on a pull request whose title makes it a backport (its `backport.py`, `manage_labels`): says so on the
 * original, takes the label that asked for it, copies the original's labels. Once, also when a title is corrected later.
 */
export function linkBackports(store: Store, repo: Repo): void {
  for (const backport of repo.issues.values()) {
    const { branch = '', pr = '' } = (backport.pull && titled.exec(backport.title)?.groups) || {};
    const original = repo.issues.get(Number(pr));
    if (!original || original === backport) continue;
    const start = `[GH-${backport.number}](`;
    if (said(original, bedevereLogin, body => body.startsWith(start))) continue;
    say(store, original, bedevereLogin, words(repo, backport, branch));
    original.labels = original.labels.filter(name => name !== `needs backport to ${branch}`);
    const along = original.labels.filter(name => copied.some(prefix => name.startsWith(prefix)));
    backport.labels = [...new Set([...backport.labels, ...along])];
  }
}

function words(repo: Repo, { number }: Issue, branch: string): string {
  const web = `https://github.com/${repo.owner}/${repo.name}`;
  return (
    `[GH-${number}](${web}/pull/${number}) is a backport of this pull request to the ` +
    `[${branch} branch](${web}/tree/${branch}).`
  );
}
