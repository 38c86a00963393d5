import { env, window } from 'vscode';
import { settings } from '../common/settings.ts';
import { during } from '../decide/ask.ts';
import type { Case } from '../decide/case.ts';
import { backportLinks } from '../links/backports.ts';
import type { ReportDocuments } from '../reports/documents.ts';
import { keptOf } from './kept.ts';
import { leakedPage } from './page.ts';
import { readExposure } from './read.ts';

/** What is public of an advisory, who was mailed, and what to do. It reads, and does nothing by itself. */
export async function somethingLeaked(at: Case, documents: ReportDocuments): Promise<void> {
  const { parts, facts } = at;
  const [github, gitUrl] = [await parts.github(), settings.gitUrl()];
  const found = await during(`Reading what is public of ${at.id}…`, async signal =>
    readExposure({
      begun: await keptOf(parts.context, at.advisory),
      ...{ github, facts, gitUrl, signal, cveUrl: settings.cveUrl() },
      backports: (pull, stop) => backportLinks(at, pull, stop, { closed: true }),
      readers: (advisory, stop) => parts.model.readReaders(advisory, stop),
    }),
  );
  const page = leakedPage(found, { profile: at.profile, gitUrl }, new Date());
  await documents.open(`${at.id}/Something Leaked.md`, page);
  offerCopy(at, page);
}

/** Nobody waits for it. */
function offerCopy(at: Case, page: string): void {
  void at.parts.commands.run(async () => {
    const copy = 'Copy Page';
    const answer = await window.showInformationMessage(
      `${at.id}: nothing was sent or changed. Begin with the first step.`,
      copy,
    );
    if (answer === copy) await env.clipboard.writeText(page);
  });
}
