import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { plainTitle } from '../../texts/index.ts';
import { profileOf, type Profile } from '../../project/index.ts';
import { JobError } from '../errors.ts';
import { claim, release } from '../lock.ts';
import { issueKey } from './key.ts';
import type { IssueDraft, IssuePurpose, IssueTools, PreparedIssue } from './types.ts';

/** Two windows must not open two issues. @throws JobError `busy` */
export function claimIssue({ lockRoot }: Pick<IssueTools, 'lockRoot'>, key: string): Promise<void> {
  return claim(join(lockRoot, key), 'public issue');
}

export async function releaseIssue({ lockRoot }: Pick<IssueTools, 'lockRoot'>, key: string): Promise<void> {
  const folder = join(lockRoot, key);
  await release(folder);
  // Nothing else was ever in it; another window's lock keeps it.
  await rmdir(folder).catch(() => undefined);
}

/**
 * An issue that was begun for something else has other labels, and another step waits for it.
 * @throws JobError `busy`
 */
export function samePurpose(begun: IssuePurpose, wanted: IssuePurpose): void {
  if (begun === wanted) return;
  const what = begun === 'fix' ? 'that begins its fix in public' : 'of a plain bug';
  const end = begun === 'fix' ? 'Fix in Public…' : 'Reject…';
  throw new JobError(
    'busy',
    `A public issue ${what} is begun for this report. Close its page, or let it end (${end}), then try again.`,
  );
}

/** Everything before the line: looks at the advisory anew and finds out what could make a later step fail. */
export async function prepareIssue(
  tools: IssueTools,
  { repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>,
  purpose: IssuePurpose = 'bug',
  signal?: AbortSignal,
): Promise<PreparedIssue> {
  const { github } = tools;
  const fullName = repoName(repo);
  const key = issueKey(github.apiUrl, repo, ghsaId);
  await claimIssue(tools, key);
  try {
    const [advisory, me, { permissions }, labels] = await Promise.all([
      github.advisories.get(repo, ghsaId, signal),
      github.users.me(signal),
      github.repos.get(fullName, signal),
      github.repos.labels(fullName, signal),
    ]);
    return {
      key,
      purpose,
      advisory,
      login: me.login,
      upstream: { fullName },
      mayLabel: permissions.admin || permissions.push || permissions.triage,
      knownLabels: new Set(labels),
      openedBefore: tools.openedBefore(repo, ghsaId),
    };
  } catch (error) {
    await releaseIssue(tools, key);
    throw error;
  }
}

/**
 * What the coordinator finds in the page. The body is empty: nothing of the report is proposed for it. The title is
 * the report's own, to be seen and changed.
 */
export function proposeIssue({ advisory, purpose, upstream }: PreparedIssue): IssueDraft {
  return {
    texts: { 'issue.title': plainTitle(advisory.title), 'issue.body': '' },
    existingIssue: null,
    labels: issueLabelsOf(profileOf(upstream.fullName), purpose),
    overruled: [],
  };
}

/** Only the issue of a fix says that it is about security. */
export function issueLabelsOf(
  { bugLabels, issueLabels }: Pick<Profile, 'bugLabels' | 'issueLabels'>,
  purpose: IssuePurpose,
): readonly string[] {
  return purpose === 'fix' ? issueLabels : bugLabels;
}
