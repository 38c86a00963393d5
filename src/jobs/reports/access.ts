import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import { readersOf } from '../../process/index.ts';
import {
  readerDifference,
  responseTeam,
  teamDifference,
  type Difference,
  type Member,
} from '../../project/index.ts';
import { each } from './each.ts';
import { orUnknown } from './hidden.ts';
import type { ReportParts } from './types.ts';

export interface AccessReport {
  /** `python/psrt`, the canonical list of members. */
  readonly team: string;
  readonly members: Difference;
  readonly advisories: readonly {
    readonly ghsaId: string;
    readonly repo: string;
    readonly difference: Difference;
  }[];
  /** Repositories whose open advisories could not be listed. */
  readonly unread: readonly string[];
}

type Logins = readonly string[] | null;

/**
 * Compares the published list with the team and with everybody who can read each open advisory.
 * @throws GitHubError where nothing more can be read
 */
export async function readAccess({
  github,
  repositories,
  members,
  signal,
  progress,
}: ReportParts & { readonly members: readonly Member[] }): Promise<AccessReport> {
  const unread = new Set<string>();
  const open: Advisory[] = [];
  for (const repo of repositories)
    for (const state of ['triage', 'draft'] as const) {
      progress?.(`Reading ${repoName(repo)}…`);
      const list = await orUnknown(github.advisories.list(repo, state, { signal }));
      if (list === null) unread.add(repoName(repo));
      else open.push(...list);
    }
  progress?.('Reading teams and admins…');
  const { org, slug } = responseTeam;
  const teams = await readOnce(
    [
      { org, slug },
      ...open.flatMap(({ repo, teams }) => teams.map(name => ({ org: repo.owner, slug: name }))),
    ],
    team => `${team.org}/${team.slug}`,
    team => orUnknown(github.teams.members(team.org, team.slug, signal)),
  );
  const admins = await readOnce(
    open.map(({ repo }) => repo),
    repoName,
    (repo: RepoRef) => orUnknown(github.repos.admins(repoName(repo), signal)),
  );
  const ofTeam = (owner: string, name: string) => teams.get(`${owner}/${name}`) ?? null;
  return {
    team: `${org}/${slug}`,
    members: teamDifference(members, `team ${slug}`, ofTeam(org, slug)),
    advisories: open.map(advisory => {
      const readers = readersOf({
        advisory,
        teams: Object.fromEntries(advisory.teams.map(name => [name, ofTeam(advisory.repo.owner, name)])),
        admins: admins.get(repoName(advisory.repo)) ?? null,
      });
      return {
        ghsaId: advisory.ghsaId,
        repo: repoName(advisory.repo),
        difference: readerDifference(members, readers),
      };
    }),
    unread: [...unread],
  };
}

/** Each once, however many advisories name it. */
async function readOnce<T>(
  all: readonly T[],
  key: (one: T) => string,
  read: (one: T) => Promise<Logins>,
): Promise<ReadonlyMap<string, Logins>> {
  const once = new Map(all.map(one => [key(one), one]));
  const found = await each([...once.values()], read);
  return new Map([...once.keys()].map((name, at) => [name, found[at] ?? null]));
}
