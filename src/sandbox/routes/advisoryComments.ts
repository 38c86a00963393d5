import { advisoryOf, needLogin } from '../access.ts';
import { created, field, HttpError, notFound, paged, ok, type Call } from '../http.ts';
import type { StoredAdvisory } from '../model.ts';
import { route } from '../router.ts';
import { commentShape } from '../shapes/issue.ts';

const path = '/repos/{owner}/{repo}/security-advisories/{ghsa}/comments';

/** The preview may be off: then it answers as if it did not exist. */
const open = (call: Call, parameters: Record<string, string>) => {
  if (!call.store.commentsApi) throw notFound();
  return advisoryOf(call, parameters);
};
const urlOf = (call: Call, advisory: StoredAdvisory) =>
  `${call.api}/repos/${advisory.repo}/security-advisories/${advisory.ghsaId}`;

export const advisoryComments = [
  route(`GET ${path}`, (call, parameters) => {
    const advisory = open(call, parameters);
    const since = Date.parse(call.query.get('since') ?? '');
    const shown = advisory.comments.filter(
      ({ updatedAt }) => Number.isNaN(since) || Date.parse(updatedAt) >= since,
    );
    return paged(
      call,
      `${urlOf(call, advisory)}/comments`,
      shown.map(comment => commentShape(call, urlOf(call, advisory), comment)),
    );
  }),
  route(`POST ${path}`, (call, parameters) => {
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
  route(`GET ${path}/{comment}`, (call, { comment = '', ...parameters }) => {
    const advisory = open(call, parameters);
    const found = advisory.comments.find(({ id }) => id === Number(comment));
    if (!found) throw notFound();
    return ok(commentShape(call, urlOf(call, advisory), found));
  }),
  route(`PATCH ${path}/{comment}`, (call, { comment = '', ...parameters }) => {
    const advisory = open(call, parameters);
    const found = advisory.comments.find(({ id }) => id === Number(comment));
    if (!found) throw notFound();
    if (found.author.toLowerCase() !== needLogin(call).toLowerCase())
      throw new HttpError(403, 'Must be the author.');
    found.body = field(call.body, 'body');
    found.updatedAt = call.store.stamp();
    return ok(commentShape(call, urlOf(call, advisory), found));
  }),
];
