import { HttpError, notFound, type Call } from './http.ts';
import type { Issue, Repo, Role, StoredAdvisory } from './model.ts';

/** The repository a call names. A private one that the caller may not see is not found, as on GitHub. */
export function repoOf(call: Call, { owner = '', repo = '' }: Record<string, string>): Repo {
  const found = call.store.repo(`${owner}/${repo}`);
  if (!found || !call.store.may(found, call.login, 'read')) throw notFound();
  if (found.readyAt > call.store.now().getTime()) throw notFound();
  return found;
}

/** @throws HttpError 401 when nobody is signed in, 403 when the role is too small. */
export function needRole(
  call: Call,
  repo: Repo,
  role: Role,
  message = 'Must have push access to repository.',
): string {
  const login = needLogin(call);
  if (!call.store.may(repo, login, role)) throw new HttpError(403, message);
  return login;
}

export function needLogin(call: Call): string {
  if (call.login === null) throw new HttpError(401, 'Requires authentication');
  return call.login;
}

export function issueOf(call: Call, repo: Repo, { number = '' }: Record<string, string>): Issue {
  const found = repo.issues.get(Number(number));
  if (!found) throw notFound();
  return found;
}

export function pullOf(call: Call, repo: Repo, parameters: Record<string, string>): Issue {
  const found = issueOf(call, repo, parameters);
  if (!found.pull) throw notFound();
  return found;
}

export function advisoryOf(call: Call, parameters: Record<string, string>): StoredAdvisory {
  const repo = repoOf(call, parameters);
  const found = call.store.advisory(parameters['ghsa'] ?? '');
  if (!found || found.repo.toLowerCase() !== `${repo.owner}/${repo.name}`.toLowerCase()) throw notFound();
  if (!call.store.mayRead(found, call.login)) throw notFound();
  return found;
}
