import { shortId, type Advisory } from '../../advisory/model.ts';
import { browser, changed, done, ended, look, orRefused, there } from './outcomes.ts';
import type { DecideParts, Outcome, Undo } from './types.ts';

/** Why a text cannot be the CVE id of an advisory among others, as a sentence; null when it can. */
export function cveProblem(text: string, seen: Advisory, others: readonly Advisory[]): string | null {
  const id = normal(text);
  if (!/^CVE-\d{4}-\d{4,19}$/.test(id)) return 'Looks like CVE-, four digits, a number.';
  const user = others.find(
    other => !sameId(other.ghsaId, seen.ghsaId) && other.cveId !== null && normal(other.cveId) === id,
  );
  return user ? `Used by GHSA ${shortId(user.ghsaId)} already.` : null;
}

/** Sets the CVE id (in any casing), unless somebody set another one since it was seen. */
export async function setCveId(
  parts: DecideParts,
  seen: Advisory,
  cveId: string,
  others: readonly Advisory[],
): Promise<Outcome> {
  const id = normal(cveId);
  const now = await look(parts);
  if (now.cveId !== null && normal(now.cveId) === id) return there(now);
  if (now.cveId !== seen.cveId || ended(seen, now)) return changed(now);
  const problem = cveProblem(id, now, others);
  if (problem !== null) return browser(now, problem);
  return write(parts, now, id, () => undoOf(parts, now.cveId, id));
}

function write(
  { github, repo, ghsaId, signal }: DecideParts,
  now: Advisory,
  id: string,
  undo: () => Undo | null,
): Promise<Outcome> {
  return orRefused(now, async () => {
    const answer = await github.advisories.update(repo, ghsaId, { cveId: id }, signal);
    return (answer.cveId ?? '') === id
      ? done(answer, undo())
      : browser(answer, 'GitHub did not keep the CVE ID. Change it on its page.');
  });
}

function undoOf(parts: DecideParts, before: string | null, left: string): Undo {
  return async signal => {
    const again = { ...parts, signal };
    const now = await look(again);
    if (now.cveId === before) return there(now);
    if (now.cveId !== left) return changed(now);
    return write(again, now, before ?? '', () => null);
  };
}

const normal = (id: string) => id.trim().toUpperCase();

const sameId = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
