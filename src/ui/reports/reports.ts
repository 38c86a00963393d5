import { window } from 'vscode';
import type { GitHub } from '../../github/index.ts';
import {
  accessSummary,
  accessText,
  activityText,
  administrated,
  inactiveSentence,
  readAccess,
  readActivity,
  type ActivityReport,
  type Made,
} from '../../jobs/reports/index.ts';
import { dayOfTime } from '../../project/index.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { settings } from '../common/settings.ts';
import { during } from '../decide/ask.ts';
import { askCouncil, askSeesAll, askSince } from './ask.ts';
import { ReportDocuments } from './documents.ts';
import type { ReportsParts } from './index.ts';
import { LastReports } from './last.ts';
import { reading } from './reading.ts';
import { saveReport, type Form } from './save.ts';

/** A report cannot be made. */
class ReportError extends Error {
  override readonly name = 'ReportError';
  readonly kind = 'report';
}

/** Makes the reports: asks, reads behind a notification that can stop it, and shows a page that nobody can change. */
export class Reports {
  readonly #parts: ReportsParts;
  readonly #documents = new ReportDocuments();
  readonly #last: LastReports;

  constructor(parts: ReportsParts) {
    this.#parts = parts;
    this.#last = new LastReports(parts.context.globalState, () => parts.session.recordsKey);
  }

  dispose(): void {
    this.#documents.dispose();
  }

  /** Who coordinated or commented since a day. */
  async activity(): Promise<void> {
    const { github, repositories } = await this.#ready();
    const since = await askSince(this.#last.next(new Date()), this.#last.known, new Date());
    if (since === null) return;
    const { members, admin } = await during('Reading the list of members…', async signal => ({
      members: await github.members.whole(settings.membersUrl(), signal),
      admin: await administrated({ github, repositories, signal }),
    }));
    const seesAll = await askSeesAll(repositories, admin);
    if (seesAll === null) return;
    const council = await askCouncil(members, this.#last.council);
    if (council === null) return;
    await this.#last.setCouncil(council);
    const { report, made } = await reading('Coordinator activity', async (signal, progress) => ({
      made: await this.#made(github, signal),
      report: await readActivity({
        ...{ github, repositories, members, council, since, seesAll, signal, progress },
      }),
    }));
    await this.#documents.open(`activity-since-${since}.md`, activityText(report, made));
    this.#offer(report, made, inactiveSentence(report, false));
  }

  /** Who is in the team, and who can read what, against the published list. */
  async access(): Promise<void> {
    const { github, repositories } = await this.#ready();
    const { report, made } = await reading('PSRT access', async (signal, progress) => {
      progress('Reading the list of members…');
      const members = await github.members.whole(settings.membersUrl(), signal);
      return {
        made: await this.#made(github, signal),
        report: await readAccess({ github, repositories, members, signal, progress }),
      };
    });
    await this.#documents.open('access.md', accessText(report, made));
    void window.showInformationMessage(withoutLinks(accessSummary(report)));
  }

  /** Says who is inactive, and saves the report as often as somebody wants to. Nobody waits for it. */
  #offer(report: ActivityReport, made: Made, sentence: string): void {
    void this.#parts.commands.run(async () => {
      const forms: Readonly<Record<string, Form>> = { 'Save CSV…': 'csv', 'Save Markdown…': 'md' };
      const answer = await window.showInformationMessage(withoutLinks(sentence), ...Object.keys(forms));
      const form = answer === undefined ? undefined : forms[answer];
      if (form === undefined) return;
      const name = await saveReport(report, made, form);
      if (name === null) return this.#offer(report, made, sentence);
      const day = dayOfTime(made.at);
      await this.#last.setDay(day);
      this.#offer(report, made, `${name} is saved. The next report begins with ${day}.`);
    });
  }

  async #made(github: GitHub, signal: AbortSignal): Promise<Made> {
    const { session } = this.#parts;
    const { login } = await github.users.me(signal);
    return {
      by: login,
      at: new Date(),
      practice: session.isPractice ? session.apiUrl : null,
      host: session.isGitHub ? null : new URL(session.apiUrl).host,
    };
  }

  async #ready() {
    const repositories = settings.repositories();
    if (repositories.length === 0) throw new ReportError('Choose repositories first.');
    if ((await this.#parts.session.token()) === null) throw new ReportError('Sign in to GitHub first.');
    return { repositories, github: await this.#parts.github() };
  }
}
