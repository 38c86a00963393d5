import type { Credit } from '../../advisory/model.ts';
import type { Call } from '../http.ts';
import type { StoredAdvisory } from '../model.ts';
import { cvssScore } from '../score.ts';
import { simpleRepo } from './repo.ts';
import { simpleUser } from './user.ts';

export function team(call: Call, slug: string): Record<string, unknown> {
  const url = `${call.api}/orgs/python/teams/${slug}`;
  return {
    id: 77,
    node_id: 'T_77',
    url,
    html_url: `${call.web}/orgs/python/teams/${slug}`,
    name: slug,
    slug,
    description: 'Security response',
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    type: 'organization',
    organization_id: 1,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
  };
}

function creditDetailed(call: Call, { login, type }: Credit): Record<string, unknown>[] {
  const user = simpleUser(call, login);
  // Coordinators credit themselves; everybody else is asked first.
  return user ? [{ user, type, state: type === 'coordinator' ? 'accepted' : 'pending' }] : [];
}

/** GitHub's `repository-advisory` as of 2026-03-10: no `cvss`, the fork as a `simple-repository`. */
export function advisoryShape(call: Call, advisory: StoredAdvisory): Record<string, unknown> {
  const url = `${call.api}/repos/${advisory.repo}/security-advisories/${advisory.ghsaId}`;
  const fork = advisory.fork === null ? undefined : call.store.repo(advisory.fork);
  const credited = advisory.credits.length > 0 || !advisory.nullCredits;
  const score = (vector: string | null) => vector && { vector_string: vector, score: cvssScore(vector) };
  return {
    ghsa_id: advisory.ghsaId,
    cve_id: advisory.cveId,
    url,
    html_url: `${call.web}/${advisory.repo}/security/advisories/${advisory.ghsaId}`,
    summary: advisory.summary,
    description: advisory.description,
    severity: advisory.severity,
    author: simpleUser(call, advisory.author),
    publisher: simpleUser(call, advisory.publisher ?? null),
    identifiers: [
      { type: 'GHSA', value: advisory.ghsaId },
      ...(advisory.cveId === null ? [] : [{ type: 'CVE', value: advisory.cveId }]),
    ],
    state: advisory.state,
    created_at: advisory.createdAt,
    updated_at: advisory.updatedAt,
    published_at: advisory.publishedAt,
    closed_at: advisory.closedAt,
    withdrawn_at: null,
    submission: advisory.reported ? { accepted: advisory.state !== 'triage' } : null,
    vulnerabilities: advisory.vulnerabilities,
    cvss: score(advisory.vectorV3) ?? { vector_string: null, score: null },
    cvss_severities: { cvss_v3: score(advisory.vectorV3), cvss_v4: score(advisory.vectorV4) },
    cwes: advisory.cweIds.map(id => ({ cwe_id: id, name: id })),
    cwe_ids: advisory.cweIds,
    // Of a deleted user's credit, its kind is left.
    credits: credited
      ? advisory.credits.map(credit => (call.store.user(credit.login) ? credit : { type: credit.type }))
      : null,
    credits_detailed: credited ? advisory.credits.flatMap(credit => creditDetailed(call, credit)) : null,
    collaborating_users: advisory.users.flatMap(login => simpleUser(call, login) ?? []),
    collaborating_teams: advisory.teams.map(slug => team(call, slug)),
    private_fork: fork ? simpleRepo(call, fork) : null,
    comments: advisory.comments.length,
    comments_url: `${url}/comments`,
  };
}
