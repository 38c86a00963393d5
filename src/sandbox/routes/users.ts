import { needLogin } from '../access.ts';
import { notFound, ok } from '../http.ts';
import { route } from '../router.ts';
import { privateUser, publicUser } from '../shapes/user.ts';

export const users = [
  route('GET /user', call => ok(privateUser(call, call.store.user(needLogin(call))!))),
  route('GET /users/{login}', (call, { login = '' }) => {
    const user = call.store.user(login);
    if (!user) throw notFound();
    return ok(publicUser(call, user));
  }),
  route('GET /rate_limit', () =>
    ok({
      resources: {
        core: { limit: 5000, used: 1, remaining: 4999, reset: 1 },
        search: { limit: 30, used: 0, remaining: 30, reset: 1 },
      },
    }),
  ),
  route('GET /versions', () => ok(['2022-11-28', '2026-03-10'])),
];
