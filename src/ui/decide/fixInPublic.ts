import { window } from 'vscode';
import { repoName } from '../../advisory/model.ts';
import { pullsOfIssue } from '../../jobs/issue/pullsOf.ts';
import { authorWords, pullLabel } from '../common/othersWords.ts';
import { madeByHand } from '../common/portLinks.ts';
import { settings } from '../common/settings.ts';
import { choose, during, openOutside } from './ask.ts';
import type { Case } from './case.ts';

/**
 * Begins the fix with a public issue, on the page that every public issue goes through; where there is one already, looks
 * for the pull request that names it.
 */
export async function fixInPublic(at: Case): Promise<void> {
  const { publicIssue } = at.facts.progress;
  const { publicNumber } = at.facts.profile;
  if (publicIssue !== undefined) return findPull(at, publicIssue);
  const issue = await (await at.parts.issues()).open(at.advisory, 'fix');
  if (issue)
    say(
      at,
      `${publicNumber(issue.number)} is public. The pull request that names it shows here.`,
      'Open Issue',
      issue.url,
    );
}

async function findPull(at: Case, issue: number): Promise<void> {
  const { advisory, parts } = at;
  const { publicNumber } = at.facts.profile;
  const repo = repoName(advisory.repo);
  const base = `${settings.gitUrl().replace(/\/+$/, '')}/${repo}`;
  const github = await parts.github();
  const pulls = await during(`Looking for the pull request of ${at.id}…`, signal =>
    pullsOfIssue(github, { repo, issue }, signal),
  );
  if (pulls.length === 0)
    return say(
      at,
      `no pull request names ${publicNumber(issue)} yet.`,
      'Open Issue',
      `${base}/issues/${issue}`,
    );
  // Anybody may name an issue: who, and with what, is seen before it counts.
  const pull = await choose(
    at.title,
    pulls.length === 1 ? 'Is this the fix?' : 'Which one is the fix?',
    pulls.map(({ number, title, mergedAt, author }) => ({
      label: pullLabel(publicNumber(number), title),
      description: `${mergedAt === null ? 'open' : 'merged'}, by ${authorWords(author)}`,
      value: number,
    })),
  );
  if (pull === null) return;
  await parts.keepLinks(madeByHand({ repo, ghsaId: advisory.ghsaId, issue, pull }));
  void parts.model.refresh();
  say(at, `${publicNumber(pull)} is its public pull request.`, 'Open Pull Request', `${base}/pull/${pull}`);
}

/** Nobody waits for it. */
function say(at: Case, text: string, button: string, url: string): void {
  void at.parts.commands.run(async () => {
    if (await window.showInformationMessage(`${at.id}: ${text}`, button)) await openOutside(url);
  });
}
