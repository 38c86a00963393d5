import { fieldsOf } from '../../advisory/fields.ts';
import { repoName } from '../../advisory/model.ts';
import { weaknessName } from '../../advisory/weaknesses.ts';
import { chosenOf, printVector, scoreOf } from '../../cvss/index.ts';
import type { GitHub } from '../../github/index.ts';
import type { AnnouncementFacts } from '../../jobs/announce/index.ts';
import { profileOf } from '../../project/index.ts';
import { cveRecord } from '../../texts/index.ts';

export interface RecordText {
  /** JSON. */
  readonly text: string;
  /** What it lacks, in plain words. */
  readonly missing: readonly string[];
}

/** The CVE record as the numbering authority would publish it, with the names of those who are credited. */
export async function recordText(
  github: { readonly users: Pick<GitHub['users'], 'get'> },
  { advisory, fix }: AnnouncementFacts,
  { gitUrl, archiveUrl }: { readonly gitUrl: string; readonly archiveUrl: string | null },
  signal?: AbortSignal,
): Promise<RecordText> {
  const fields = fieldsOf(advisory);
  const repo = repoName(advisory.repo);
  const chosen = chosenOf(fields.vector);
  const score = scoreOf(chosen);
  const { record, missing } = cveRecord({
    fields,
    score: score && { vector: printVector(chosen), score: score.score, severity: score.severity },
    issueUrl: fix.issue === null ? null : `${gitUrl.replace(/\/+$/, '')}/${repo}/issues/${fix.issue}`,
    pullUrl: fix.status === 'merged' ? fix.pull!.htmlUrl : null,
    archiveUrl,
    creditNames: await namesOf(
      github,
      fields.credits.map(({ login }) => login),
      signal,
    ),
    declined: Object.entries(advisory.creditStates).flatMap(([login, state]) =>
      state === 'declined' ? [login] : [],
    ),
    weaknessNames: Object.fromEntries(fields.cweIds.map(id => [id, weaknessName(id) ?? ''])),
    projectRepo: repo,
    cna: profileOf(repo).cna,
  });
  return { text: `${JSON.stringify(record, null, 2)}\n`, missing };
}

/** Names as their accounts say them. Somebody without an account any more keeps the login. */
async function namesOf(
  { users }: { readonly users: Pick<GitHub['users'], 'get'> },
  logins: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Readonly<Record<string, string>>> {
  const names: Record<string, string> = {};
  for (const login of new Set(logins.map(each => each.toLowerCase()))) {
    try {
      names[login] = (await users.get(login, signal)).name ?? '';
    } catch (error) {
      if ((error as { kind?: unknown }).kind !== 'not-found') throw error;
    }
  }
  return names;
}
