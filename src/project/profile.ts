import { isNewsPath, newsPath, plainWords, wrapBody } from './cpython/blurb.ts';

/** Where a project announces, and what the announcement calls it. */
export interface AnnouncementList {
  /** `CPython` */
  readonly project: string;
  readonly to: string;
  readonly replyTo: string;
}

/** The CVE Numbering Authority of a project, and what its records say of the product. */
export interface NumberingAuthority {
  readonly orgId: string;
  readonly shortName: string;
  /** The first year in which it reserved ids. */
  readonly since: number;
  readonly vendor: string;
  readonly product: string;
  readonly repo: string;
  readonly versionType: string;
}

/** How one repository works: its labels, titles and NEWS entries. */
export interface Profile {
  readonly id: 'cpython' | 'pip' | 'github';
  /** Section of the NEWS entry, or null where the project has none that we write. */
  readonly section: 'Security' | null;
  readonly issueLabels: readonly string[];
  readonly pullLabels: readonly string[];
  /** Of the public issue of a plain bug: none that says security. */
  readonly bugLabels: readonly string[];
  /** Labels that the coordinator may tick. */
  readonly optionalLabels: readonly string[];
  /** Does a fix go to maintenance branches by label? */
  readonly backports: boolean;
  backportLabel(branch: string): string;
  readonly branchPrefix: string;
  pullTitle(what: string): string;
  /** What a pull request's title must match, and the sentence when it does not. */
  readonly titleRule: { readonly pattern: RegExp; readonly message: string } | null;
  isNews(path: string): boolean;
  newsPath(entry: { readonly issue: number | string; readonly date: Date; readonly body: string }): string;
  /** The blurb as it will be written. */
  finishBlurb(body: string): string;
  plainWords(body: string): string;
  readonly issueNote: string | null;
  readonly pullNote: string | null;
  readonly mail: AnnouncementList | null;
  readonly cna: NumberingAuthority | null;
  /** The bot that acts on title tags for those who are no admins, where the project has one. */
  readonly bot: AdvisoryBot | null;
  /** Whom to ask for a CVE id where no bot reserves one; null: nobody we know. */
  readonly cveContact: string | null;
  /** Are advisories published on GitHub? The PSRT announces by e-mail and never publishes there. */
  readonly publishes: boolean;
  /** What reporters should read before they report. */
  readonly policyUrl: string | null;
}

/** What psrt-ghsa-bot does, every full hour (UTC), for advisories it finds in triage or draft. */
export interface AdvisoryBot {
  readonly everyMinutes: number;
  readonly makesFork: boolean;
  readonly reservesCve: boolean;
}

/** Where answers to an announcement go; one that stays on this machine (practice) names no real list. */
export function replyToOf(list: AnnouncementList | null, to: string): string {
  return /@localhost$/i.test(to.trim()) ? to.trim() : (list?.replyTo ?? '');
}

const list = { to: 'security-announce@python.org', replyTo: 'security-sig@python.org' };

/** The Python Software Foundation, as its records name it (it became an authority in August 2023). */
const psf = {
  orgId: '28c92f92-d60d-412d-b760-e73465c3df22',
  shortName: 'PSF',
  since: 2023,
  versionType: 'python',
};

const responseTeam = {
  cveContact: 'cna@python.org',
  publishes: false,
  policyUrl: 'https://devguide.python.org/security/policy/',
};

const cpython: Profile = {
  id: 'cpython',
  section: 'Security',
  issueLabels: ['type-security'],
  pullLabels: ['type-security'],
  bugLabels: ['type-bug'],
  optionalLabels: ['release-blocker'],
  backports: true,
  backportLabel: branch => `needs backport to ${branch}`,
  branchPrefix: 'gh-{issue}-',
  pullTitle: what => `gh-{issue}: ${what}`,
  // What bedevere's gh_issue.py looks for, with our hole for the number.
  titleRule: {
    pattern: /^gh-\{issue\}: \S/,
    message: 'A title in CPython starts with gh-NNNNNN: and says what changes.',
  },
  isNews: isNewsPath,
  newsPath: ({ issue, date, body }) => newsPath({ issue, date, body, section: 'Security' }),
  finishBlurb: wrapBody,
  plainWords,
  issueNote:
    'Opening it mails title and body to new-bugs-announce@python.org at once. That cannot be undone.',
  pullNote: 'No CI has seen this change. It starts with the pull request.',
  mail: { project: 'CPython', ...list },
  cna: {
    ...psf,
    vendor: 'Python Software Foundation',
    product: 'CPython',
    repo: 'https://github.com/python/cpython',
  },
  bot: { everyMinutes: 60, makesFork: true, reservesCve: true },
  ...responseTeam,
};

const plain: Profile = {
  id: 'github',
  section: null,
  issueLabels: [],
  pullLabels: [],
  bugLabels: [],
  optionalLabels: [],
  backports: false,
  backportLabel: branch => `backport ${branch}`,
  branchPrefix: 'fix-{issue}-',
  pullTitle: what => `${what} (#{issue})`,
  titleRule: null,
  isNews: () => false,
  newsPath: () => '',
  finishBlurb: body => body,
  plainWords: body => body,
  issueNote: 'Opening it is public at once. That cannot be undone.',
  pullNote: 'No CI has seen this change. It starts with the pull request.',
  mail: null,
  cna: null,
  bot: null,
  cveContact: null,
  publishes: true,
  policyUrl: null,
};

const pip: Profile = {
  ...plain,
  id: 'pip',
  issueLabels: ['type: security'],
  pullLabels: ['type: security'],
  mail: { project: 'pip', ...list },
  cna: {
    ...psf,
    vendor: 'Python Packaging Authority',
    product: 'pip',
    repo: 'https://github.com/pypa/pip',
  },
  bot: { everyMinutes: 60, makesFork: true, reservesCve: false },
  ...responseTeam,
};

/** The profile of a repository. Forks and mirrors elsewhere follow GitHub's plain ways. */
export function profileOf(fullName: string): Profile {
  const name = fullName.toLowerCase();
  if (name === 'python/cpython') return cpython;
  return name === 'pypa/pip' ? pip : plain;
}
