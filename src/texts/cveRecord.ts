import type { AdvisoryFields } from '../advisory/fields.ts';
import { profileUrl } from '../advisory/login.ts';
import type { Rating } from '../cvss/index.ts';
import type { NumberingAuthority } from '../project/index.ts';
import { affected } from './cveAffected.ts';
import { cvssV4 } from './cveMetrics.ts';
import { cveIdOrNone, oneLine, plainText, plainTitle, urlOrNone } from './plain.ts';

export interface RecordParts {
  readonly fields: AdvisoryFields;
  readonly score: { readonly vector: string; readonly score: number; readonly severity: Rating } | null;
  readonly issueUrl: string | null;
  readonly pullUrl: string | null;
  /** Of the announcement in the list's archive. */
  readonly archiveUrl: string | null;
  /** Names of people by lower-case login. */
  readonly creditNames: Readonly<Record<string, string>>;
  /** Lower-case logins of those who do not want their credit. */
  readonly declined?: readonly string[];
  /** Names of weaknesses by id (`CWE-125`), as far as they are known here. */
  readonly weaknessNames?: Readonly<Record<string, string>>;
  /** `python/cpython` */
  readonly projectRepo: string;
  /** Its numbering authority; null: it has none that we know. */
  readonly cna: NumberingAuthority | null;
}

export interface CveRecord {
  readonly record: object;
  /** What the record lacks, in plain words. */
  readonly missing: string[];
}

/** The longest title and description that the CVE record format allows. */
const limits = { title: 256, description: 4096 };

/**
 * The CVE record (format 5.2) that the numbering authority would publish, laid out as the PSF's own records are.
 * What is not known is left out and named; the dates belong to the CVE services.
 */
export function cveRecord(from: RecordParts): CveRecord {
  const { fields, cna } = from;
  const missing: string[] = [];
  const need = <T>(value: T | null | undefined | '', words: string): T | undefined => {
    const empty = value == null || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty) missing.push(words);
    return empty ? undefined : value;
  };

  const cveId = need(cveIdOrNone(fields.cveId), 'CVE ID');
  if (!cna) missing.push('numbering authority');
  const title = need(plainTitle(fields.title), 'title');
  if (title && title.length > limits.title) missing.push('title of at most 256 characters');
  const description = need(plainText(fields.description), 'description');
  if (description && description.length > limits.description) {
    missing.push('description of at most 4,096 characters');
  }
  const products = affected(fields.products, cna, from.projectRepo);
  missing.push(...products.missing);
  const metrics = need(from.score && cvssV4(from.score), 'severity');
  const issue = need(urlOrNone(from.issueUrl), 'issue');
  const pull = need(urlOrNone(from.pullUrl), 'pull request, after the merge');
  const mail = need(urlOrNone(from.archiveUrl), 'e-mail in the archive, after it is sent');
  const references = [
    ...(issue ? [{ tags: ['issue-tracking'], url: issue }] : []),
    ...(pull ? [{ tags: ['patch'], url: pull }] : []),
    ...(mail ? [{ tags: ['vendor-advisory'], url: mail }] : []),
  ];
  const weaknesses = need(problemTypes(fields.cweIds, from.weaknessNames ?? {}), 'weaknesses');
  const people = need(credits(fields, from.creditNames, from.declined ?? []), 'credits');

  const provider = cna && { orgId: cna.orgId, shortName: cna.shortName };
  return {
    record: {
      dataType: 'CVE_RECORD',
      dataVersion: '5.2',
      cveMetadata: {
        ...(cveId && { cveId }),
        ...(cna && { assignerOrgId: cna.orgId, assignerShortName: cna.shortName }),
        state: 'PUBLISHED',
      },
      containers: {
        cna: {
          ...(provider && { providerMetadata: provider }),
          ...(title && { title }),
          ...(description && { descriptions: [{ lang: 'en', value: description }] }),
          affected: products.affected,
          ...(weaknesses && { problemTypes: weaknesses }),
          ...(metrics && { metrics: [metrics] }),
          ...(people && { credits: people }),
          ...(references.length > 0 && { references }),
          source: { discovery: 'UNKNOWN' },
        },
      },
    },
    missing,
  };
}

function problemTypes(ids: readonly string[], names: Readonly<Record<string, string>>): object[] {
  const sound = new Set(ids.filter(id => /^CWE-[1-9]\d{0,4}$/.test(id)));
  return [...sound].map(cweId => {
    const name = Object.hasOwn(names, cweId) ? oneLine(names[cweId]!) : '';
    return { descriptions: [{ cweId, description: `${cweId} ${name}`.trim(), lang: 'en', type: 'CWE' }] };
  });
}

/** `Name (https://github.com/login)`, without an address where there is no such login; GitHub's types have underscores, CVE's have spaces. */
function credits(
  { credits }: AdvisoryFields,
  names: Readonly<Record<string, string>>,
  declined: readonly string[],
): object[] {
  const seen = new Set<string>();
  return credits.flatMap(({ login, type }) => {
    const who = login.toLowerCase();
    if (who === '' || declined.includes(who) || seen.has(`${who} ${type}`)) return [];
    seen.add(`${who} ${type}`);
    const name = (Object.hasOwn(names, who) && oneLine(names[who]!)) || oneLine(login);
    const page = profileUrl('https://github.com', login);
    const value = page === null ? name : `${name} (${page})`;
    return value === '' ? [] : [{ lang: 'en', value, type: type.replaceAll('_', ' ') }];
  });
}
