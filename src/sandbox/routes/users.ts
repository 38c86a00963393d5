import { needLogin } from '../access.ts';
import { notFound, ok } from '../http.ts';
import { route } from '../router.ts';
import { versions } from '../versions.ts';
import { privateUser, publicUser } from '../shapes/user.ts';

export const users = [
  route('GET /user', call => ok(privateUser(call, call.store.user(needLogin(call))!))),
  route('GET /users/{login}', (call, { login = '' }) => {
    const user = call.store.user(login);
    if (!user) throw notFound();
    return ok(publicUser(call, user));
  }),
  route('GET /rate_limit', call => {
    const reset = Math.floor(call.store.now().getTime() / 1000) + 3600;
    const core = { limit: 5000, used: 1, remaining: 4999, reset };
    return ok({ resources: { core, search: { limit: 30, used: 0, remaining: 30, reset } }, rate: core });
  }),
  route('GET /versions', () => ok(versions)),
];
