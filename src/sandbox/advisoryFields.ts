import type { Credit, Rating } from '../advisory/model.ts';
import { invalid, type Call } from './http.ts';
import type { StoredAdvisory } from './model.ts';
import { cvssScore, rating } from './score.ts';

const ratings = ['critical', 'high', 'medium', 'low'];
const ecosystems = 'rubygems npm pip maven nuget composer go rust erlang actions pub other swift'.split(' ');
const creditTypes = [
  'analyst',
  'finder',
  'reporter',
  'coordinator',
  'remediation_developer',
  'remediation_reviewer',
  'remediation_verifier',
  'tool',
  'sponsor',
  'other',
];

const wrong = (name: string) => invalid([{ resource: 'RepositoryAdvisory', field: name, code: 'invalid' }]);
const ecosystem = (entry: Record<string, unknown>) =>
  String((entry['package'] as { readonly ecosystem?: unknown } | null | undefined)?.ecosystem);

/**
 * Writes the fields that GitHub lets a collaborator write: all of them or, where one is wrong, none. Arrays are
 * replaced whole.
 */
export function writeFields(call: Call, advisory: StoredAdvisory): void {
  Object.assign(advisory, written(call, { ...advisory }));
}

function written(call: Call, advisory: StoredAdvisory): StoredAdvisory {
  const { body } = call;
  const text = (name: string, limit: number) => {
    const value = body[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.length > limit) throw wrong(name);
    return value;
  };
  if (body['severity'] && body['cvss_vector_string']) {
    throw invalid([], 'You must choose between setting the severity or the CVSS vector string.');
  }
  advisory.summary = text('summary', 1024) ?? advisory.summary;
  advisory.description = text('description', 65_535) ?? advisory.description;
  if (body['cve_id'] !== undefined) advisory.cveId = (body['cve_id'] as string | null) || null;
  if (body['severity'] !== undefined) {
    if (advisory.vectorV4 ?? advisory.vectorV3)
      throw invalid([], 'Cannot update severity value when CVSS is set.');
    if (body['severity'] !== null && !ratings.includes(String(body['severity']))) throw wrong('severity');
    advisory.severity = body['severity'] as Rating | null;
  }
  if (body['cvss_vector_string'] !== undefined) {
    const vector = body['cvss_vector_string'] as string | null;
    const score = vector ? cvssScore(vector) : null;
    if (vector && score === null) throw wrong('cvss_vector_string');
    if (vector?.startsWith('CVSS:4')) advisory.vectorV4 = vector;
    else advisory.vectorV3 = vector;
    if (!vector) advisory.vectorV4 = null;
    advisory.severity = rating(score);
  }
  if (Array.isArray(body['credits'])) {
    const credits = body['credits'] as Credit[];
    if (credits.some(({ type }) => !creditTypes.includes(type))) throw wrong('credits');
    const unknown = credits.find(({ login }) => !call.store.user(login));
    if (unknown) throw invalid([], `User '${unknown.login}' not found, credits cannot be modified`);
    advisory.credits = credits;
  }
  if (Array.isArray(body['cwe_ids'])) {
    if (!body['cwe_ids'].every(id => /^CWE-\d+$/.test(String(id)))) throw wrong('cwe_ids');
    advisory.cweIds = body['cwe_ids'] as string[];
  }
  if (Array.isArray(body['vulnerabilities'])) {
    const vulnerabilities = body['vulnerabilities'] as Record<string, unknown>[];
    if (vulnerabilities.some(entry => !ecosystems.includes(ecosystem(entry)))) throw wrong('vulnerabilities');
    advisory.vulnerabilities = vulnerabilities.map(entry => ({
      package: entry['package'] ?? null,
      vulnerable_version_range: entry['vulnerable_version_range'] ?? null,
      patched_versions: entry['patched_versions'] ?? null,
      vulnerable_functions: entry['vulnerable_functions'] ?? [],
    }));
  }
  return advisory;
}
