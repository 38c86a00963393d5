import { needLogin, needRole, repoOf } from '../access.ts';
import { forkRepo } from '../fork.ts';
import { git } from '../gitdir.ts';
import { refs, resolve, typedRefs } from '../refs.ts';
import { HttpError, invalid, notFound, ok, paged, type Call } from '../http.ts';
import type { Repo } from '../model.ts';
import { route } from '../router.ts';
import { label } from '../shapes/issue.ts';
import { fullName, fullRepo } from '../shapes/repo.ts';
import { commitShape } from '../shapes/commit.ts';

const baseOf = (call: Call, repo: Repo) => `${call.api}/repos/${fullName(repo)}`;

export const repos = [
  route('GET /repos/{owner}/{repo}', (call, parameters) => ok(fullRepo(call, repoOf(call, parameters)))),

  route('GET /repos/{owner}/{repo}/forks', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const forks = [...call.store.repos.values()].filter(
      fork =>
        fork.advisory === null &&
        fork.parent?.toLowerCase() === fullName(repo).toLowerCase() &&
        call.store.may(fork, call.login, 'read'),
    );
    return paged(
      call,
      `${baseOf(call, repo)}/forks`,
      forks.map(fork => fullRepo(call, fork)),
    );
  }),

  route('POST /repos/{owner}/{repo}/forks', async (call, parameters) => {
    const login = needLogin(call);
    const repo = repoOf(call, parameters);
    const existing = call.store.repo(`${login}/${repo.name}`);
    const fork = existing ?? (await forkRepo(call.store, call.root, repo, { owner: login, name: repo.name }));
    return { status: 202, json: fullRepo(call, fork) };
  }),

  route('POST /repos/{owner}/{repo}/merge-upstream', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    needRole(call, repo, 'write');
    const branch = String(call.body['branch'] ?? '');
    const parent = repo.parent === null ? undefined : call.store.repo(repo.parent);
    if (!parent) throw invalid();
    const [theirs, ours] = [
      await resolve(parent.dir, `refs/heads/${branch}`),
      await resolve(repo.dir, `refs/heads/${branch}`),
    ];
    if (theirs === null) throw notFound();
    await git(repo.dir, ['fetch', '-q', parent.dir, theirs]);
    if (ours !== null && (await git(repo.dir, ['merge-base', ours, theirs])) !== ours) {
      throw new HttpError(409, 'There are merge conflicts');
    }
    await git(repo.dir, ['update-ref', `refs/heads/${branch}`, theirs]);
    return ok({
      message: `Successfully fetched and fast-forwarded from upstream ${parent.owner}:${branch}.`,
      merge_type: theirs === ours ? 'none' : 'fast-forward',
      base_branch: `${parent.owner}:${branch}`,
    });
  }),

  route('GET /repos/{owner}/{repo}/branches', async (call, parameters) => {
    const repo = repoOf(call, parameters);
    const heads = await refs(repo.dir, 'refs/heads/');
    const branches = heads.map(({ ref, sha }) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: `${baseOf(call, repo)}/commits/${sha}` },
      protected: false,
    }));
    return paged(call, `${baseOf(call, repo)}/branches`, branches);
  }),

  route('GET /repos/{owner}/{repo}/branches/{branch+}', async (call, { branch = '', ...parameters }) => {
    const repo = repoOf(call, parameters);
    const sha = await resolve(repo.dir, `refs/heads/${branch}`);
    if (sha === null) throw notFound();
    const url = `${baseOf(call, repo)}/branches/${branch}`;
    return ok({
      name: branch,
      commit: await commitShape(call, repo, sha),
      _links: { self: url, html: `${call.web}/${fullName(repo)}/tree/${branch}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${url}/protection`,
    });
  }),

  route('GET /repos/{owner}/{repo}/git/ref/{ref+}', async (call, { ref = '', ...parameters }) => {
    const repo = repoOf(call, parameters);
    const found = (await typedRefs(repo.dir, `refs/${ref}`)).find(entry => entry.ref === `refs/${ref}`);
    if (!found) throw notFound();
    return ok(refShape(call, repo, found));
  }),

  route('GET /repos/{owner}/{repo}/git/matching-refs/{ref+}', async (call, { ref = '', ...parameters }) => {
    const repo = repoOf(call, parameters);
    const all = await typedRefs(repo.dir, 'refs/');
    return ok(
      all.filter(entry => entry.ref.startsWith(`refs/${ref}`)).map(entry => refShape(call, repo, entry)),
    );
  }),

  route('GET /repos/{owner}/{repo}/commits/{ref}', async (call, { ref = '', ...parameters }) => {
    const repo = repoOf(call, parameters);
    const sha = await resolve(repo.dir, ref);
    if (sha === null) throw new HttpError(422, `No commit found for SHA: ${ref}`);
    return ok(await commitShape(call, repo, sha));
  }),

  route('GET /repos/{owner}/{repo}/compare/{range+}', async (call, { range = '', ...parameters }) => {
    const repo = repoOf(call, parameters);
    const [base = '', head = ''] = range.split('...');
    const [from, to] = [await resolve(repo.dir, base), await resolve(repo.dir, head)];
    if (from === null || to === null) throw notFound();
    const ids = async (span: string) => (await git(repo.dir, ['rev-list', span])).split('\n').filter(Boolean);
    const [ahead, behind, merge] = [
      await ids(`${from}..${to}`),
      await ids(`${to}..${from}`),
      await git(repo.dir, ['merge-base', from, to]),
    ];
    const url = `${baseOf(call, repo)}/compare/${range}`;
    const web = `${call.web}/${fullName(repo)}/compare/${range}`;
    return ok({
      url,
      html_url: web,
      permalink_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      base_commit: await commitShape(call, repo, from),
      merge_base_commit: await commitShape(call, repo, merge),
      status:
        ahead.length && behind.length
          ? 'diverged'
          : ahead.length
            ? 'ahead'
            : behind.length
              ? 'behind'
              : 'identical',
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: await Promise.all(ahead.reverse().map(sha => commitShape(call, repo, sha))),
    });
  }),

  route('GET /repos/{owner}/{repo}/labels', (call, parameters) => {
    const repo = repoOf(call, parameters);
    return paged(
      call,
      `${baseOf(call, repo)}/labels`,
      repo.labels.map(entry => label(call, repo, entry)),
    );
  }),
];

function refShape(
  call: Call,
  repo: Repo,
  { ref, sha, type }: { readonly ref: string; readonly sha: string; readonly type: string },
): Record<string, unknown> {
  return {
    ref,
    node_id: `REF_${ref}`,
    url: `${baseOf(call, repo)}/git/${ref}`,
    object: { type, sha, url: `${baseOf(call, repo)}/git/${type}s/${sha}` },
  };
}
