import type { Memento } from 'vscode';
import { repoName, shortId, type Advisory } from '../../../advisory/model.ts';
import { backportRules } from '../../../jobs/backport/make/branch.ts';
import { backportKey, privateBackportKey } from '../../../jobs/backport/make/index.ts';
import { JobError } from '../../../jobs/errors.ts';
import { profileOf } from '../../../project/index.ts';
import { linksIn } from '../../common/portLinks.ts';
import type { PortLinks } from '../../../jobs/port/index.ts';

/** What a backport is made of: the public fix where there is one, else the private one. */
export type BackportOf =
  | { readonly into: 'public'; readonly links: PortLinks }
  | { readonly into: 'private'; readonly fork: string };

/** The public fix that this machine knows; null: none. */
export function publicFixOf(state: Pick<Memento, 'get'>, { repo, ghsaId }: Advisory): PortLinks | null {
  const name = repoName(repo).toLowerCase();
  return linksIn(state).find(links => links.ghsaId === ghsaId && links.repo.toLowerCase() === name) ?? null;
}

/** Is there a fix, and does the project bring fixes to more branches than one? */
export function mayBackport(state: Pick<Memento, 'get'>, advisory: Advisory): boolean {
  if (profileOf(repoName(advisory.repo)).backports === null) return false;
  return advisory.privateFork !== null || publicFixOf(state, advisory) !== null;
}

/** @throws JobError where there is no fix yet, or the project has one branch only. */
export function backportOf(state: Pick<Memento, 'get'>, advisory: Advisory): BackportOf {
  backportRules(repoName(advisory.repo));
  const links = publicFixOf(state, advisory);
  if (links !== null) return { into: 'public', links };
  if (advisory.privateFork !== null) return { into: 'private', fork: advisory.privateFork };
  throw new JobError(
    'no-fork',
    `${shortId(advisory.ghsaId)} has neither a public fix that this machine knows nor a private fork, so there is nothing to backport.`,
  );
}

export function keyOf(apiUrl: string, { repo, ghsaId }: Advisory, branch: string, of: BackportOf): string {
  const key = of.into === 'public' ? backportKey : privateBackportKey;
  return key(apiUrl, repo, ghsaId, branch);
}
