import { pullLabelsOf } from './draft.ts';
import { peopleOf } from './people.ts';
import { newsPathOf } from './news.ts';
import type { PortRecord } from './record.ts';
import type { PortReview } from './review/review.ts';
import { capital } from '../line/finding.ts';
import { shownTitle } from './prepare.ts';
import type { PortDraft, Prepared } from './types.ts';
import { profileOf, type NewsEntry } from '../../project/index.ts';

/** The plan for a terminal: what is done, and every text, file, label and name that would become public. */
export function printPlan(prepared: Prepared, draft: PortDraft, review: PortReview): string {
  const profile = profileOf(prepared.upstream.fullName);
  const { author, committer, coAuthors } = peopleOf(prepared, draft);
  const { texts } = draft;
  const shown = (text: string) => text.replaceAll('{issue}', 'NNNNNN');
  const block = (text: string) => shown(text).trimEnd().replace(/^/gm, '    ');
  return [
    `Port to a public pull request: ${shownTitle(prepared.advisory)}`,
    `${prepared.patchFile ?? `private PR #${prepared.pull}`}, onto ${prepared.upstream.branch} at ${prepared.publicMain.slice(0, 7)}`,
    '',
    'Private, done. Nothing has been sent.',
    ...review.checks.map(({ state, label, detail }) => `  ${state === 'ok' ? 'v' : '!'} ${label}: ${detail}`),
    '',
    'What becomes public. NNNNNN becomes the issue number.',
    `1 Issue in ${prepared.upstream.fullName}`,
    ...(draft.existingIssue === null
      ? [`  Title: ${texts['issue.title']}`, '  Body:', block(texts['issue.body'])]
      : [`  ${profile.publicNumber(draft.existingIssue)}, which exists`]),
    `  Labels: ${draft.issueLabels.join(', ')}`,
    `2 Commit to ${prepared.fork.fullName}`,
    `  Branch: ${shown(texts['commit.branch'])}`,
    `  Message: ${shown(texts['commit.message'])}`,
    `  Author: ${author.name} <${author.email}>`,
    `  Committer: ${committer.name} <${committer.email}>`,
    ...coAuthors.map(({ name, email }) => `  Co-author: ${name} <${email}>`),
    ...(draft.sign ? ['  Signed, as your git does'] : []),
    ...prepared.files.map(
      ({ path, oldPath, change, added, deleted }) =>
        `  ${change} ${oldPath === null ? '' : `${oneLine(oldPath)} -> `}${oneLine(path)} ${added === null ? 'binary' : `+${added} -${deleted}`}`,
    ),
    ...newsLines(prepared, draft, profile.news).map(shown),
    `3 Pull request into ${prepared.upstream.branch}`,
    `  Title: ${shown(texts['pull.title'])}`,
    '  Body:',
    block(texts['pull.body']),
    `  Labels: ${pullLabelsOf(draft, profile).join(', ')}`,
    '',
    ...review.findings.map(
      finding =>
        `  ${finding.kept === null ? finding.severity : 'kept'} in ${finding.field}: ${finding.message}  [${finding.id}]`,
    ),
    '================ The public line ================',
    '',
  ].join('\n');
}

function newsLines(prepared: Prepared, draft: PortDraft, news: NewsEntry | null): string[] {
  if (news === null) return [];
  const text = draft.texts['commit.blurb'].trimEnd().replace(/^/gm, '    ');
  return [`  added ${newsPathOf(prepared, draft)}`, `  ${capital(news.noun)} (${news.kind}):`, text];
}

/** Paths come from other people: one path is one line. */
const oneLine = (path: string) => path.replace(/\n/g, '\\n');

/**
 * A text for a terminal, where control characters and changes of direction could hide something or fake our own lines.
 */
export function inTerminal(text: string): string {
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}

/** A port that was confirmed before: what is public already or will be, exactly as it was confirmed. */
export function printRecord({ confirmed, upstream, fork }: PortRecord): string {
  const shown = (text: string) => text.replaceAll('{issue}', 'NNNNNN').trimEnd();
  const texts = Object.entries(confirmed.texts).filter(([, text]) => text !== '');
  return [
    `Issue and pull request in ${upstream.fullName}, branch in ${fork.fullName}:`,
    ...texts.map(([field, text]) => `  ${field}:\n${shown(text).replace(/^/gm, '    ')}`),
    `  Author: ${confirmed.author.name} <${confirmed.author.email}>`,
    `  Labels: ${[...new Set([...confirmed.issueLabels, ...confirmed.pullLabels])].join(', ')}`,
  ].join('\n');
}
