import { coordinators } from '../../advisory/assignment.ts';
import { repoName, type Advisory, type AdvisoryState, type RepoRef } from '../../advisory/model.ts';
import { GitHubError } from '../../github/index.ts';
import {
  activityOf,
  startOf,
  type Member,
  type MemberActivity,
  type Remark,
  type WorkedOn,
} from '../../project/index.ts';
import { each } from './each.ts';
import { orUnknown } from './hidden.ts';
import type { ReportParts } from './types.ts';

const states: readonly AdvisoryState[] = ['triage', 'draft', 'published', 'closed'];

/** So many answers of "no such API" and none else, and a repository is not asked for more comments. */
const enough = 5;

export interface ActivityParts extends ReportParts {
  readonly members: readonly Member[];
  readonly council: readonly string[];
  readonly since: string;
  /** Repositories (`owner/name`) of which this account sees every advisory. */
  readonly seesAll: readonly string[];
}

export interface ActivityReport {
  readonly since: string;
  readonly repositories: readonly string[];
  readonly rows: readonly MemberActivity[];
  /** So many advisories were looked at. */
  readonly advisories: number;
  readonly unread: {
    /** Repositories of which not every advisory was seen. */
    readonly repositories: readonly string[];
    /** So many advisories whose comments could not be read. */
    readonly comments: number;
    /** Members whom GitHub does not know by their login. */
    readonly gone: readonly string[];
    /** Comments of deleted accounts: nobody's. */
    readonly nobodys: number;
  };
}

/**
 * Reads what the members did since a day: every advisory of every state, and what was written in each since then.
 * @throws GitHubError where nothing more can be read
 */
export async function readActivity(parts: ActivityParts): Promise<ActivityReport> {
  const { repositories, since, members, council, seesAll, progress } = parts;
  const hidden = new Set<string>();
  const found: Advisory[] = [];
  for (const repo of repositories) {
    if (!seesAll.includes(repoName(repo))) hidden.add(repoName(repo));
    for (const state of states) {
      progress?.(`Reading ${repoName(repo)}…`);
      const list = await orUnknown(parts.github.advisories.list(repo, state, { signal: parts.signal }));
      if (list === null) hidden.add(repoName(repo));
      else found.push(...list);
    }
  }
  const comments = await readComments(parts, found);
  const advisories = found.map((advisory, at): WorkedOn => ({
    open: advisory.state === 'triage' || advisory.state === 'draft',
    updatedAt: advisory.updatedAt,
    coordinators: coordinators(advisory),
    comments: comments[at] ?? null,
  }));
  const facts = { members, council, since, advisories, whole: hidden.size === 0 };
  const gone = await unknownTo(parts, activityOf(facts));
  return {
    since,
    repositories: repositories.map(repoName),
    rows: activityOf({ ...facts, gone }),
    advisories: found.length,
    unread: {
      repositories: [...hidden],
      comments: comments.filter(list => list === null).length,
      gone,
      nobodys: comments.flatMap(list => list ?? []).filter(({ author }) => author === null).length,
    },
  };
}

/** What was written since then in each; null where it cannot be read. */
function readComments(
  { github, since, signal, progress }: ActivityParts,
  all: readonly Advisory[],
): Promise<(readonly Remark[] | null)[]> {
  const from = new Date(startOf(since));
  const refusals = new Map<string, number>();
  const read = async ({ repo, ghsaId }: Advisory): Promise<readonly Remark[] | null> => {
    const name = repoName(repo);
    const refused = () => refusals.get(name) ?? 0;
    if (refused() >= enough) return null;
    const answer = await orUnknown(
      github.advisories.comments(repo, ghsaId, signal, from).then(list => ({ list })),
    );
    const comments = answer?.list ?? null;
    // Where one discussion can be read there is such an API.
    if (answer) refusals.set(name, comments === null ? refused() + 1 : -Infinity);
    // The API's `since` goes by the last edit.
    return comments && comments.filter(({ createdAt }) => !(Date.parse(createdAt) < from.getTime()));
  };
  return each(all, read, done => progress?.(`Reading comments, ${done} of ${all.length}…`));
}

/** A member who took another name on GitHub looks inactive under the old one. */
async function unknownTo(
  { github, signal, progress }: ActivityParts,
  rows: readonly MemberActivity[],
): Promise<string[]> {
  const silent = rows.filter(({ verdict }) => verdict === 'inactive').map(({ member }) => member.login);
  if (silent.length > 0) progress?.('Looking up who was not seen…');
  const gone = await each(silent, login =>
    github.users.get(login, signal).then(
      () => [],
      (error: unknown) => {
        if (error instanceof GitHubError && error.kind === 'not-found') return [login];
        throw error;
      },
    ),
  );
  return gone.flat();
}

/** The repositories of which GitHub says that this account sees every advisory. */
export async function administrated({
  github,
  repositories,
  signal,
}: Pick<ReportParts, 'github' | 'repositories' | 'signal'>): Promise<string[]> {
  const all = await each(repositories, async (repo: RepoRef) => {
    const found = await orUnknown(github.repos.get(repoName(repo), signal));
    return found?.permissions.admin === true ? [repoName(repo)] : [];
  });
  return all.flat();
}
