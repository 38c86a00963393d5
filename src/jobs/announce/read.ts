import type { RepoRef } from '../../advisory/model.ts';
import { repoName } from '../../advisory/model.ts';
import { announcement, type Mail } from '../../texts/index.ts';
import { oneLine } from '../../texts/plain.ts';
import { profileOf, replyToOf } from '../../project/index.ts';
import type { GitHub } from '../../github/index.ts';
import { readFix, type FixGitHub } from './fix.ts';
import { scoreOfAdvisory } from './severity.ts';
import type { Expected } from './template.ts';
import type { AnnouncementFacts } from './types.ts';

export interface AnnounceGitHub extends FixGitHub {
  readonly advisories: Pick<GitHub['advisories'], 'get'>;
  readonly repos: Pick<GitHub['repos'], 'get'>;
}

/** Reads what the announcement is made of, fresh. @throws GitHubError when the advisory cannot be read */
export async function readAnnouncement(
  github: AnnounceGitHub,
  about: {
    readonly repo: RepoRef;
    readonly ghsaId: string;
    readonly links: { readonly issue: number | null; readonly pull: number } | null;
    /** A pull request that the coordinator names, instead of the one that the port left. */
    readonly named: number | null;
  },
  signal?: AbortSignal,
): Promise<AnnouncementFacts> {
  const repo = repoName(about.repo);
  const [advisory, { defaultBranch: main }] = await Promise.all([
    github.advisories.get(about.repo, about.ghsaId, signal),
    github.repos.get(repo, signal),
  ]);
  return { advisory, fix: await readFix(github, { ...about, repo, main }, signal) };
}

/** The e-mail by the template; what is not known yet is a hole. `to`: of the setting, and from nowhere else. */
export function announcementOf({ advisory, fix }: AnnouncementFacts, to: string): Mail {
  const repo = repoName(advisory.repo);
  const list = profileOf(repo).mail;
  return announcement({
    project: list?.project ?? advisory.repo.name,
    to,
    replyTo: replyToOf(list, to),
    title: advisory.title,
    description: advisory.description,
    cveId: advisory.cveId ?? '',
    severity: scoreOfAdvisory(advisory)?.severity ?? null,
    pullUrl: fix.status === 'merged' ? fix.pull!.htmlUrl : null,
  });
}

/** What an edited text still has to name. */
export function expectedOf({ advisory, fix }: AnnouncementFacts): Expected {
  return {
    cveId: oneLine(advisory.cveId ?? ''),
    severity: scoreOfAdvisory(advisory)?.severity.toUpperCase() ?? '',
    pullUrl: fix.status === 'merged' ? fix.pull!.htmlUrl : '',
  };
}
