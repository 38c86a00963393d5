import { commands, window } from 'vscode';
import { placeOf } from '../../jobs/links/index.ts';
import { noLinks, writeLinks, type AdvisoryLinks } from '../../texts/index.ts';
import type { Case } from '../decide/case.ts';
import { during } from '../decide/ask.ts';
import { backportLinks } from './backports.ts';

/** Puts the links of an advisory into the box of its discussion, to be sent or not. Nothing is written here. */
export async function shareLinks(at: Case): Promise<void> {
  const links = await linksOf(at);
  if (links.issue === null && links.pull === null && links.announcement === null) {
    void window.showInformationMessage(`Nothing of ${at.id} is public yet, so there are no links to share.`);
    return;
  }
  const row = { kind: 'advisory', advisory: at.advisory };
  await commands.executeCommand(
    'ghsa.openAdvisory',
    row,
    'discussion',
    writeLinks(links, placeOf(at.advisory)),
  );
}

/** What is known of them: backports as GitHub has them now. */
async function linksOf(at: Case): Promise<AdvisoryLinks> {
  const { publicFix, progress } = at.facts;
  const { issue, pull } = publicFix ?? { issue: progress.publicIssue ?? null, pull: null };
  return {
    ...noLinks,
    ...{ issue, pull },
    backports:
      pull === null
        ? []
        : await during(`Looking for the backports of ${at.id}…`, signal => backportLinks(at, pull, signal)),
    announcement: progress.archiveUrl ?? null,
    cveId: at.advisory.cveId,
  };
}
