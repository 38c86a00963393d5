import type { Rating } from '../cvss/index.ts';

/** Names of the Base metrics and their values in FIRST's JSON schema of CVSS v4.0. */
const impact = { H: 'HIGH', L: 'LOW', N: 'NONE' };
const base: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
  AV: ['attackVector', { N: 'NETWORK', A: 'ADJACENT', L: 'LOCAL', P: 'PHYSICAL' }],
  AC: ['attackComplexity', { L: 'LOW', H: 'HIGH' }],
  AT: ['attackRequirements', { N: 'NONE', P: 'PRESENT' }],
  PR: ['privilegesRequired', { N: 'NONE', L: 'LOW', H: 'HIGH' }],
  UI: ['userInteraction', { N: 'NONE', P: 'PASSIVE', A: 'ACTIVE' }],
  VC: ['vulnConfidentialityImpact', impact],
  VI: ['vulnIntegrityImpact', impact],
  VA: ['vulnAvailabilityImpact', impact],
  SC: ['subConfidentialityImpact', impact],
  SI: ['subIntegrityImpact', impact],
  SA: ['subAvailabilityImpact', impact],
};

/**
 * An entry of a record's `metrics`; null for a vector that is not v4.0. The format has one score: where metrics
 * beyond Base are sent it is theirs too, so that the record and the e-mail name the same rating.
 */
export function cvssV4(from: {
  readonly vector: string;
  readonly score: number;
  readonly severity: Rating;
}): object | null {
  const [prefix, ...metrics] = from.vector.split('/');
  if (prefix !== 'CVSS:4.0') return null;
  const named: Record<string, string> = {};
  for (const metric of metrics) {
    const [id = '', code = ''] = metric.split(':');
    const [name, values] = base[id] ?? [];
    const value = values?.[code];
    if (name && value) named[name] = value;
  }
  return {
    format: 'CVSS',
    scenarios: [{ lang: 'en', value: 'GENERAL' }],
    cvssV4_0: {
      version: '4.0',
      vectorString: from.vector,
      baseScore: from.score,
      baseSeverity: from.severity.toUpperCase(),
      ...named,
    },
  };
}
