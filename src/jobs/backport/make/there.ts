import type { Pull, GitHub } from '../../../github/index.ts';
import { backportBranch, profileOf } from '../../../project/index.ts';
import { isBackport } from '../read/find.ts';
import { isStranger } from '../read/strangers.ts';
import type { BackportThere } from './types.ts';

/** Whose backport is looked for. */
export interface Backported {
  readonly pull: number;
  readonly sha: string;
  readonly branch: string;
  /** Number of the public issue; null: the fix names none. */
  readonly issue: number | null;
}

/**
 * An open or merged pull request that brings the same fix to the branch, the bot's or somebody's: found as the overview
 * finds them. One that is merged counts first, a stranger's last. With `own` (`owner/name`), what comes from there does
 * not count: the steps find it.
 */
export async function backportThere(
  { pulls }: Pick<GitHub, 'pulls'>,
  fullName: string,
  about: Backported,
  { own, me }: { readonly own: string | null; readonly me: string },
  signal?: AbortSignal,
): Promise<BackportThere | null> {
  const { pull: number, sha: commit, branch, issue } = about;
  const issues = issue === null ? [] : [issue];
  const original = { repo: fullName, number, issues, bases: [branch], commit };
  const found = (await pulls.newestInto(fullName, branch, signal)).filter(
    pull =>
      (pull.merged || pull.state === 'open') &&
      isBackport(pull, original, false) &&
      !isFrom(pull, own, about),
  );
  if (found.length === 0) return null;
  const known = [me, (await pulls.get(fullName, number, signal)).author];
  const isKnown = (pull: Pull) => !isStranger(fullName, pull, known);
  const other = found.find(({ merged }) => merged) ?? found.find(isKnown) ?? found[0]!;
  const { author, merged } = other;
  return { number: other.number, url: other.htmlUrl, author, merged, stranger: !isKnown(other) };
}

function isFrom({ headRepo, headRef }: Pull, own: string | null, { sha, branch }: Backported): boolean {
  const same = own !== null && headRepo?.toLowerCase() === own.toLowerCase();
  return same && headRef.startsWith(backportBranch(sha, branch));
}

/** "gh-210468 is there already, by nutmeg-core" */
export function thereInWords(fullName: string, { number, author, merged, stranger }: BackportThere): string {
  const is = merged ? 'was merged already' : 'is there already';
  const by = author === null ? '' : `, by ${author}${stranger ? ', whom nobody knows here' : ''}`;
  return `${profileOf(fullName).publicNumber(number)} ${is}${by}`;
}
