import { shortId } from '../../advisory/model.ts';
import { plainTitle } from '../../texts/index.ts';
import {
  issueLabelsOf,
  issueSteps,
  type IssueDraft,
  type IssueRecord,
  type IssueReview,
  type PreparedIssue,
} from '../../jobs/issue/index.ts';
import { plural } from '../../jobs/line/finding.ts';
import { profileOf, type Profile } from '../../project/index.ts';
import type { IssueState, IssueView, PortStep } from '../port/protocol.ts';

/** The page before the line: everything the coordinator reads, checks and may change. */
export function reviewState(
  prepared: PreparedIssue,
  draft: IssueDraft,
  { checks, findings, toSettle }: IssueReview,
  sandbox: boolean,
): IssueState {
  const { advisory, purpose, upstream } = prepared;
  const profile = profileOf(upstream.fullName);
  return {
    phase: 'review',
    sandbox,
    purpose,
    advisoryTitle: plainTitle(advisory.title),
    shortId: shortId(advisory.ghsaId),
    checks,
    targets: { issue: upstream.fullName },
    view: issueView(prepared, draft),
    labels: {
      issue: issueLabelsOf(profile, purpose).map(name => ({
        name,
        on: draft.labels.includes(name),
        fixed: false,
      })),
    },
    notes: { issue: draft.existingIssue === null ? profile.issueNote : null },
    findings: findings.map(({ leak: _, fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map(({ id, title }) => ({ id, title })),
    })),
    steps: stepsOf(draft),
    summary:
      toSettle.length > 0
        ? `Settle ${plural(toSettle.length, 'finding')} before this can be made public.`
        : readyWords(draft, profile),
    ready: toSettle.length === 0,
    offers: [],
    droppedLabels: [],
  };
}

/** The page of an issue that was confirmed: texts as they were, steps as far as they came. */
export function recordState(record: IssueRecord, title: string, sandbox: boolean): IssueState {
  const { confirmed, done, login, upstream } = record;
  const id = shortId(record.ghsaId);
  return {
    phase: 'stopped',
    sandbox,
    purpose: confirmed.purpose ?? 'bug',
    advisoryTitle: title,
    shortId: id,
    checks: [],
    targets: { issue: upstream.fullName },
    view: {
      fields: confirmed.texts,
      existingIssue: confirmed.existingIssue,
      login,
      labels: { issue: confirmed.labels },
    },
    labels: { issue: confirmed.labels.map(name => ({ name, on: true, fixed: true })) },
    notes: { issue: null },
    findings: [],
    steps: stepsOf(confirmed),
    summary: `The public issue of ${id} stopped. Nothing is lost; Continue goes on from there.`,
    ready: false,
    offers: [],
    droppedLabels: done.droppedLabels ?? [],
  };
}

/** Everything that becomes public, as the page shows it. The host compares it with what the page says it showed. */
export function issueView({ login }: PreparedIssue, { texts, existingIssue, labels }: IssueDraft): IssueView {
  return { fields: texts, existingIssue, login, labels: { issue: labels } };
}

function readyWords({ existingIssue, labels }: IssueDraft, { publicNumber }: Profile): string {
  const count = plural(labels.length, 'label');
  if (existingIssue !== null) {
    return labels.length === 0
      ? `Uses ${publicNumber(existingIssue)} as it is. Nothing becomes public.`
      : `Sets ${count} on ${publicNumber(existingIssue)}. Nothing else becomes public.`;
  }
  return (
    `Opens 1 issue${labels.length === 0 ? '' : ` with ${count}`}. ` +
    'If a step fails, Continue goes on from there; nothing is done twice.'
  );
}

function stepsOf(confirmed: { readonly labels: readonly string[] }): PortStep[] {
  return issueSteps(confirmed).map(({ id, label }) => ({ id, label, state: 'todo', text: null, link: null }));
}
