import type { Count, MemberActivity } from '../../project/index.ts';
import type { ActivityReport } from './activity.ts';
import { markdownTable, plainMarkdown, type Table } from './table.ts';
import { list, number, signature, type Made } from './words.ts';

const confidential = 'Comments marked as confidential are shown to no program, so they are not counted.';

/** The report as a table, the silent ones first: they are what it is read for. */
export function activityTable({ rows }: ActivityReport): Table {
  const order: readonly MemberActivity['verdict'][] = ['inactive', 'unknown', 'exempt', 'active'];
  const sorted = [...rows].sort(
    (a, b) =>
      order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.member.name.localeCompare(b.member.name, 'en'),
  );
  return [
    ['Member', 'GitHub login', 'Coordinated', 'Commented', 'Last active', 'Exempt', 'Verdict'],
    ...sorted.map(({ member, coordinated, commented, last, exempt, verdict }) => [
      member.name,
      member.login,
      countWords(coordinated),
      countWords(commented),
      last === null ? '' : last.slice(0, 10),
      exempt.join(', '),
      verdict,
    ]),
  ];
}

/** The table of the file: each line says by itself since when, and why something is not known. */
export function activityRecords(report: ActivityReport): Table {
  const [head = [], ...rows] = activityTable(report);
  const notes = new Map(report.rows.map(row => [row.member.login, noteOf(row, report)]));
  return [
    [...head, 'Since', 'Note'],
    ...rows.map(cells => [...cells, report.since, notes.get(cells[1]!) ?? '']),
  ];
}

function noteOf({ member, verdict }: MemberActivity, { unread }: ActivityReport): string {
  if (verdict === 'inactive') return confidential;
  if (verdict !== 'unknown') return '';
  if (unread.gone.includes(member.login)) return 'GitHub knows no such account.';
  return [
    ...(unread.repositories.length === 0
      ? []
      : [`Not every advisory of ${list(unread.repositories)} could be seen.`]),
    ...(unread.comments === 0
      ? []
      : [`The comments of ${number(unread.comments, 'advisory', 'advisories')} could not be read.`]),
  ].join(' ');
}

/** "3"; "3 or more" where not all could be read; "unknown" where nothing was seen of what could be. */
export function countWords({ seen, whole }: Count): string {
  if (whole) return String(seen);
  return seen === 0 ? 'unknown' : `${seen} or more`;
}

/** The whole report: whom it names, the table, and what could not be looked at. */
export function activityText(report: ActivityReport, made: Made): string {
  const { since, repositories, advisories } = report;
  return [
    `# Coordinator activity since ${since}`,
    inactiveSentence(report),
    markdownTable(activityTable(report)).trimEnd(),
    [
      `Coordinated: advisories of ${list(repositories)} that name the member as coordinator and were open or changed ` +
        `since ${since}. Commented: advisories in whose discussion the member wrote since then. ` +
        `${number(advisories, 'advisory', 'advisories')} looked at. Days are counted in UTC.`,
      ...unreadSentences(report),
      confidential,
    ]
      .map(line => `- ${line}`)
      .join('\n'),
    signature(made),
  ]
    .join('\n\n')
    .concat('\n');
}

/** "2 members are inactive: …" in one sentence, for the page and the notification. */
export function inactiveSentence({ rows }: ActivityReport, names = true): string {
  const of = (verdict: MemberActivity['verdict']) => rows.filter(row => row.verdict === verdict);
  const [inactive, unknown] = [of('inactive'), of('unknown')];
  const named = (some: readonly MemberActivity[]) =>
    names && some.length > 0
      ? `: ${list(some.map(({ member }) => `${plainMarkdown(member.name)} (${member.login})`))}`
      : '';
  const is = (some: readonly MemberActivity[]) => (some.length === 1 ? 'is' : 'are');
  const first =
    inactive.length === 0
      ? unknown.length === 0
        ? 'Nobody is inactive'
        : 'Nobody is known to be inactive'
      : `${number(inactive.length, 'member')} ${is(inactive)} inactive as far as comments can be read${named(inactive)}`;
  return unknown.length === 0
    ? `${first}.`
    : `${first}. Of ${number(unknown.length, 'member')} it is unknown${named(unknown)}.`;
}

function unreadSentences({ unread }: ActivityReport): string[] {
  const { repositories, comments, gone, nobodys } = unread;
  return [
    ...repositories.map(
      repo => `Not every advisory of ${repo} could be seen. Who was not seen is unknown, not inactive.`,
    ),
    ...(comments === 0
      ? []
      : [
          `The comments of ${number(comments, 'advisory', 'advisories')} could not be read. ` +
            'Who was not seen elsewhere is unknown, not inactive.',
        ]),
    ...gone.map(
      login =>
        `GitHub knows no account ${login}. It may have another name now: correct the list of members, then report again.`,
    ),
    ...(nobodys === 0
      ? []
      : [
          `${number(nobodys, 'comment')} of deleted accounts ${nobodys === 1 ? 'is' : 'are'} counted for nobody.`,
        ]),
  ];
}
