import { plain } from '../plain/index.ts';
import type { Profile } from '../profile.ts';
import { announcementList, psf, psrt } from '../psrt.ts';
import { checklist, checklistProblems } from './checklist.ts';
import { news } from './news.ts';

export const pip: Profile = {
  ...plain,
  ...psrt,
  id: 'pip',
  ecosystem: 'pip',
  news,
  issueLabels: ['type: security'],
  pullLabels: ['type: security'],
  bugLabels: ['type: bug'],
  // The merge adds the pull request's number to its title; the body is what closes the issue.
  texts: {
    ...plain.texts,
    commitMessage: '{what}',
    pullTitle: '{what}',
    pullBody: `## What does this PR do?\n\n{blurb}\n\nFixes #{issue}.\n\n${checklist}\n`,
  },
  pullBodyProblems: checklistProblems,
  mail: { project: 'pip', ...announcementList },
  cna: {
    ...psf,
    vendor: 'Python Packaging Authority',
    product: 'pip',
    repo: 'https://github.com/pypa/pip',
  },
  bot: { everyMinutes: 60, makesFork: true, reservesCve: false },
};
