import type { Store } from '../store.ts';
import { linkBackports } from './backportTitles.ts';

/**
 * bedevere's edits: the issue a pull request names is linked in both bodies (its `gh_issue.py`, also for backports
 * whose title lacks the original), and backports are linked to their original.
 */
export function bedevere(store: Store): void {
  const repo = store.repo('python/cpython');
  if (!repo) return;
  for (const pull of repo.issues.values()) {
    const number = Number(/\bgh-(\d+)/i.exec(pull.title)?.[1]);
    const issue = pull.pull ? repo.issues.get(number) : undefined;
    if (!issue || issue.pull) continue;
    if (!pull.body.includes('<!-- gh-issue-number:')) {
      pull.body += `\n\n<!-- gh-issue-number: gh-${number} -->\n* Issue: gh-${number}\n<!-- /gh-issue-number -->`;
    }
    const entry = `* gh-${pull.number}`;
    if (!issue.body.includes('<!-- gh-linked-prs -->')) {
      issue.body += `\n\n<!-- gh-linked-prs -->\n### Linked PRs\n${entry}\n<!-- /gh-linked-prs -->`;
    } else if (!issue.body.split(/\r?\n/).includes(entry)) {
      issue.body = issue.body.replace('<!-- /gh-linked-prs -->', `${entry}\n<!-- /gh-linked-prs -->`);
    }
  }
  linkBackports(store, repo);
}
