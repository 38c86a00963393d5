import { shortId } from '../../advisory/model.ts';
import {
  capital,
  newsOfRecord,
  newsPathOf,
  peopleOf,
  plural,
  portSteps,
  pullLabelsOf,
  shownTitle,
  type PortDraft,
  type PortRecord,
  type PortReview,
  type Prepared,
} from '../../jobs/port/index.ts';
import { profileOf, type NewsEntry } from '../../project/index.ts';
import { affectedVersions, backportTicks, type Looked } from './look.ts';
import type { FieldId, PortFile, PortLabel, PortState, PortStep, PublicView } from './protocol.ts';
import { signatureWords } from './signatureWords.ts';

/** What stands in the page where the issue's number will be. */
const hole = 'NNNNNN';
const toPage = (text: string) => text.replaceAll('{issue}', hole);
/** The page's text with our hole for the number. */
export const fromPage = (text: string) => text.replaceAll(hole, '{issue}');

/** A view with the issue's number in its holes. */
export function numbered(view: PublicView, number: string): PublicView {
  const fill = (text: string) => text.replaceAll(hole, number);
  return {
    ...view,
    fields: Object.fromEntries(Object.entries(view.fields).map(([id, text]) => [id, fill(text)])) as Record<
      FieldId,
      string
    >,
    files: view.files.map(file => ({ ...file, path: fill(file.path) })),
  };
}

const noLinks = async () => undefined;

/** The page before the line: everything the coordinator reads, checks and may change. */
export function reviewState(
  prepared: Prepared,
  draft: PortDraft,
  review: PortReview,
  sandbox: boolean,
  looked: Looked = { state: 'none' },
): PortState {
  const profile = profileOf(prepared.upstream.fullName);
  const view = publicView(prepared, draft);
  const settle = review.toSettle.length + (prepared.mayPush === false ? 1 : 0);
  const labels = new Set([...draft.issueLabels, ...pullLabelsOf(draft, profile)]).size;
  return {
    phase: 'review',
    sandbox,
    advisoryTitle: shownTitle(prepared.advisory),
    privatePull: { number: prepared.pull, approvals: prepared.approvals, patchFile: prepared.patchFile },
    onto: { branch: prepared.upstream.branch, commit: prepared.publicMain.slice(0, 7) },
    checks: review.checks,
    targets: {
      issue: prepared.upstream.fullName,
      commit: prepared.fork.fullName,
      pull: `into ${prepared.upstream.branch}`,
    },
    view,
    authors: prepared.authors.map(({ id, label }) => ({ id, label })),
    signing: signatureWords(prepared.signing),
    news: newsWords(profile.news),
    labels: {
      issue: labelChoices(profile.issueLabels, profile.optionalLabels, draft.issueLabels),
      pull: labelChoices(profile.pullLabels, profile.optionalLabels, draft.pullLabels),
    },
    backports: backportTicks(prepared, draft.backports, looked),
    affected: affectedVersions(prepared, draft.backports, looked),
    notes: { issue: draft.existingIssue === null ? profile.issueNote : null, pull: profile.pullNote },
    findings: review.findings.map(({ leak: _, fixes, ...finding }) => ({
      ...finding,
      // Offsets count in the host's text; the page's holes are one character shorter.
      range: finding.range && pageRange(draft.texts[finding.field as FieldId] ?? '', finding.range),
      fixes: fixes.map(({ id, title }) => ({ id, title })),
    })),
    steps: stepsOf({ forkMissing: !prepared.fork.exists, news: profile.news }),
    summary:
      settle > 0
        ? `Settle ${plural(settle, 'finding')} before this can be made public.`
        : `${draft.existingIssue === null ? 'Opens 1 issue, pushes' : 'Pushes'} 1 commit, opens 1 pull request with ${plural(labels, 'label')}. ` +
          'If a step fails, Continue port goes on from there; nothing is done twice.',
    ready: settle === 0,
    offers: [],
    droppedLabels: [],
  };
}

