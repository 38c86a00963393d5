import { parseGhsaId, parseRepo } from '../../advisory/id.ts';
import type { RepoRef } from '../../advisory/model.ts';

/** An advisory by name: what a link, a tab that comes back, and a command may carry. */
export interface AdvisoryRef {
  readonly repo: RepoRef;
  readonly ghsaId: string;
}

/**
 * What `<scheme>://…/advisory?owner=&repo=&ghsa=` names; null for anything else. Each part is held against GitHub's
 * own forms, and nothing else of a link is read.
 */
export function parseLink({
  path,
  query,
}: {
  readonly path: string;
  readonly query: string;
}): AdvisoryRef | null {
  if (path !== '/advisory') return null;
  const parts = new URLSearchParams(query);
  return advisoryRef(`${parts.get('owner') ?? ''}/${parts.get('repo') ?? ''}`, parts.get('ghsa') ?? '');
}

/** Both parts when they have GitHub's form, else null. */
export function advisoryRef(repo: unknown, ghsaId: unknown): AdvisoryRef | null {
  if (typeof repo !== 'string' || typeof ghsaId !== 'string') return null;
  const [found, id] = [parseRepo(repo), parseGhsaId(ghsaId)];
  return found && id ? { repo: found, ghsaId: id } : null;
}
