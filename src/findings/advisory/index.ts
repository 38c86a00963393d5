/** Checks on what is written in an advisory, as it is typed. Pure and fast: they run in the page on each pause. */
import { fieldNames } from '../../advisory/fields.ts';
import { checkCoordinator, checkDeclined, checkReporter } from './credits.ts';
import { checkCveId } from './cveId.ts';
import { checkDescription } from './description.ts';
import type { AdvisoryFinding, AdvisoryInput, Check } from './finding.ts';
import { checkRanges } from './ranges.ts';
import { checkSeverityWords } from './severityWords.ts';
import { checkTitle } from './title.ts';
import { checkUnseen } from './unseen.ts';
import { checkVector } from './vector.ts';
import { checkWeaknesses } from './weaknesses.ts';

export type { AdvisoryFinding, AdvisoryInput, Fix } from './finding.ts';

const checks: readonly Check[] = [
  checkTitle,
  checkDescription,
  checkSeverityWords,
  checkUnseen,
  checkCveId,
  checkWeaknesses,
  checkRanges,
  checkReporter,
  checkDeclined,
  checkCoordinator,
  checkVector,
];

/** All findings, in the order of the page. A closed or withdrawn advisory is not written any more: none. */
export function checkAdvisory(input: AdvisoryInput): AdvisoryFinding[] {
  if (input.state === 'closed' || input.state === 'withdrawn') return [];
  return checks
    .flatMap(check => check(input))
    .sort((a, b) => fieldNames.indexOf(a.field) - fieldNames.indexOf(b.field));
}
