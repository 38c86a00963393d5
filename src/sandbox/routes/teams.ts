import { needLogin } from '../access.ts';
import { notFound, paged } from '../http.ts';
import { route } from '../router.ts';
import { simpleUser } from '../shapes/user.ts';

export const teams = [
  // Who is not of the organisation is told that there is no such team.
  route('GET /orgs/{org}/teams/{slug}/members', (call, { org = '', slug = '' }) => {
    const { store, api } = call;
    const login = needLogin(call);
    if (slug !== store.team.slug || !store.isOrgMember(org, login)) throw notFound();
    const members = [...store.team.members].flatMap(member => simpleUser(call, member) ?? []);
    return paged(call, `${api}/orgs/${org}/teams/${slug}/members`, members);
  }),
];
