import type { BackportRules } from './backports.ts';
import type { NewsEntry } from './news.ts';
import type { TextProblem } from './problem.ts';
import type { PortTemplates } from './templates.ts';

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

/** What a pull request's title must match, and the sentence when it does not. */
export interface TitleRule {
  readonly pattern: RegExp;
  readonly message: string;
}

export const profileIds = ['cpython', 'pip', 'plain'] as const;
export type ProfileId = (typeof profileIds)[number];

/** How one repository works: its process, labels, titles, branches, news entries and texts. One folder each. */
export interface Profile {
  readonly id: ProfileId;
  /** `psrt`: as the Python Security Response Team works (devguide, PEP 811); `plain`: as GitHub alone does. */
  readonly process: 'psrt' | 'plain';
  /** What its reporters call it; null: the name of the repository. */
  readonly name: string | null;
  /** GitHub's ecosystem of what it publishes. */
  readonly ecosystem: 'pip' | 'other';
  /** null: it has no entries that we write. */
  readonly news: NewsEntry | null;
  /** null: fixes go to one branch only. */
  readonly backports: BackportRules | null;
  readonly issueLabels: readonly string[];
  readonly pullLabels: readonly string[];
  /** Of the public issue of a plain bug: none that says security. */
  readonly bugLabels: readonly string[];
  /** Labels that the coordinator may tick. */
  readonly optionalLabels: readonly string[];
  /** A public issue or pull request as the project writes it: `gh-210501` in CPython. */
  publicNumber(number: number | string): string;
  readonly texts: PortTemplates;
  readonly titleRule: TitleRule | null;
  /** What its checks say against the body of a pull request. */
  pullBodyProblems(body: string): readonly TextProblem[];
  readonly issueNote: string | null;
  readonly pullNote: string | null;
  readonly mail: AnnouncementList | null;
  readonly cna: NumberingAuthority | null;
  /** The bot that acts on title tags for those who are no admins, where the project has one. */
  readonly bot: AdvisoryBot | null;
  /** Whom to ask for a CVE id where no bot reserves one; null: nobody we know. */
  readonly cveContact: string | null;
  /**
   * May advisories be published from here? The PSRT announces by e-mail and never publishes on GitHub; a plain project
   * does, but not from here where it may be one of the PSRT's.
   */
  readonly publishes: boolean;
  /** Are CVE ids asked of GitHub? Never where the project has an authority of its own. */
  readonly requestsCve: boolean;
  /** Does it sign what it releases, so that reports may be about certificates? */
  readonly signsReleases: boolean;
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
