import { repoOf } from '../access.ts';
import { checkedPull } from '../checks.ts';
import { resolve } from '../refs.ts';
import { notFound, ok, type Call } from '../http.ts';
import { route } from '../router.ts';
import { checkRuns, combinedStatus } from '../shapes/checks.ts';

/** The commit that a name stands for, and the pull request whose checks ran on it. */
async function checked(call: Call, { ref = '', ...parameters }: Record<string, string>) {
  const repo = repoOf(call, parameters);
  const sha = await resolve(repo.dir, ref);
  if (sha === null) throw notFound();
  return { repo, sha, pull: checkedPull(repo, sha) };
}

export const checks = [
  route('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', async (call, parameters) => {
    const { repo, pull } = await checked(call, parameters);
    const all = pull ? checkRuns(call, repo, pull) : [];
    const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30) || 30));
    const page = Math.max(1, Number(call.query.get('page') ?? 1) || 1);
    return ok({ total_count: all.length, check_runs: all.slice((page - 1) * size, page * size) });
  }),

  route('GET /repos/{owner}/{repo}/commits/{ref}/status', async (call, parameters) => {
    const { repo, sha, pull } = await checked(call, parameters);
    return ok(combinedStatus(call, repo, sha, pull));
  }),
];
