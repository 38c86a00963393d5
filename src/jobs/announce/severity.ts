import type { Advisory } from '../../advisory/model.ts';
import { parseVector, scoreVector, type Score } from '../../cvss/index.ts';
import type { Gate } from './types.ts';

/** The score of the v4.0 vector on GitHub, computed here; null where there is none that can be read. */
export function scoreOfAdvisory({ cvssV4 }: Advisory): Score | null {
  const read = parseVector(cvssV4?.vector ?? '');
  return read.ok ? scoreVector(read.vector) : null;
}

/** "Medium 6.0, so MEDIUM": the word of the e-mail comes from the vector, and from nothing else. */
export function severityGate(advisory: Advisory): Gate {
  const gate = { id: 'severity', label: 'Severity', warning: null } as const;
  const repair = { id: 'severity', label: 'Score' } as const;
  const score = scoreOfAdvisory(advisory);
  if (score === null) return { ...gate, state: 'open', detail: lacking(advisory), repair };
  const words = `${score.severity} ${score.score.toFixed(1)}`;
  if (score.severity === 'None')
    return { ...gate, state: 'open', detail: `${words}, for which there is no e-mail`, repair };
  // GitHub derives its word from the vector too; where they differ, readers of both wonder.
  const theirs = advisory.severity;
  const warning =
    theirs !== null && theirs !== score.severity.toLowerCase()
      ? `GitHub calls it ${theirs}. Save the severity again.`
      : null;
  return {
    ...gate,
    state: 'ok',
    detail: `${words}, so ${score.severity.toUpperCase()}`,
    warning,
    repair: warning === null ? null : { ...repair, label: 'Show' },
  };
}

function lacking({ cvssV4, cvssV3 }: Advisory): string {
  if (cvssV4 !== null && cvssV4.vector !== '') return 'the vector on GitHub cannot be read';
  return cvssV3 !== null ? 'v3.1 only, v4.0 is needed' : 'no CVSS v4.0 score';
}
