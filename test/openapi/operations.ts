/** The operations that the client or the sandbox uses. `subset.ts` takes them from GitHub's description. */
export const operations = [
  'GET /user',
  'GET /users/{username}',
  'GET /rate_limit',
  'GET /versions',
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/forks',
  'POST /repos/{owner}/{repo}/forks',
  'POST /repos/{owner}/{repo}/merge-upstream',
  'GET /repos/{owner}/{repo}/branches',
  'GET /repos/{owner}/{repo}/branches/{branch}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/commits/{ref}',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'GET /repos/{owner}/{repo}/commits/{ref}/status',
  'GET /repos/{owner}/{repo}/labels',
  'GET /repos/{owner}/{repo}/collaborators',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /orgs/{org}/teams/{team_slug}/members',
  'GET /repos/{owner}/{repo}/security-advisories',
  'POST /repos/{owner}/{repo}/security-advisories',
  'POST /repos/{owner}/{repo}/security-advisories/reports',
  'GET /repos/{owner}/{repo}/security-advisories/{ghsa_id}',
  'PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}',
  'POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/forks',
  'POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/cve',
  'GET /repos/{owner}/{repo}/pulls',
  'POST /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
  'GET /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues',
  'GET /repos/{owner}/{repo}/issues/{issue_number}',
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/events',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
  'GET /search/issues',
];

const comment = { $ref: 'github#/$defs/repository-advisory-comment' };
const body = {
  type: 'object',
  required: ['body'],
  properties: { body: { type: 'string' } },
  additionalProperties: false,
};
const path = '/repos/{owner}/{repo}/security-advisories/{ghsa_id}/comments';
const query = {
  since: { type: 'string', format: 'date-time' },
  per_page: { type: 'integer', minimum: 1, maximum: 100 },
  page: { type: 'integer', minimum: 1 },
};

/** Comments on advisories are a preview (2026-10-02) that the description does not hold yet. */
export const preview = {
  [`GET ${path}`]: { query, body: null, responses: { 200: { type: 'array', items: comment } } },
  [`POST ${path}`]: { query: {}, body, responses: { 201: comment } },
  [`GET ${path}/{comment_id}`]: { query: {}, body: null, responses: { 200: comment } },
  [`PATCH ${path}/{comment_id}`]: { query: {}, body, responses: { 200: comment } },
};

/** What such a comment is assumed to hold: an issue's comment without what only issues have. */
export const advisoryComment = {
  type: 'object',
  required: ['id', 'body', 'user', 'created_at', 'updated_at'],
  properties: {
    id: { type: 'integer' },
    body: { type: 'string' },
    user: { anyOf: [{ $ref: 'github#/$defs/simple-user' }, { type: 'null' }] },
    created_at: { type: 'string', format: 'date-time' },
    updated_at: { type: 'string', format: 'date-time' },
    html_url: { type: 'string' },
  },
};
