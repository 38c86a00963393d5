import type {
  Approval,
  CheckedOut,
  FixBranch,
  Mergeability,
  PrivatePullState,
} from '../../../jobs/fork/pulls/index.ts';
import { plain } from '../../advisories/words.ts';
import { authorWords, pullLabel } from '../../common/othersWords.ts';
import { count, listed } from '../words.ts';

export const noChecks = 'Private forks run no checks.';

/** "3f1c0aa" */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** "#1", with its title where titles are shown. */
export function labelOf({ pull }: Pick<PrivatePullState, 'pull'>, hideTitles: boolean): string {
  return hideTitles ? `#${pull.number}` : pullLabel(`#${pull.number}`, pull.title);
}

/** "open, advisory-fix-1 by oregano-core" */
export function stateWords({ pull, state }: Pick<PrivatePullState, 'pull' | 'state'>): string {
  return `${state}, ${plain(pull.headRef)}${pull.author === null ? '' : ` by ${plain(pull.author)}`}`;
}

/** Who approved what, who asks for changes, and whether it merges; empty where it is not open. */
export function detailWords(found: PrivatePullState): string {
  if (found.state !== 'open') return '';
  return [
    approvalWords(found.approvals, found.pull.headSha),
    ...(found.wantChanges.length > 0
      ? [`${listed(found.wantChanges)} ${found.wantChanges.length === 1 ? 'asks' : 'ask'} for changes`]
      : []),
    ...(found.merge ? [mergeWords(found.merge)] : []),
  ].join(' · ');
}

/** "approved by nutmeg-core, commit 3f1c0aa; an older commit by parsley-core" */
export function approvalWords(approvals: readonly Approval[], head: string): string {
  const name = ({ login, noted }: Approval) => `${authorWords(login)}${noted ? ' (in the description)' : ''}`;
  const current = approvals.filter(approval => approval.current);
  const older = approvals
    .filter(approval => !approval.current)
    .map(
      approval =>
        `${approval.commit === null ? 'a commit' : shortCommit(approval.commit)} by ${name(approval)}`,
    );
  if (current.length > 0)
    return [`approved by ${listed(current.map(name))}, commit ${shortCommit(head)}`, ...older].join('; ');
  return older.length === 0 ? 'no approval yet' : `only older commits are approved: ${listed(older)}`;
}

/** "merges with public main" */
export function mergeWords(merge: Mergeability): string {
  switch (merge.kind) {
    case 'clean':
      return `merges with public ${merge.into}`;
    case 'conflicts': {
      const [first = 'a file', ...more] = merge.files;
      return `conflicts with public ${merge.into} in ${first}${more.length === 0 ? '' : ` and ${count(more.length, 'file', 'files')} more`}`;
    }
    case 'unknown':
      return merge.why === 'no-clone'
        ? 'whether it merges is not known without a clone'
        : 'whether it merges could not be found out now';
  }
}

/** What became of a checkout. */
export function checkedOutWords(number: number, { branch, how }: CheckedOut): string {
  switch (how) {
    case 'made':
      return `#${number} is checked out as ${branch}.`;
    case 'moved':
      return `#${number} is checked out as ${branch}, with the newest commits.`;
    case 'same':
      return `#${number} is checked out as ${branch}.`;
    case 'ahead':
      return `${branch} is checked out. It has commits that are not in #${number} yet.`;
    case 'apart':
      return `${branch} is checked out. It and #${number} each have commits that the other lacks; nothing was overwritten.`;
  }
}

/** What stays behind when the branch is pushed; null: nothing. */
export function leftWords({ changed }: Pick<FixBranch, 'changed'>): string | null {
  if (changed === 0) return null;
  return `${count(changed, 'file has', 'files have')} changes that are not committed. The private PR will not have them.`;
}

/** What the form proposes: the words of the commits. */
export function proposalOf({ subjects, body }: Pick<FixBranch, 'subjects' | 'body'>): {
  readonly title: string;
  readonly body: string;
} {
  const [title = '', ...more] = subjects;
  return { title, body: more.length === 0 ? body : subjects.map(subject => `- ${subject}`).join('\n') };
}

/** GitHub takes no longer title. */
const longest = 256;

/** What is wrong with a title; null: nothing. */
export function titleProblem(title: string): string | null {
  if (title.trim() === '') return 'A title is needed.';
  return title.trim().length > longest ? `At most ${longest} characters.` : null;
}
