import { advisoryOf, needLogin, needRole, repoOf } from '../access.ts';
import { writeFields } from '../advisoryFields.ts';
import { forkForAdvisory } from '../fork.ts';
import { created, field, HttpError, invalid, ok, type Call, type Reply } from '../http.ts';
import type { StoredAdvisory } from '../model.ts';
import { makeAdvisory } from '../newAdvisory.ts';
import { route } from '../router.ts';
import { advisoryShape } from '../shapes/advisory.ts';
import { fullName, fullRepo } from '../shapes/repo.ts';
import { advisoryComments } from './advisoryComments.ts';

const adminOnly =
  'You must have the repository security advisories scope and administrative/security management rights to create an advisory';

function list(call: Call, parameters: Record<string, string>): Reply {
  const repo = repoOf(call, parameters);
  const state = call.query.get('state');
  const sort = call.query.get('sort');
  const at = ({ createdAt, updatedAt, publishedAt }: StoredAdvisory) =>
    sort === 'updated' ? updatedAt : sort === 'published' ? (publishedAt ?? createdAt) : createdAt;
  const ascending = call.query.get('direction') === 'asc';
  const seen = [...call.store.advisories.values()]
    .filter(advisory => advisory.repo.toLowerCase() === fullName(repo).toLowerCase())
    .filter(advisory => call.store.mayRead(advisory, call.login))
    .filter(advisory => state === null || advisory.state === state)
    .sort((a, b) => (ascending ? 1 : -1) * (Date.parse(at(a)) - Date.parse(at(b))));
  const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30) || 30));
  const after = call.query.get('after');
  const start = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString());
  if (Number.isNaN(start)) throw new HttpError(400, 'Invalid cursor');
  const headers: Record<string, string> = {};
  if (start + size < seen.length) {
    const query = new URLSearchParams(call.query);
    query.set('after', Buffer.from(String(start + size)).toString('base64url'));
    headers['link'] = `<${call.api}/repositories/${repo.id}/security-advisories?${query}>; rel="next"`;
  }
  return {
    status: 200,
    json: seen.slice(start, start + size).map(entry => advisoryShape(call, entry)),
    headers,
  };
}

const path = '/repos/{owner}/{repo}/security-advisories';

export const advisories = [
  route(`GET ${path}`, list),
  route('GET /repositories/{id}/security-advisories', (call, { id = '' }) => {
    const repo = [...call.store.repos.values()].find(entry => entry.id === Number(id));
    return list(call, { owner: repo?.owner ?? '', repo: repo?.name ?? '' });
  }),

  route(`POST ${path}`, async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const author = needRole(call, repo, 'admin', adminOnly);
    const advisory = makeAdvisory(call.store, {
      repo: fullName(repo),
      summary: field(call.body, 'summary'),
      description: field(call.body, 'description'),
      author,
    });
    writeFields(call, advisory);
    call.store.addAdvisory(advisory);
    if (call.body['start_private_fork'] === true)
      await forkForAdvisory(call.store, call.root, advisory.ghsaId);
    return created(advisoryShape(call, advisory));
  }),

  route(`POST ${path}/reports`, async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const advisory = makeAdvisory(call.store, {
      repo: fullName(repo),
      summary: field(call.body, 'summary'),
      description: field(call.body, 'description'),
      author: needLogin(call),
      state: 'triage',
      reported: true,
      teams: [call.store.team.slug],
    });
    writeFields(call, advisory);
    call.store.addAdvisory(advisory);
    if (call.body['start_private_fork'] === true)
      await forkForAdvisory(call.store, call.root, advisory.ghsaId);
    return created(advisoryShape(call, advisory));
  }),

  route(`GET ${path}/{ghsa}`, (call, parameters) => ok(advisoryShape(call, advisoryOf(call, parameters)))),

  route(`PATCH ${path}/{ghsa}`, (call, parameters) => {
    const advisory = advisoryOf(call, parameters);
    needLogin(call);
    const admin = call.store.isAdvisoryAdmin(advisory, call.login);
    const { state, collaborating_users: users, collaborating_teams: teams } = call.body;
    if ((users !== undefined || teams !== undefined) && !admin) {
      throw new HttpError(
        403,
        'Cannot update advisory collaborators unless you have administrative/security management rights',
      );
    }
    if (state !== undefined) {
      if (!admin)
        throw new HttpError(
          403,
          'You must have administrative/security management rights to change the state',
        );
      if (!['published', 'closed', 'draft'].includes(String(state)))
        throw invalid([{ field: 'state', code: 'invalid' }]);
      const reopened = advisory.state === 'closed' && state === 'draft';
      if ((advisory.state === 'published' && state !== 'published') || (reopened && !call.store.reopen)) {
        throw invalid([], `Invalid state transition from \`${advisory.state}\` to \`${String(state)}\`.`);
      }
    }
    const unknown = Array.isArray(users) ? users.find(login => !call.store.user(String(login))) : undefined;
    if (unknown !== undefined) {
      throw invalid([], `User '${String(unknown)}' not found, collaborating_users cannot be modified`);
    }
    const lacking =
      advisory.severity === null ||
      advisory.vulnerabilities.length === 0 ||
      advisory.description.trim() === '';
    if (state === 'published' && lacking) {
      throw invalid([], 'Severity, description and affected products are needed to publish an advisory.');
    }
    writeFields(call, advisory);
    if (Array.isArray(users)) advisory.users = users.map(String);
    if (Array.isArray(teams)) advisory.teams = teams.map(String);
    const at = call.store.stamp();
    if (typeof state === 'string' && state !== advisory.state) {
      advisory.state = state as StoredAdvisory['state'];
      advisory.closedAt = state === 'closed' ? at : null;
      advisory.publishedAt = state === 'published' ? at : null;
      if (state === 'published') advisory.publisher = call.login!;
      // Publishing deletes the private fork, as on GitHub.
      if (state === 'published' && advisory.fork !== null) {
        call.store.repos.delete(advisory.fork.toLowerCase());
        advisory.fork = null;
      }
    }
    advisory.updatedAt = at;
    return ok(advisoryShape(call, advisory));
  }),

  route(`POST ${path}/{ghsa}/cve`, (call, parameters) => {
    const advisory = advisoryOf(call, parameters);
    needRole(call, repoOf(call, parameters), 'admin', 'Must have admin rights to Repository.');
    if (advisory.cveId !== null) throw invalid([], 'This advisory already has a CVE ID.');
    if (advisory.state === 'closed') throw invalid([], 'A CVE ID cannot be requested for a closed advisory.');
    advisory.cveRequested = true;
    return { status: 202, json: {} };
  }),

  route(`POST ${path}/{ghsa}/forks`, async (call, parameters) => {
    const advisory = advisoryOf(call, parameters);
    const repo = repoOf(call, parameters);
    needRole(call, repo, 'admin', 'Must have admin rights to Repository.');
    const existing = advisory.fork === null ? undefined : call.store.repo(advisory.fork);
    const fork =
      existing ?? (await forkForAdvisory(call.store, call.root, advisory.ghsaId, call.store.forkDelay));
    return { status: 202, json: fullRepo(call, fork) };
  }),

  ...advisoryComments,
];
