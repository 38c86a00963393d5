import { profileOf } from '../../../project/index.ts';
import { toSettle, withReason } from '../../line/finding.ts';
import { peopleOf } from '../people.ts';
import { portSecrets } from '../secrets.ts';
import type { PortDraft, Prepared } from '../types.ts';
import { authorFindings } from './author.ts';
import { changeFindings } from './change.ts';
import { checksOf, type PortCheckResult } from './checks.ts';
import type { PortIssue } from './finding.ts';
import { formFindings } from './form.ts';
import { textFindings } from './texts.ts';

export interface PortReview {
  readonly checks: readonly PortCheckResult[];
  readonly findings: readonly PortIssue[];
  /** Findings that block the button. */
  readonly toSettle: readonly PortIssue[];
}

/** Everything that is known against making this draft public. Pure; run after every edit. */
export function reviewPort(prepared: Prepared, draft: PortDraft): PortReview {
  const profile = profileOf(prepared.upstream.fullName);
  const people = peopleOf(prepared, draft);
  const secrets = portSecrets(prepared.advisory, people);
  const findings = [
    ...textFindings(draft, profile, people, secrets),
    ...formFindings(prepared, draft, profile),
    ...authorFindings(prepared, draft),
    ...changeFindings(prepared, secrets),
  ].map(finding => withReason(finding, draft.overruled));
  return {
    findings,
    toSettle: toSettle(findings),
    checks: checksOf(prepared, draft, findings, profile),
  };
}
