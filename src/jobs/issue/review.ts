import { plainTitle } from '../../texts/index.ts';
import { scanText, type Secrets } from '../../embargo/index.ts';
import { checkIssueTitle, type Finding } from '../../findings/index.ts';
import { profileOf } from '../../project/index.ts';
import { labelsCheck, leaksCheck, type LineCheck } from '../line/checks.ts';
import { formFinding, leakFinding, toSettle, withReason } from '../line/finding.ts';
import { secretsOf } from '../line/secrets.ts';
import { standingOf } from './embargo.ts';
import { issueFields, type IssueDraft, type IssueFinding, type PreparedIssue } from './types.ts';

/** GitHub's limit for the body of an issue. */
const longestBody = 65_536;

export interface IssueReview {
  readonly checks: readonly LineCheck<'labels' | 'leaks' | 'embargo'>[];
  readonly findings: readonly IssueFinding[];
  /** Findings that block the button. */
  readonly toSettle: readonly IssueFinding[];
}

/** Everything that is known against making this draft public. Pure; run after every edit. */
export function reviewIssue(prepared: PreparedIssue, draft: IssueDraft): IssueReview {
  const texts = draft.existingIssue === null;
  const findings = [
    ...aboutIt(prepared, draft),
    ...(texts ? [...leaks(draft, secretsOf(prepared.advisory)), ...form(prepared, draft)] : []),
  ].map(finding => withReason(finding, draft.overruled));
  const { against, label, detail } = standingOf(prepared.advisory, prepared.purpose);
  return {
    findings,
    toSettle: toSettle(findings),
    checks: [
      { id: 'embargo', label, detail, state: against === null ? 'ok' : 'warning' },
      ...(draft.labels.length === 0 ? [] : [labelsCheck(prepared, new Set(draft.labels))]),
      ...(texts ? [leaksCheck(findings, '2 texts')] : []),
    ],
  };
}

function leaks({ texts }: IssueDraft, secrets: Secrets): IssueFinding[] {
  return issueFields.flatMap(field =>
    scanText(texts[field], secrets).map(leak => leakFinding(field, leak, texts[field], texts[field])),
  );
}

function form({ advisory }: PreparedIssue, { texts }: IssueDraft): IssueFinding[] {
  const title = texts['issue.title'];
  const theirs: Finding = {
    id: 'report',
    severity: 'warning',
    message: 'This is the title of the private report. Is it what you want to say in public?',
    fixes: [],
  };
  return [
    ...checkIssueTitle(title).map(formFinding('issue.title')),
    ...(title.trim() !== '' && title.trim() === plainTitle(advisory.title) ? [theirs] : []).map(
      formFinding('issue.title'),
    ),
    ...checkBody(texts['issue.body']).map(formFinding('issue.body')),
  ];
}

function checkBody(body: string): Finding[] {
  const wrong = (id: string, message: string): Finding[] => [{ id, severity: 'error', message, fixes: [] }];
  if (body.trim() === '') return wrong('empty', 'Say what goes wrong, in your own words.');
  return body.length > longestBody ? wrong('long', 'A body has at most 65,536 characters.') : [];
}

/** What speaks against the issue itself, whatever its texts say. */
function aboutIt(
  { advisory, purpose, openedBefore, upstream }: PreparedIssue,
  draft: IssueDraft,
): IssueFinding[] {
  const before = profileOf(upstream.fullName).publicNumber(openedBefore ?? 0);
  const { against } = standingOf(advisory, purpose);
  const finding = (id: string, message: string, fixes: IssueFinding['fixes'] = []): IssueFinding => ({
    id,
    field: 'issue',
    severity: 'error',
    message,
    range: null,
    fixes,
    overrulable: true,
    kept: null,
    leak: false,
  });
  return [
    ...(against === null
      ? []
      : [{ ...finding(against.id, against.message), overrulable: against.overrulable }]),
    ...(openedBefore === null || draft.existingIssue !== null
      ? []
      : [
          finding('issue:opened', `Opened already: ${before}. This would open another issue.`, [
            { id: 'use', title: `Use ${before}`, text: '' },
          ]),
        ]),
  ];
}
