import type { PublicText } from '../../embargo/index.ts';
import { wasRefused, type GitHub, type Issue } from '../../github/index.ts';
import { profileOf } from '../../project/index.ts';
import { JobError } from '../errors.ts';
import type { Step } from '../job.ts';
import type { Wait } from '../pause.ts';
import {
  isEndedBefore,
  issueNumbers,
  lookForIssue,
  type IssueTried,
  type LooksForIssue,
} from './ourIssue.ts';

/** What a job knows that opens a public issue. */
export interface OpensIssue extends LooksForIssue {
  readonly texts: Readonly<Record<'issue.title' | 'issue.body', PublicText>>;
  readonly now: () => Date;
  readonly wait: Wait;
  readonly record: LooksForIssue['record'] & {
    readonly confirmed: { readonly existingIssue: number | null };
    readonly done: IssueSteps;
  };
  remember(done: IssueSteps): Promise<void>;
}

interface IssueSteps {
  readonly issue?: { readonly number: number; readonly url: string };
  readonly issueTried?: IssueTried | null;
}

/** GitHub may finish what it did not answer this much later, or list it then (milliseconds). */
const late = 2 * 60_000;

/** How long a second look waits while that may be (milliseconds); GitHub itself gives a request up after ten seconds. */
const patience = 10_000;

/**
 * Opens the public issue, or finds it. Opening one in CPython mails a public list at once and cannot be undone,
 * so this looks first: the recorded number, else what we created since the confirmation (`lookForIssue`).
 */
export const openIssue: Step<OpensIssue> = {
  id: 'issue',
  label: 'Open issue',
  async run(context) {
    const { record, github, signal } = context;
    const { fullName } = record.upstream;
    const { existingIssue } = record.confirmed;
    const { publicNumber } = profileOf(fullName);
    if (existingIssue !== null) {
      const issue = await issueNumbered(github, fullName, existingIssue, signal);
      await context.remember({ issue: { number: issue.number, url: issue.htmlUrl } });
      return { text: `Issue ${publicNumber(issue.number)} used`, link: issue.htmlUrl };
    }
    if (record.done.issue) {
      const { number, url } = record.done.issue;
      return { text: `Issue ${publicNumber(number)} opened`, link: url };
    }
    const found = await findOurs(context);
    const issue = found.issue ?? (await openNow(context, found.newest));
    await context.remember({ issue: { number: issue.number, url: issue.htmlUrl } });
    const text = found.issue
      ? `Issue ${publicNumber(issue.number)} is already there${issue.isOpen ? '' : ', and is closed'}. Going on.`
      : `Issue ${publicNumber(issue.number)} opened`;
    return { text, link: issue.htmlUrl };
  },
};

/**
 * An issue that is there already.
 * @throws JobError `ask` for what is no number, or a pull request's.
 */
export async function issueNumbered(
  github: Pick<GitHub, 'issues'>,
  fullName: string,
  number: number,
  signal?: AbortSignal,
): Promise<Issue> {
  if (!Number.isSafeInteger(number) || number < 1)
    throw new JobError('ask', 'Write the number of the issue, such as 210461.');
  const issue = await github.issues.get(fullName, number, signal);
  if (issue.isPull)
    throw new JobError('ask', `${profileOf(fullName).publicNumber(number)} is a pull request, not an issue.`);
  return issue;
}

/** The issue of ours, and the highest number of what we opened. Looks twice where GitHub may be late with it. */
async function findOurs(
  context: OpensIssue,
): Promise<{ readonly issue: Issue | null; readonly newest: number }> {
  const { record, now, wait, signal } = context;
  const look = async () => {
    const { ours, newest } = await lookForIssue(context);
    return { issue: onlyOne(record, ours), newest };
  };
  const found = await look();
  const { issueTried } = record.done;
  if (found.issue || !issueTried || now().getTime() - Date.parse(issueTried.at) > late) return found;
  await wait(patience, signal);
  return look();
}

/** @throws JobError `ask` where nobody can tell which is ours, or whether its end was meant. */
function onlyOne(record: OpensIssue['record'], ours: readonly Issue[]): Issue | null {
  const { fullName } = record.upstream;
  if (ours.length > 1) {
    throw new JobError(
      'ask',
      `More than one issue looks like ours: ${issueNumbers(fullName, ours)}. Close all but one, then continue.`,
    );
  }
  const [found = null] = ours;
  if (found && isEndedBefore(record, found)) {
    throw new JobError(
      'ask',
      `${issueNumbers(fullName, [found])} has the same title and text, and is closed. Reopen it to use it, then continue; or discard this and begin anew with another title.`,
    );
  }
  return found;
}

/** Opens it. That it is tried is written down before, because its answer may be lost. */
async function openNow(context: OpensIssue, newest: number): Promise<Issue> {
  const { github, texts, record, now, signal } = context;
  const { issueTried: before = null } = record.done;
  await context.remember({
    issueTried: { at: now().toISOString(), after: before?.after ?? newest },
  });
  try {
    return await github.issues.create(
      record.upstream.fullName,
      { title: texts['issue.title'], body: texts['issue.body'] },
      signal,
    );
  } catch (error) {
    if (wasRefused(error)) await context.remember({ issueTried: before });
    throw error;
  }
}
