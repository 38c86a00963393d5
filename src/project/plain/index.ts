import type { Profile } from '../profile.ts';
import { plainBackports } from './backports.ts';
import type { PlainTemplates } from './templates.ts';

/** Any other repository: GitHub's own ways. */
export const plain: Profile = {
  id: 'plain',
  process: 'plain',
  name: null,
  ecosystem: 'other',
  news: null,
  backports: null,
  issueLabels: [],
  pullLabels: [],
  bugLabels: [],
  optionalLabels: [],
  publicNumber: number => `#${number}`,
  texts: {
    issueTitle: '{what}',
    issueBody: '{blurb}',
    branch: 'fix-{issue}-{short}',
    commitMessage: '{what} (#{issue})',
    pullTitle: '{what} (#{issue})',
    pullBody: '{blurb}',
  },
  titleRule: null,
  pullBodyProblems: () => [],
  issueNote: 'Opening it is public at once. That cannot be undone.',
  pullNote: 'No CI has seen this change. It starts with the pull request.',
  mail: null,
  cna: null,
  bot: null,
  cveContact: null,
  publishes: true,
  requestsCve: true,
  signsReleases: false,
  policyUrl: null,
};

/** The same with what the settings say of a repository. */
export function plainWith(templates: PlainTemplates): Profile {
  const { issueLabels, pullLabels, backportLabel: _, branches: __, ...texts } = templates;
  return {
    ...plain,
    texts: { ...plain.texts, ...texts },
    issueLabels: issueLabels ?? plain.issueLabels,
    pullLabels: pullLabels ?? plain.pullLabels,
    backports: plainBackports(templates),
  };
}
