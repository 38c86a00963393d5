import { samePublicText, startsWithPublicText, type PublicText } from '../../embargo/index.ts';
import type { GitHub, Issue } from '../../github/index.ts';
import { profileOf } from '../../project/index.ts';
import { JobError } from '../errors.ts';
import type { Step } from '../job.ts';

/** What a job knows that opens a public issue. */
export interface OpensIssue {
  readonly github: Pick<GitHub, 'issues'>;
  readonly signal: AbortSignal | undefined;
  readonly texts: Readonly<Record<'issue.title' | 'issue.body', PublicText>>;
  readonly record: {
    readonly login: string;
    readonly upstream: { readonly fullName: string };
    /** ISO 8601; an issue of ours cannot be older. */
    readonly confirmedAt: string;
    readonly confirmed: { readonly existingIssue: number | null };
    readonly done: { readonly issue?: { readonly number: number; readonly url: string } };
  };
  remember(done: { readonly issue: { readonly number: number; readonly url: string } }): Promise<void>;
}

/** Clocks differ a little: what is this much older than the confirmation counts as of now (milliseconds). */
const usual = 15 * 60_000;

/**
 * An issue of ours may look this much older than the confirmation (milliseconds): this machine's clock may have been a
 * day ahead, and was set right since. Its title and text are compared in any case.
 */
const clockSlack = 2 * 24 * 60 * 60_000;

/**
 * Opens the public issue, or finds it. Opening one in CPython mails a public list at once and cannot be undone,
 * so this looks first: the recorded number, else the issues we created since the confirmation with our title and
 * a body that begins with ours (bots append to bodies). Never by search, which lags.
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
    const issue =
      found ??
      (await github.issues.create(
        fullName,
        { title: context.texts['issue.title'], body: context.texts['issue.body'] },
        signal,
      ));
    await context.remember({ issue: { number: issue.number, url: issue.htmlUrl } });
    const text = found
      ? `Issue ${publicNumber(issue.number)} is already there. Going on.`
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

async function findOurs({ record, github, texts, signal }: OpensIssue): Promise<Issue | null> {
  const since = new Date(Date.parse(record.confirmedAt) - clockSlack).toISOString();
  const created = await github.issues.createdBy(
    record.upstream.fullName,
    { creator: record.login, since },
    signal,
  );
  const ours = created.filter(
    issue =>
      !issue.isPull &&
      Date.parse(issue.createdAt) >= Date.parse(since) &&
      samePublicText(texts['issue.title'], issue.title) &&
      startsWithPublicText(issue.body, texts['issue.body']),
  );
  // A closed one is ours where there is no other; where there are more, closing is how the coordinator chooses.
  const open = ours.filter(issue => issue.isOpen);
  const candidates = open.length > 0 ? open : ours;
  if (candidates.length > 1) {
    const numbers = candidates
      .map(({ number }) => profileOf(record.upstream.fullName).publicNumber(number))
      .join(', ');
    throw new JobError(
      'ask',
      `More than one issue looks like ours: ${numbers}. Close all but one, then continue.`,
    );
  }
  const [found = null] = candidates;
  // One that was opened and closed before this confirmation may be another try, whose end somebody decided.
  if (found && !found.isOpen && Date.parse(found.createdAt) < Date.parse(record.confirmedAt) - usual) {
    const number = profileOf(record.upstream.fullName).publicNumber(found.number);
    throw new JobError(
      'ask',
      `${number} has the same title and text, and is closed. Reopen it to use it, then continue; or discard this and begin anew with another title.`,
    );
  }
  return found;
}
