import type { Client } from './client.ts';
import { split } from './repos.ts';
import { maybe, text, textOrNull } from './shape.ts';

/** An issue or pull request whose text or comments name another one, as GitHub links them. */
export interface Mention {
  /** `owner/name` of where it is. Private places that the account may see are there, too. */
  readonly repo: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isPull: boolean;
  readonly isOpen: boolean;
  /** Of a pull request that is merged. */
  readonly mergedAt: string | null;
  /** Null: the account is gone. */
  readonly author: string | null;
}

/** What somebody wrote below it. */
export interface Comment {
  /** Null: the account is gone. */
  readonly author: string | null;
  readonly body: string;
  /** ISO 8601 */
  readonly at: string;
}

export interface Timeline {
  /** Each of them once. */
  readonly mentions: readonly Mention[];
  /** Commit of the merge, of a pull request that is merged (its own answer no longer says it). */
  readonly mergeCommit: string | null;
  /** Who merged it. */
  readonly mergedBy: string | null;
  readonly comments: readonly Comment[];
  /** Labels as they were set, in order. */
  readonly labelled: readonly { readonly name: string; readonly at: string }[];
}

/** All that happened to an issue or a pull request, as far as we look at it. */
export async function readTimeline(
  client: Client,
  fullName: string,
  number: number,
  signal?: AbortSignal,
): Promise<Timeline> {
  const entries = await client.list(
    '/repos/{owner}/{repo}/issues/{number}/timeline',
    { ...split(fullName), number },
    { signal },
  );
  const mentions = new Map<string, Mention>();
  const comments: Comment[] = [];
  const labelled: { readonly name: string; readonly at: string }[] = [];
  let mergeCommit: string | null = null;
  let mergedBy: string | null = null;
  for (const entry of entries.map(maybe)) {
    const event = text(entry, 'event');
    if (event === 'merged') {
      mergeCommit = textOrNull(entry, 'commit_id') ?? mergeCommit;
      mergedBy = textOrNull(maybe(entry['actor']), 'login') ?? mergedBy;
    }
    if (event === 'commented') comments.push(comment(entry));
    if (event === 'labeled')
      labelled.push({ name: text(maybe(entry['label']), 'name'), at: text(entry, 'created_at') });
    if (event !== 'cross-referenced') continue;
    const found = mention(maybe(maybe(entry['source'])['issue']));
    if (found) mentions.set(`${found.repo.toLowerCase()}#${found.number}`, found);
  }
  return { mentions: [...mentions.values()], mergeCommit, mergedBy, comments, labelled };
}

function comment(entry: Readonly<Record<string, unknown>>): Comment {
  const who = textOrNull(maybe(entry['user']), 'login') ?? textOrNull(maybe(entry['actor']), 'login');
  return { author: who, body: text(entry, 'body'), at: text(entry, 'created_at') };
}

/** Null where GitHub shows that something mentions it, and not what. */
function mention(issue: Readonly<Record<string, unknown>>): Mention | null {
  const number = issue['number'];
  // The address ends in `/repos/<owner>/<name>`, whatever API it is of.
  const repo =
    textOrNull(maybe(issue['repository']), 'full_name') ??
    /\/repos\/([^/]+\/[^/]+)\/?$/.exec(text(issue, 'repository_url'))?.[1];
  if (typeof number !== 'number' || !repo) return null;
  const pull = issue['pull_request'];
  return {
    repo,
    number,
    title: text(issue, 'title'),
    body: text(issue, 'body'),
    isPull: typeof pull === 'object' && pull !== null,
    isOpen: text(issue, 'state') === 'open',
    mergedAt: textOrNull(maybe(pull), 'merged_at'),
    author: textOrNull(maybe(issue['user']), 'login'),
  };
}
