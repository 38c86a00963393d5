import { tidyText } from '../../embargo/index.ts';
import type { GitHub, Issue } from '../../github/index.ts';
import { profileOf } from '../../project/index.ts';

/** An issue whose opening was asked for, and of which no answer is known. */
export interface IssueTried {
  /** ISO 8601; when it was asked for last. */
  readonly at: string;
  /** The highest number of what we had opened before it was asked for; 0: nothing. */
  readonly after: number;
}

/** What is known of an issue of ours that may be there. */
export interface LooksForIssue {
  readonly github: Pick<GitHub, 'issues'>;
  readonly signal: AbortSignal | undefined;
  readonly record: {
    readonly login: string;
    readonly upstream: { readonly fullName: string };
    /** ISO 8601; an issue of ours cannot be older. */
    readonly confirmedAt: string;
    readonly confirmed: { readonly texts: Readonly<Record<'issue.title' | 'issue.body', string>> };
    /** Older records lack `issueTried`; null: GitHub refused it. */
    readonly done: { readonly issueTried?: IssueTried | null };
  };
}

export interface LookedForIssue {
  /** Ours; more than one where nobody can tell which. */
  readonly ours: readonly Issue[];
  /** The highest number of what we opened. */
  readonly newest: number;
}

/**
 * An issue of ours may look this much older than the confirmation (milliseconds): this machine's clock may have been a
 * day ahead, and was set right since. Its title and text are compared in any case.
 */
const clockSlack = 2 * 24 * 60 * 60_000;

/**
 * Looks among what we created since the confirmation for our title and a body that begins with ours (bots append to
 * bodies). After a try whose answer is not known one of both is enough, because triagers edit titles; by its number it
 * is no older than the try, whatever the clocks say. Never by search, which lags. Changes nothing.
 */
export async function lookForIssue({ record, github, signal }: LooksForIssue): Promise<LookedForIssue> {
  const since = new Date(Date.parse(record.confirmedAt) - clockSlack).toISOString();
  const created = await github.issues.createdBy(
    record.upstream.fullName,
    { creator: record.login, since },
    signal,
  );
  const { 'issue.title': title, 'issue.body': body } = record.confirmed.texts;
  const hasTitle = (issue: Issue) => tidyText(issue.title) === tidyText(title);
  const hasBody = (issue: Issue) => tidyText(issue.body).startsWith(tidyText(body));
  const issues = created.filter(
    ({ isPull, createdAt }) => !isPull && Date.parse(createdAt) >= Date.parse(since),
  );
  const exact = issues.filter(issue => hasTitle(issue) && hasBody(issue));
  const alike = issues.filter(
    issue => isSinceTry(record, issue) && (hasTitle(issue) || (tidyText(body) !== '' && hasBody(issue))),
  );
  const ours = exact.length > 0 ? exact : alike;
  // A closed one is ours where there is no other; where there are more, closing is how the coordinator chooses.
  const open = ours.filter(issue => issue.isOpen);
  return {
    ours: open.length > 0 ? open : ours,
    newest: Math.max(0, ...created.map(({ number }) => number)),
  };
}

/** One that was closed, and that this job did not ask for, may be of another try, whose end somebody decided. */
export function isEndedBefore(record: LooksForIssue['record'], issue: Issue): boolean {
  return !issue.isOpen && !isSinceTry(record, issue);
}

/** "gh-210501, gh-210499" */
export function issueNumbers(fullName: string, issues: readonly Issue[]): string {
  return issues.map(({ number }) => profileOf(fullName).publicNumber(number)).join(', ');
}

function isSinceTry({ done: { issueTried } }: LooksForIssue['record'], { number }: Issue): boolean {
  return !!issueTried && number > issueTried.after;
}
