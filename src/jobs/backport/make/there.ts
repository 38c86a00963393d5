import { backportBranch } from '../../../project/index.ts';
import { readBackportTitle } from '../../../project/cpython/backport.ts';
import type { Pull, GitHub } from '../../../github/index.ts';
import type { BackportThere } from './types.ts';

/** Whose backport is looked for. */
export interface Backported {
  readonly pull: number;
  readonly sha: string;
  readonly branch: string;
}

/**
 * An open pull request that brings the same fix to the branch, the bot's or somebody's: by its title, or by its head,
 * where the title lacks the number. With `own` (`owner/name`), what comes from there does not count: the steps find it.
 */
export async function backportThere(
  { pulls }: Pick<GitHub, 'pulls'>,
  fullName: string,
  about: Backported,
  own: string | null,
  signal?: AbortSignal,
): Promise<BackportThere | null> {
  const found = await pulls.newestInto(fullName, about.branch, signal);
  const other = found.find(
    pull => pull.state === 'open' && isBackportOf(pull, about) && !isFrom(pull, own, about),
  );
  return other ? { number: other.number, url: other.htmlUrl, author: other.author } : null;
}

function isBackportOf({ title, base, headRef }: Pull, { pull, sha, branch }: Backported): boolean {
  if (base !== branch) return false;
  return readBackportTitle(title)?.pull === pull || headRef === backportBranch(sha, branch);
}

function isFrom({ headRepo, headRef }: Pull, own: string | null, { sha, branch }: Backported): boolean {
  const same = own !== null && headRepo?.toLowerCase() === own.toLowerCase();
  return same && headRef.startsWith(backportBranch(sha, branch));
}
