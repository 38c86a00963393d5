import type { Advisory, Credit } from './model.ts';
import { stripTags } from './title.ts';

/** The ecosystems GitHub accepts for an affected product (OpenAPI description, `repository-advisory-update`). */
export const ecosystems = [
  'actions',
  'composer',
  'erlang',
  'go',
  'maven',
  'npm',
  'nuget',
  'other',
  'pip',
  'pub',
  'rubygems',
  'rust',
  'swift',
] as const;

export type Ecosystem = (typeof ecosystems)[number];

/** One entry of GitHub's `vulnerabilities`. Empty texts stand for what is not given. */
export interface AffectedProduct {
  readonly ecosystem: Ecosystem;
  /** `CPython` */
  readonly name: string;
  /** Affected versions: `< 3.16.0` */
  readonly range: string;
  /** Patched versions, or empty for "not yet". */
  readonly patched: string;
  /** `Parser.feed` */
  readonly functions: readonly string[];
}

/** What a coordinator edits of an advisory; each field is sent, merged and asked about by itself. */
export interface AdvisoryFields {
  /** Without the bot's tags. */
  readonly title: string;
  /** Markdown, at most 65,535 characters, with `\n` line ends. */
  readonly description: string;
  /** Empty: none. */
  readonly cveId: string;
  /** `CWE-125` */
  readonly cweIds: readonly string[];
  readonly products: readonly AffectedProduct[];
  readonly credits: readonly Credit[];
  /** The CVSS v4.0 vector as it stands on GitHub or as it will be sent. Empty: none. */
  readonly vector: string;
  /** Logins. Only admins may change these. */
  readonly users: readonly string[];
  /** Slugs of teams. Only admins may change these. */
  readonly teams: readonly string[];
}

export type FieldName = keyof AdvisoryFields;

/** In the order of the page: Severity first. */
export const fieldNames: readonly FieldName[] = [
  'vector',
  'title',
  'description',
  'cveId',
  'cweIds',
  'products',
  'credits',
  'users',
  'teams',
];

/** The fields of an advisory as GitHub has it: the title without tags, the description with `\n` line ends. */
export function fieldsOf(advisory: Advisory): AdvisoryFields {
  return {
    title: stripTags(advisory.title),
    description: advisory.description.replace(/\r\n?/g, '\n'),
    cveId: advisory.cveId ?? '',
    cweIds: advisory.cweIds,
    products: advisory.products,
    credits: advisory.credits,
    vector: advisory.cvssV4?.vector ?? '',
    users: advisory.users,
    teams: advisory.teams,
  };
}

/** GitHub's limits, in UTF-16 units (`repository-advisory-update`). */
export const limits = { title: 1024, description: 65_535 } as const;

/** The fields in which two versions differ, in the order of the page. */
export function changedFields(a: AdvisoryFields, b: AdvisoryFields): FieldName[] {
  return fieldNames.filter(name => !same(a[name], b[name]));
}

/** Do two values of a field say the same? */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
