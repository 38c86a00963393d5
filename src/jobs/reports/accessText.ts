import type { Difference, Member, Seeing } from '../../project/index.ts';
import type { AccessReport } from './access.ts';
import { markdownTable, plainMarkdown } from './table.ts';
import { list, number, signature, type Made } from './words.ts';

/** The report: the team first, then every open advisory. It holds ids and logins, and no title. */
export function accessText(report: AccessReport, made: Made): string {
  const { team, members, advisories, unread } = report;
  return [
    '# PSRT access',
    summary(report),
    `## Team ${team} against the published list`,
    teamLines(members)
      .map(line => `- ${line}`)
      .join('\n'),
    '## Open advisories against the published list',
    advisories.length === 0 ? 'No open advisory was seen.' : advisoryTable(advisories),
    [
      ...unread.map(repo => `The open advisories of ${repo} could not be read.`),
      'Reporters and experts who were added read single advisories by design. Security managers of an organisation ' +
        'read all of them and are not listed by GitHub.',
    ]
      .map(line => `- ${line}`)
      .join('\n'),
    signature(made),
  ]
    .join('\n\n')
    .concat('\n');
}

/** One sentence, for the page and the notification. */
export function summary({ members, advisories, unread }: AccessReport): string {
  const differing = advisories.filter(({ difference }) => !isSame(difference)).length;
  const unknown = advisories.filter(({ difference }) => difference.unknown.length > 0).length;
  const team =
    members.unknown.length > 0
      ? 'The members of the team cannot be read'
      : isSame(members)
        ? 'Team and published list are the same'
        : 'Team and published list differ';
  const open =
    differing === 0
      ? `no difference was seen in ${number(advisories.length, 'open advisory', 'open advisories')}`
      : `${number(differing, 'open advisory differs', 'open advisories differ')} from the list`;
  const notes = [
    ...(unknown > 0 ? [`not all readers of ${unknown} are known`] : []),
    ...(unread.length > 0 ? [`${list(unread)} could not be read`] : []),
  ];
  return `${team}; ${[open, ...notes].join('; ')}.`;
}

function isSame({ missing, more }: Difference): boolean {
  return missing.length === 0 && more.every(isReporter);
}

/** Reporters are meant to read what they reported. */
function isReporter({ why }: Seeing): boolean {
  return why.includes('reporter');
}

function teamLines({ missing, more, unknown }: Difference): string[] {
  if (unknown.length > 0) return ['Unknown: GitHub does not show the members of this team to you.'];
  return [
    `On the list, not in the team: ${missing.length === 0 ? 'nobody' : list(missing.map(nameOf))}.`,
    `In the team, not on the list: ${more.length === 0 ? 'nobody' : list(more.map(({ login }) => login))}.`,
  ];
}

function advisoryTable(advisories: AccessReport['advisories']): string {
  return markdownTable([
    ['Advisory', 'Repository', 'On the list, cannot read', 'Can read, not on the list', 'Not known'],
    ...advisories.map(({ ghsaId, repo, difference: { missing, more, unknown } }) => [
      ghsaId,
      repo,
      unknown.length > 0 ? 'unknown' : missing.map(({ login }) => login).join(', '),
      more.map(({ login, why }) => `${login} (${why.join(', ')})`).join(', '),
      unknown.join(', '),
    ]),
  ]).trimEnd();
}

function nameOf({ name, login }: Member): string {
  return `${plainMarkdown(name)} (${login})`;
}
