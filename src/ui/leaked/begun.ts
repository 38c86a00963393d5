import { repoName, type Advisory } from '../../advisory/model.ts';
import { readBackportRecord, unfinishedBackportOf } from '../../jobs/backport/make/index.ts';
import { readIssueRecord, unfinishedIssueOf } from '../../jobs/issue/index.ts';
import { readRecord } from '../../jobs/port/index.ts';
import { unfinishedOf } from '../../jobs/port/unfinished.ts';
import { damaged } from '../common/jobRecords.ts';

/** What jobs that did not come to their end have made public, and issues that were opened for themselves. */
export interface Begun {
  readonly issues: readonly number[];
  readonly pulls: readonly number[];
  readonly backports: readonly { readonly pull: number; readonly branch: string }[];
  /** Branches on a public fork that no pull request is known of. */
  readonly branches: readonly { readonly repo: string; readonly name: string }[];
  /** "The port": and the step that it stopped at. What that step did is known to nobody here. */
  readonly stopped: readonly { readonly job: string; readonly at: string }[];
  /** Records that cannot be read: nobody knows of which advisory, and how far they came. */
  readonly damaged: number;
}

/**
 * Reads it from what the JobStore holds. A step that stopped may have worked, with its answer lost: it is listed.
 * `opened`: the issue that this machine remembers besides.
 */
export function begunOf(
  records: readonly unknown[],
  { repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>,
  opened: number | null,
): Begun {
  const name = repoName(repo).toLowerCase();
  const ours = <R extends Pick<Advisory, 'repo' | 'ghsaId'>>(read: (value: unknown) => R | null): R[] =>
    records.flatMap(value => {
      const record = read(value);
      return record?.ghsaId === ghsaId && repoName(record.repo).toLowerCase() === name ? [record] : [];
    });
  const [ports, backports, issues] = [ours(readRecord), ours(readBackportRecord), ours(readIssueRecord)];
  const pushed = [
    ...ports.map(port => ({ ...port, branch: port.confirmed.texts['commit.branch'] })),
    ...backports.map(backport => ({ ...backport, branch: backport.confirmed.branch })),
  ].filter(({ done }) => done.pushed && !done.pull);
  return {
    issues: [
      ...(opened === null ? [] : [opened]),
      ...[...ports, ...issues].flatMap(({ done }) => done.issue?.number ?? []),
    ],
    pulls: ports.flatMap(({ done }) => done.pull?.number ?? []),
    backports: backports.flatMap(({ done, upstream: { branch } }) =>
      done.pull ? [{ pull: done.pull.number, branch }] : [],
    ),
    branches: pushed.map(({ branch, done, fork }) => ({
      repo: done.fork ?? fork.fullName,
      name: branchName(branch, done),
    })),
    stopped: [
      ...ours(unfinishedOf).map(({ at }) => ({ job: 'The port', at })),
      ...ours(unfinishedBackportOf).map(({ at, branch }) => ({ job: `The backport to ${branch}`, at })),
      ...ours(unfinishedIssueOf).map(({ at }) => ({ job: 'The public issue', at })),
    ],
    damaged: records.filter(record => record === damaged).length,
  };
}

/** As it was pushed: with the issue's number, and with its end where the name was taken. */
function branchName(
  branch: string,
  { name = 1, issue }: { readonly name?: number; readonly issue?: { readonly number: number } },
): string {
  const numbered = issue ? branch.replaceAll('{issue}', String(issue.number)) : branch;
  return name > 1 ? `${numbered}-${name}` : numbered;
}
