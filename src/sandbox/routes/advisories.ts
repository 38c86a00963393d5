import type { Credit, Rating } from '../../advisory/model.ts';
import { advisoryOf, needLogin, needRole, repoOf } from '../access.ts';
import { forkForAdvisory } from '../fork.ts';
import { created, field, HttpError, invalid, ok, type Call, type Reply } from '../http.ts';
import type { StoredAdvisory } from '../model.ts';
import { route } from '../router.ts';
import { cvss4Score, rating } from '../score.ts';
import { advisoryShape } from '../shapes/advisory.ts';
import { commentShape } from '../shapes/issue.ts';
import { fullName, fullRepo } from '../shapes/repo.ts';

const alphabet = '23456789cfghjmpqrvwx';

function newId(): string {
  const block = () => Array.from({ length: 4 }, () => alphabet[Math.floor(Math.random() * 20)]).join('');
  return `GHSA-${block()}-${block()}-${block()}`;
}

const adminOnly =
  'You must have the repository security advisories scope and administrative/security management rights to create an advisory';

/** A new advisory with GitHub's defaults. */
export function makeAdvisory(
  store: Call['store'],
  parts: Partial<StoredAdvisory> & Pick<StoredAdvisory, 'repo' | 'summary' | 'description' | 'author'>,
): StoredAdvisory {
  const at = store.stamp();
  const advisory: StoredAdvisory = {
    ghsaId: newId(),
    state: 'draft',
    severity: null,
    vectorV4: null,
    vectorV3: null,
    cveId: null,
    reported: false,
    credits: [],
    cweIds: [],
    vulnerabilities: [],
    users: [],
    teams: [],
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    publishedAt: null,
    fork: null,
    comments: [],
    ...parts,
  };
  store.advisories.set(advisory.ghsaId.toLowerCase(), advisory);
  return advisory;
}

/** Writes the fields that GitHub lets a collaborator write. Arrays are replaced whole. */
function writeFields(call: Call, advisory: StoredAdvisory): void {
  const { body } = call;
  const text = (name: string, limit: number) => {
    const value = body[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.length > limit) throw invalid([{ field: name, code: 'invalid' }]);
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
    advisory.severity = body['severity'] as Rating | null;
  }
  if (body['cvss_vector_string'] !== undefined) {
    const vector = body['cvss_vector_string'] as string | null;
    const score = vector ? cvss4Score(vector) : null;
    if (vector && score === null) throw invalid([{ field: 'cvss_vector_string', code: 'invalid' }]);
    if (vector?.startsWith('CVSS:4')) advisory.vectorV4 = vector;
    else advisory.vectorV3 = vector;
    if (!vector) advisory.vectorV4 = null;
    advisory.severity = rating(score);
  }
  if (Array.isArray(body['credits'])) {
    const credits = body['credits'] as Credit[];
    const unknown = credits.find(({ login }) => !call.store.user(login));
    if (unknown) throw invalid([], `User '${unknown.login}' not found, credits cannot be modified`);
    advisory.credits = credits;
  }
  if (Array.isArray(body['cwe_ids'])) advisory.cweIds = body['cwe_ids'] as string[];
  if (Array.isArray(body['vulnerabilities'])) {
    advisory.vulnerabilities = (body['vulnerabilities'] as Record<string, unknown>[]).map(entry => ({
      package: entry['package'] ?? null,
      vulnerable_version_range: entry['vulnerable_version_range'] ?? null,
      patched_versions: entry['patched_versions'] ?? null,
      vulnerable_functions: entry['vulnerable_functions'] ?? [],
    }));
  }
}

function list(call: Call, parameters: Record<string, string>): Reply {
  const repo = repoOf(call, parameters);
  const state = call.query.get('state');
  const ascending = call.query.get('direction') === 'asc';
  const seen = [...call.store.advisories.values()]
    .filter(advisory => advisory.repo.toLowerCase() === fullName(repo).toLowerCase())
    .filter(advisory => call.store.mayRead(advisory, call.login))
    .filter(advisory => state === null || advisory.state === state)
    .sort(
      (a, b) => (ascending ? 1 : -1) * (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0),
    );
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
      if (advisory.state === 'published' && state !== 'published') {
        throw invalid([], `Invalid state transition from \`published\` to \`${String(state)}\`.`);
      }
    }
    writeFields(call, advisory);
    if (Array.isArray(users)) {
      const unknown = users.find(login => !call.store.user(String(login)));
      if (unknown !== undefined) {
        throw invalid([], `User '${String(unknown)}' not found, collaborating_users cannot be modified`);
      }
      advisory.users = users.map(String);
    }
    if (Array.isArray(teams)) advisory.teams = teams.map(String);
    const at = call.store.stamp();
    if (typeof state === 'string') {
      advisory.state = state as StoredAdvisory['state'];
      advisory.closedAt = state === 'closed' ? at : null;
      advisory.publishedAt = state === 'published' ? at : null;
    }
    advisory.updatedAt = at;
    return ok(advisoryShape(call, advisory));
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

  ...comments(),
];

function comments() {
  const open = (call: Call, parameters: Record<string, string>) => {
    if (!call.store.commentsApi) throw new HttpError(404, 'Not Found');
    return advisoryOf(call, parameters);
  };
  const urlOf = (call: Call, advisory: StoredAdvisory) =>
    `${call.api}/repos/${advisory.repo}/security-advisories/${advisory.ghsaId}`;
  return [
    route(`GET ${path}/{ghsa}/comments`, (call, parameters) => {
      const advisory = open(call, parameters);
      const since = Date.parse(call.query.get('since') ?? '');
      const shown = advisory.comments.filter(
        ({ updatedAt }) => Number.isNaN(since) || Date.parse(updatedAt) >= since,
      );
      return ok(shown.map(comment => commentShape(call, urlOf(call, advisory), comment)));
    }),
    route(`POST ${path}/{ghsa}/comments`, (call, parameters) => {
      const advisory = open(call, parameters);
      const at = call.store.stamp();
      const comment = {
        id: call.store.id(),
        author: needLogin(call),
        body: field(call.body, 'body'),
        createdAt: at,
        updatedAt: at,
      };
      advisory.comments.push(comment);
      return created(commentShape(call, urlOf(call, advisory), comment));
    }),
    route(`GET ${path}/{ghsa}/comments/{comment}`, (call, { comment = '', ...parameters }) => {
      const advisory = open(call, parameters);
      const found = advisory.comments.find(({ id }) => id === Number(comment));
      if (!found) throw new HttpError(404, 'Not Found');
      return ok(commentShape(call, urlOf(call, advisory), found));
    }),
    route(`PATCH ${path}/{ghsa}/comments/{comment}`, (call, { comment = '', ...parameters }) => {
      const advisory = open(call, parameters);
      const found = advisory.comments.find(({ id }) => id === Number(comment));
      if (!found) throw new HttpError(404, 'Not Found');
      if (found.author.toLowerCase() !== needLogin(call).toLowerCase())
        throw new HttpError(403, 'Must be the author.');
      found.body = field(call.body, 'body');
      found.updatedAt = call.store.stamp();
      return ok(commentShape(call, urlOf(call, advisory), found));
    }),
  ];
}
