import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { dayOf, days, dueDate } from '../../process/clock.ts';
import type { Pull } from '../../github/index.ts';

/** The words of a row. No `vscode` here, so that they are tested in plain mocha. */

/** "High 8.3", or null when it is not scored. */
export function ratingWords({ severity, cvssV4 }: Advisory): string | null {
  if (severity === null) return null;
  const word = severity.charAt(0).toUpperCase() + severity.slice(1);
  return cvssV4?.score == null ? word : `${word} ${cvssV4.score.toFixed(1)}`;
}

/** The title as it may be shown: without the bot's tags and tricks; or the short id when titles are hidden. */
export function label(advisory: Advisory, hideTitles: boolean): string {
  return hideTitles ? shortId(advisory.ghsaId) : plain(stripTags(advisory.title));
}

/** "High 8.3 · private PR #1", or "High 8.3 · continue port, stopped at …". */
export function description(
  advisory: Advisory,
  pulls: readonly Pull[] | undefined,
  stopped: string | null = null,
): string {
  return [ratingWords(advisory) ?? 'not scored', ...nextWords(pulls, stopped)].join(' · ');
}

/** An unfinished port comes before everything else. */
function nextWords(pulls: readonly Pull[] | undefined, stopped: string | null): string[] {
  return stopped === null ? pullWords(pulls) : [`continue port, stopped at "${stopped}"`];
}

function pullWords(pulls: readonly Pull[] | undefined): string[] {
  if (!pulls || pulls.length === 0) return [];
  return pulls.length === 1 ? [`private PR #${pulls[0]!.number}`] : [`${pulls.length} private PRs`];
}

/** "Spam parser …, high 8.3, day 41 of 90, private PR #1" */
export function spoken(
  advisory: Advisory,
  pulls: readonly Pull[] | undefined,
  now: Date,
  hideTitles: boolean,
  stopped: string | null = null,
): string {
  return [
    label(advisory, hideTitles),
    ratingWords(advisory)?.toLowerCase() ?? 'not scored',
    `day ${dayOf(advisory.createdAt, now)} of ${days}`,
    ...nextWords(pulls, stopped),
  ].join(', ');
}

/** The lines of the hover, each with its icon. Plain words: the tooltip escapes them. */
export function hoverLines(
  advisory: Advisory,
  pulls: readonly Pull[] | undefined,
  now: Date,
  login: string,
): readonly (readonly [icon: string, words: string])[] {
  const others = advisory.credits.filter(({ type }) => type === 'coordinator').map(person => person.login);
  const due = dueDate(advisory.createdAt).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const rating = ratingWords(advisory);
  return [
    ['repo', `${repoName(advisory.repo)} ${advisory.ghsaId}`],
    ...(advisory.cveId === null ? [] : [['tag', advisory.cveId] as const]),
    ['shield', rating === null ? 'Not scored' : rating],
    ['calendar', `Day ${dayOf(advisory.createdAt, now)} of ${days}, due ${due}`],
    [
      'person',
      [
        others.some(name => name.toLowerCase() === login.toLowerCase()) ? 'You coordinate.' : '',
        advisory.author === null ? '' : `Reported by ${advisory.author}.`,
      ]
        .join(' ')
        .trim(),
    ],
    ...pullWords(pulls).map(
      words => ['git-pull-request', words.charAt(0).toUpperCase() + words.slice(1)] as const,
    ),
  ];
}

/** Reports are hostile: bidi controls are dropped, line ends become spaces, and no text becomes an icon. */
function plain(text: string): string {
  return text
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\$\(/g, '$\u200a(');
}
