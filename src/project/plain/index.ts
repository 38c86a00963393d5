import type { Profile } from '../profile.ts';

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
  branchPrefix: 'fix-{issue}-',
  pullTitle: what => `${what} (#{issue})`,
  titleRule: null,
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