/** The page of a port that was confirmed: texts as they were, steps as far as they came. */
export function recordState(record: PortRecord, title: string, sandbox: boolean): PortState {
  const { confirmed } = record;
  const fixed = (names: readonly string[]): PortLabel[] =>
    names.map(name => ({ name, on: true, fixed: true }));
  return {
    phase: 'stopped',
    sandbox,
    advisoryTitle: title,
    privatePull: {
      number: record.pull,
      approvals: null,
      patchFile: record.pull === 0 ? 'a patch file' : null,
    },
    onto: { branch: record.upstream.branch, commit: record.publicMain.slice(0, 7) },
    checks: [],
    targets: {
      issue: record.upstream.fullName,
      commit: record.fork.fullName,
      pull: `into ${record.upstream.branch}`,
    },
    view: {
      fields: pageFields(confirmed.texts),
      existingIssue: confirmed.existingIssue,
      author: 'confirmed',
      people: peopleLines(confirmed),
      signed: confirmed.signing !== null,
      labels: { issue: confirmed.issueLabels, pull: confirmed.pullLabels },
      backports: [],
      files: [],
    },
    authors: [{ id: 'confirmed', label: confirmed.author.name }],
    signing: signatureWords(confirmed.signing),
    news: newsWords(newsOfRecord(record)),
    labels: { issue: fixed(confirmed.issueLabels), pull: fixed(confirmed.pullLabels) },
    backports: [],
    affected: null,
    notes: { issue: null, pull: null },
    findings: [],
    steps: stepsOf({ forkMissing: record.forkMissing, news: newsOfRecord(record) }),
    summary: `The port of ${shortId(record.ghsaId)} stopped. Nothing is lost; Continue port goes on from there.`,
    ready: false,
    offers: [],
    droppedLabels: record.done.droppedLabels ?? [],
  };
}

/** Everything that becomes public, as the page shows it. The host compares it with what the page says it showed. */
export function publicView(prepared: Prepared, draft: PortDraft): PublicView {
  const profile = profileOf(prepared.upstream.fullName);
  const newsPath = newsPathOf(prepared, draft);
  const news: PortFile[] =
    newsPath === null || profile.news === null
      ? []
      : [
          {
            path: newsPath,
            oldPath: null,
            change: 'added',
            added: profile.news.finish(draft.texts['commit.blurb']).trimEnd().split('\n').length,
            deleted: 0,
          },
        ];
  return {
    fields: pageFields(draft.texts),
    existingIssue: draft.existingIssue,
    author: draft.author,
    people: peopleLines(peopleOf(prepared, draft)),
    signed: draft.sign,
    labels: { issue: draft.issueLabels, pull: draft.pullLabels },
    backports: draft.backports,
    files: [
      ...prepared.files.map(({ path, oldPath, change, added, deleted }) => ({
        path,
        oldPath,
        change,
        added,
        deleted,
      })),
      ...news,
    ],
  };
}

function peopleLines({ author, committer, coAuthors }: ReturnType<typeof peopleOf>): string[] {
  const line = (role: string, { name, email }: { readonly name: string; readonly email: string }) =>
    `${role}: ${name} <${email}>`;
  return [
    line('Author', author),
    line('Committer', committer),
    ...coAuthors.map(person => line('Co-author', person)),
  ];
}

function pageFields(texts: PortDraft['texts']): Record<FieldId, string> {
  return Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, toPage(text)])) as Record<
    FieldId,
    string
  >;
}

function pageRange(text: string, [start, end]: readonly [number, number]): [number, number] {
  return [toPage(text.slice(0, start)).length, toPage(text.slice(0, end)).length];
}

function labelChoices(
  fixed: readonly string[],
  optional: readonly string[],
  on: readonly string[],
): PortLabel[] {
  return [
    ...fixed.map(name => ({ name, on: true, fixed: true })),
    ...optional.map(name => ({ name, on: on.includes(name), fixed: false })),
  ];
}

function newsWords(news: Pick<NewsEntry, 'noun' | 'kind'> | null): PortState['news'] {
  return news && { word: capital(news.noun), kind: news.kind };
}

function stepsOf(record: Parameters<typeof portSteps>[0]): PortStep[] {
  return portSteps(record, noLinks).map(({ id, label }) => ({
    id,
    label,
    state: 'todo',
    text: null,
    link: null,
  }));
}
