import type { Call } from '../http.ts';
import type { Comment, Issue, Label, Repo } from '../model.ts';
import { fullName, repoPart } from './repo.ts';
import { simpleUser } from './user.ts';

export function label(
  call: Call,
  repo: Repo,
  { id, name, color, description }: Label,
): Record<string, unknown> {
  const url = `${call.api}/repos/${fullName(repo)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: `LA_${id}`, url, name, color, default: false, description };
}

/** The labels that something carries. */
export function labels(call: Call, repo: Repo, names: readonly string[]): Record<string, unknown>[] {
  return repo.labels.filter(({ name }) => names.includes(name)).map(entry => label(call, repo, entry));
}

/** GitHub's `issue`; a pull request is one too. */
export function issueShape(call: Call, repo: Repo, issue: Issue): Record<string, unknown> {
  const base = `${call.api}/repos/${fullName(repo)}`;
  const url = `${base}/issues/${issue.number}`;
  const web = `${call.web}/${fullName(repo)}`;
  const assignees = (issue.assignees ?? []).flatMap(login => simpleUser(call, login) ?? []);
  const pull = issue.pull && {
    url: `${base}/pulls/${issue.number}`,
    html_url: `${web}/pull/${issue.number}`,
    diff_url: `${web}/pull/${issue.number}.diff`,
    patch_url: `${web}/pull/${issue.number}.patch`,
    merged_at: issue.pull.mergedAt,
  };
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    url,
    repository_url: base,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: pull?.html_url ?? `${web}/issues/${issue.number}`,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.state === 'closed' ? 'completed' : null,
    locked: false,
    active_lock_reason: null,
    user: simpleUser(call, issue.author),
    author_association: call.store.association(repo, issue.author),
    labels: labels(call, repo, issue.labels),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    ...(pull ? { pull_request: pull, draft: false } : {}),
  };
}

export function commentShape(call: Call, url: string, comment: Comment): Record<string, unknown> {
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${url}/comments/${comment.id}`,
    html_url: `${url}#comment-${comment.id}`,
    issue_url: url,
    user: simpleUser(call, comment.author),
    author_association: 'MEMBER',
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

/** A change of an issue: in its list of events, and in its timeline. */
export function eventShape(
  call: Call,
  repo: Repo,
  { id, event, actor, commit, label, createdAt }: Issue['events'][number],
): Record<string, unknown> {
  const base = `${call.api}/repos/${fullName(repo)}`;
  return {
    id,
    event,
    node_id: `E_${id}`,
    url: `${base}/issues/events/${id}`,
    actor: simpleUser(call, actor),
    commit_id: commit,
    commit_url: commit === null ? null : `${base}/commits/${commit}`,
    created_at: createdAt,
    performed_via_github_app: null,
    ...(label === undefined ? {} : { label: { name: label, color: 'ededed' } }),
  };
}

/** `pull-request-simple`, and with `counts` the whole `pull-request`. */
export function pullShape(
  call: Call,
  repo: Repo,
  issue: Issue,
  baseSha: string,
  counts: Record<string, unknown> = {},
): Record<string, unknown> {
  const pull = issue.pull!;
  const {
    pull_request: _,
    state_reason: __,
    labels_url: ___,
    events_url: ____,
    ...shape
  } = issueShape(call, repo, issue);
  const base = `${call.api}/repos/${fullName(repo)}`;
  const url = `${base}/pulls/${issue.number}`;
  const web = `${call.web}/${fullName(repo)}/pull/${issue.number}`;
  const head = call.store.repo(pull.headRepo);
  const owner = pull.headRepo.slice(0, pull.headRepo.indexOf('/'));
  const href = (address: string) => ({ href: address });
  return {
    ...shape,
    id: issue.id,
    node_id: `PR_${issue.id}`,
    url,
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: `${base}/issues/${issue.number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${base}/pulls/comments{/number}`,
    comments_url: `${base}/issues/${issue.number}/comments`,
    statuses_url: `${base}/statuses/${pull.headSha}`,
    merged_at: pull.mergedAt,
    requested_reviewers: [],
    requested_teams: [],
    head: {
      label: `${owner}:${pull.headRef}`,
      ref: pull.headRef,
      sha: pull.headSha,
      user: simpleUser(call, owner),
      repo: head ? repoPart(call, head) : null,
    },
    base: {
      label: `${repo.owner}:${pull.base}`,
      ref: pull.base,
      sha: baseSha,
      user: simpleUser(call, repo.owner),
      repo: repoPart(call, repo),
    },
    _links: {
      self: href(url),
      html: href(web),
      issue: href(`${base}/issues/${issue.number}`),
      comments: href(`${base}/issues/${issue.number}/comments`),
      review_comments: href(`${url}/comments`),
      review_comment: href(`${base}/pulls/comments{/number}`),
      commits: href(`${url}/commits`),
      statuses: href(`${base}/statuses/${pull.headSha}`),
    },
    merge_commit_sha: pull.mergeCommit,
    auto_merge: null,
    draft: false,
    ...counts,
  };
}
