import type { Call } from '../http.ts';
import type { User } from '../model.ts';

const links = [
  'followers',
  'following',
  'gists',
  'starred',
  'subscriptions',
  'organizations',
  'repos',
  'events',
  'received_events',
];

/** GitHub's `simple-user`. */
export function simpleUser({ store, api, web }: Call, login: string | null): Record<string, unknown> | null {
  const user = login === null ? undefined : store.user(login);
  if (!user) return null;
  const url = `${api}/users/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: `U_${user.id}`,
    avatar_url: `${web}/avatars/${user.id}`,
    gravatar_id: '',
    url,
    html_url: `${web}/${user.login}`,
    ...Object.fromEntries(links.map(name => [`${name}_url`, `${url}/${name}`])),
    type: user.type,
    site_admin: false,
  };
}

/** `public-user`. */
export function publicUser(call: Call, user: User): Record<string, unknown> {
  return {
    ...simpleUser(call, user.login),
    name: user.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: user.createdAt,
    updated_at: user.createdAt,
  };
}

/** `private-user`: what the account itself sees. */
export function privateUser(call: Call, user: User): Record<string, unknown> {
  return {
    ...publicUser(call, user),
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}
