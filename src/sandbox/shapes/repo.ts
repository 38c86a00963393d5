import type { Call } from '../http.ts';
import type { Repo } from '../model.ts';
import type { Store } from '../store.ts';
import { simpleUser } from './user.ts';

const links: Readonly<Record<string, string>> = {
  archive: '{archive_format}{/ref}',
  assignees: '{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '{/branch}',
  collaborators: '{/collaborator}',
  comments: '{/number}',
  commits: '{/sha}',
  compare: '/{base}...{head}',
  contents: '/{+path}',
  contributors: '',
  deployments: '',
  downloads: '',
  events: '',
  forks: '',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '{/number}',
  keys: '{/key_id}',
  labels: '{/name}',
  languages: '',
  merges: '',
  milestones: '{/number}',
  notifications: '',
  pulls: '{/number}',
  releases: '{/id}',
  stargazers: '',
  statuses: '/{sha}',
  subscribers: '',
  subscription: '',
  tags: '',
  teams: '',
  trees: '/git/trees{/sha}',
};

export function fullName(repo: Repo): string {
  return `${repo.owner}/${repo.name}`;
}

/** GitHub's `simple-repository`: what an advisory says of its private fork (no clone address, no branch). */
export function simpleRepo(call: Call, repo: Repo): Record<string, unknown> {
  const url = `${call.api}/repos/${fullName(repo)}`;
  return {
    id: repo.id,
    node_id: `R_${repo.id}`,
    name: repo.name,
    full_name: fullName(repo),
    owner: simpleUser(call, repo.owner),
    private: repo.private,
    html_url: `${call.web}/${fullName(repo)}`,
    description: null,
    fork: repo.parent !== null,
    url,
    ...Object.fromEntries(
      Object.entries(links).map(([name, rest]) => [
        `${name}_url`,
        rest.startsWith('/') && /^\/(git|issues)\//.test(rest) ? `${url}${rest}` : `${url}/${name}${rest}`,
      ]),
    ),
  };
}

/** What somebody may do there, in GitHub's words. */
export function permissions(store: Store, repo: Repo, login: string | null): Record<string, boolean> {
  const may = (role: 'read' | 'triage' | 'write' | 'admin') => store.may(repo, login, role);
  return {
    admin: may('admin'),
    maintain: may('admin'),
    push: may('write'),
    triage: may('triage'),
    pull: may('read'),
  };
}

/** `full-repository` (and `repository`), with the caller's permissions. */
export function fullRepo(call: Call, repo: Repo): Record<string, unknown> {
  const parent = repo.parent === null ? undefined : call.store.repo(repo.parent);
  const open = [...repo.issues.values()].filter(({ state }) => state === 'open').length;
  const web = `${call.web}/${fullName(repo)}`;
  return {
    ...simpleRepo(call, repo),
    clone_url: `${web}.git`,
    git_url: `git://${new URL(call.web).host}/${fullName(repo)}.git`,
    ssh_url: `git@${new URL(call.web).hostname}:${fullName(repo)}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: 'Python',
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 100,
    default_branch: repo.defaultBranch,
    open_issues: open,
    open_issues_count: open,
    has_issues: repo.parent === null,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    visibility: repo.private ? 'private' : 'public',
    pushed_at: repo.createdAt,
    created_at: repo.createdAt,
    updated_at: repo.createdAt,
    license: null,
    topics: [],
    allow_forking: true,
    web_commit_signoff_required: false,
    network_count: 0,
    subscribers_count: 0,
    permissions: permissions(call.store, repo, call.login),
    ...(parent && call.store.may(parent, call.login, 'read')
      ? { parent: repoPart(call, parent), source: repoPart(call, parent) }
      : {}),
  };
}

/** A repository inside another answer: the same without its own parents. */
export function repoPart(call: Call, repo: Repo): Record<string, unknown> {
  const { parent: _parent, source: _source, ...rest } = fullRepo(call, { ...repo, parent: null });
  return { ...rest, fork: repo.parent !== null };
}
