import { commands, env, window } from 'vscode';
import { parseRepo } from '../../advisory/id.ts';
import { repoName, shortId, type RepoRef } from '../../advisory/model.ts';
import { createAdvisory } from '../../jobs/decide/index.ts';
import { profileOf } from '../../project/index.ts';
import { reportFromMail, submitThroughGitHub, type MailReport } from '../../texts/index.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { settings } from '../common/settings.ts';
import { choose, copyFor, during, heading, openOutside, type } from './ask.ts';
import type { DeskParts } from './parts.ts';
import { mailProblem, mailRows } from './mailRows.ts';

const title = 'New Advisory From E-mail';

/**
 * A mail becomes a draft, where this account may make one; else there is the reply that sends its writer to GitHub.
 * The mail comes from the clipboard, since a box of VS Code holds one line. It stays in memory.
 */
export async function newAdvisory(parts: DeskParts): Promise<void> {
  const repo = await chooseRepo();
  const report = repo && (await readMail(repo));
  if (!repo || !report) return;
  await create(parts, repo, report);
}

async function create(parts: DeskParts, repo: RepoRef, report: MailReport): Promise<void> {
  const { model } = parts;
  const github = await parts.github();
  const outcome = await during(`Opening an advisory in ${repoName(repo)}…`, async signal => {
    const { login } = await github.users.me(signal);
    return createAdvisory({ github, repo, login, signal }, report);
  });
  if (outcome.kind === 'forbidden') {
    const answer = await window.showWarningMessage(
      `Only admins may open advisories in ${repoName(repo)}.`,
      'Copy Reply',
    );
    if (answer) await copyReply(repo);
    return;
  }
  const { advisory } = outcome;
  model.take(advisory);
  await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory });
  void parts.commands.run(async () => {
    const id = shortId(advisory.ghsaId);
    const answer = await window.showInformationMessage(
      outcome.kind === 'there'
        ? `This mail is ${id} already.`
        : withoutLinks([`The mail is ${id} now.`, ...(outcome.note ? [outcome.note] : [])].join(' ')),
      'Open on GitHub',
    );
    if (answer) await openOutside(advisory.htmlUrl);
  });
}

async function chooseRepo(): Promise<RepoRef | null> {
  const names = settings.repositories().map(repoName);
  const name = await choose(
    `${title}, 1/2`,
    'Repository',
    names.map(label => ({ label, value: label })),
  );
  return name === null ? null : parseRepo(name);
}

/** Reads the clipboard when that is asked for, and shows what would be opened before it is. */
async function readMail(repo: RepoRef): Promise<MailReport | null> {
  const at = `${title}, 2/2`;
  const first = await choose<'read' | 'reply'>(at, 'Copy the whole mail, then come back here', [
    { label: '$(clippy) Use the mail on the clipboard', detail: 'It stays in memory.', value: 'read' },
    replyRow,
  ]);
  if (first === null) return null;
  if (first === 'reply') return copyReply(repo);
  for (let report = await clipboard(); ;) {
    const problem = mailProblem(report);
    const answer = await choose<'create' | 'title' | 'read' | 'reply'>(
      at,
      problem ?? report.notice ?? 'Is it this mail?',
      [
        ...(problem === null
          ? [
              {
                label: `$(shield) Open an advisory in ${repoName(repo)}`,
                detail: 'Only admins may.',
                value: 'create' as const,
              },
            ]
          : []),
        { label: '$(edit) Change the title…', value: 'title' },
        { label: '$(clippy) Read the clipboard again', value: 'read' },
        replyRow,
        heading('The mail'),
        ...mailRows(report, settings.hideTitles()).map(label => ({ label, value: 'title' as const })),
      ],
    );
    if (answer === null) return null;
    if (answer === 'create') return report;
    if (answer === 'reply') return copyReply(repo);
    if (answer === 'read') report = await clipboard();
    else {
      const words = await type(at, 'Title of the advisory', { value: report.title });
      if (words !== null) report = { ...report, title: words.trim() };
    }
  }
}

const replyRow = {
  label: '$(copy) Copy the reply',
  detail: 'Asks the reporter to use GitHub.',
  value: 'reply',
} as const;

async function clipboard(): Promise<MailReport> {
  return reportFromMail(await env.clipboard.readText());
}

async function copyReply(repo: RepoRef): Promise<null> {
  await copyFor(
    submitThroughGitHub(repo, profileOf(repoName(repo)).policyUrl),
    'The reply is on the clipboard.',
  );
  return null;
}
