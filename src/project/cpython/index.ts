import { plain } from '../plain/index.ts';
import type { Profile } from '../profile.ts';
import { announcementList, psf, psrt } from '../psrt.ts';
import { backports } from './rules.ts';
import { news } from './news.ts';

export const cpython: Profile = {
  ...psrt,
  id: 'cpython',
  name: 'Python',
  ecosystem: 'other',
  news,
  backports,
  issueLabels: ['type-security'],
  pullLabels: ['type-security'],
  bugLabels: ['type-bug'],
  optionalLabels: ['release-blocker'],
  publicNumber: number => `gh-${number}`,
  texts: {
    ...plain.texts,
    branch: 'gh-{issue}-{short}',
    commitMessage: 'gh-{issue}: {what}',
    pullTitle: 'gh-{issue}: {what}',
  },
  // What bedevere's gh_issue.py looks for, with our hole for the number.
  titleRule: {
    pattern: /^gh-\{issue\}: \S/,
    message: 'A title in CPython starts with gh-NNNNNN: and says what changes.',
  },
  pullBodyProblems: () => [],
  issueNote:
    'Opening it mails title and body to new-bugs-announce@python.org at once. That cannot be undone.',
  pullNote: 'No CI has seen this change. It starts with the pull request.',
  mail: { project: 'CPython', ...announcementList },
  cna: {
    ...psf,
    vendor: 'Python Software Foundation',
    product: 'CPython',
    repo: 'https://github.com/python/cpython',
  },
  bot: { everyMinutes: 60, makesFork: true, reservesCve: true },
  signsReleases: true,
};
