import { repoName } from '../../advisory/model.ts';
import { mailedLines, readerLines } from './mailed.ts';
import type { Exposure } from './read.ts';
import { stepsOf, type LeakedFrom } from './steps.ts';

/** The page of a bad day, in Markdown: ids, addresses and logins, and nothing of the report. The steps come first. */
export function leakedPage(found: Exposure, from: LeakedFrom, now: Date): string {
  const { advisory, unread } = found;
  return [
    '# Something leaked',
    '',
    `${advisory.ghsaId} of ${repoName(advisory.repo)}, as it was ${stamp(now.toISOString())}. This page did nothing: each step is yours.`,
    ...section('What to do, in this order', numbered(stepsOf(found, from))),
    ...section('What is public now', bullets(publicLines(found))),
    ...(unread.length === 0 ? [] : section('What could not be read', bullets(unread))),
    ...section('Who was mailed of it', bullets(mailedLines(found, from.profile))),
    ...section('Who could read the advisory itself', bullets(readerLines(found))),
    ...section('What is still private, as far as this machine knows', bullets(privateLines(found))),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]) => ['', `## ${title}`, '', ...lines];
const bullets = (lines: readonly string[]) => lines.map(line => `- ${line}`);
const numbered = (lines: readonly string[]) => lines.map((line, i) => `${i + 1}. ${line}`);

function publicLines({ things, stopped }: Exposure): string[] {
  if (things.length === 0 && stopped)
    return ['What this machine began and did not finish is not known to be public: see the next list.'];
  if (things.length === 0)
    return [
      'Nothing that this machine knows of. What leaked elsewhere (a branch, a mail, a chat) only you can tell.',
    ];
  return things.map(({ name, url, since, state }) => {
    const named = /^https?:\/\/[^\s()<>]+$/.test(url) ? `[${name}](${url})` : name;
    return `${named}: ${state}, ${since === null ? 'since when is not known' : `since ${stamp(since)}`}`;
  });
}

function privateLines({ advisory, things, stopped, record }: Exposure): string[] {
  const has = (kind: string) => things.some(each => each.kind === kind);
  const lines = [
    ...(has('advisory') ? [] : ['Description, title and id of the advisory.']),
    'The discussion of the advisory, and who wrote in it.',
    ...(advisory.privateFork === null
      ? []
      : ['The temporary private fork: its name, branches, pull requests and reviews.']),
    ...(stopped || ['issue', 'pull', 'backport', 'branch'].some(has) ? [] : ['The fix.']),
    ...(advisory.cveId === null || record === 'published' || has('announcement')
      ? []
      : ['The CVE id. It is named nowhere in public before its record is.']),
  ];
  return lines;
}

/** `2026-11-22 03:20 UTC` */
function stamp(at: string): string {
  return Number.isNaN(Date.parse(at))
    ? 'an unknown time'
    : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
