import { needRole, repoOf } from '../access.ts';
import { notFound, ok, paged, type Call } from '../http.ts';
import type { Repo, Role } from '../model.ts';
import { route } from '../router.ts';
import { fullName, permissions } from '../shapes/repo.ts';
import { simpleUser } from '../shapes/user.ts';

/** GitHub's words for the least that is asked for. The sandbox knows no maintainers beside admins. */
const least: Readonly<Record<string, Role>> = {
  pull: 'read',
  triage: 'triage',
  push: 'write',
  maintain: 'admin',
  admin: 'admin',
};

/** Everybody with a role of their own; in a private repository, everybody who sees it. */
function collaboratorsOf({ store }: Call, repo: Repo, needed: Role): string[] {
  return [...store.users.values()]
    .filter(({ type }) => type === 'User')
    .map(({ login }) => login)
    .filter(
      login =>
        (repo.private || repo.roles.has(login.toLowerCase()) || repo.owner === login) &&
        store.may(repo, login, needed),
    );
}

export const collaborators = [
  route('GET /repos/{owner}/{repo}/collaborators', (call, parameters) => {
    const repo = repoOf(call, parameters);
    needRole(call, repo, 'write', 'Must have push access to view repository collaborators.');
    const needed = least[call.query.get('permission') ?? 'pull'] ?? 'read';
    const people = collaboratorsOf(call, repo, needed).map(login => ({
      ...simpleUser(call, login),
      permissions: permissions(call.store, repo, login),
      role_name: call.store.role(repo, login),
    }));
    return paged(call, `${call.api}/repos/${fullName(repo)}/collaborators`, people);
  }),

  route(
    'GET /repos/{owner}/{repo}/collaborators/{login}/permission',
    (call, { login = '', ...parameters }) => {
      const repo = repoOf(call, parameters);
      const user = simpleUser(call, login);
      if (!user) throw notFound();
      const role = call.store.role(repo, login);
      const permission = role === 'triage' ? 'read' : role;
      return ok({ permission, role_name: role, user: { ...user, role_name: role } });
    },
  ),
];
