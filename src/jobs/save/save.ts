import { changedFields, fieldsOf, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import { mergeFields } from '../../advisory/merge.ts';
import type { Advisory, RepoRef } from '../../advisory/model.ts';
import { withTagsOf } from '../../advisory/title.ts';
import { GitHubError, type GitHub } from '../../github/index.ts';

export interface SaveParts {
  readonly advisories: Pick<GitHub['advisories'], 'get' | 'update'>;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** What the edit began from. */
  readonly base: AdvisoryFields;
  readonly mine: AdvisoryFields;
  readonly signal?: AbortSignal;
}

export interface Saved {
  /** As GitHub has it now. */
  readonly advisory: Advisory;
  readonly sent: readonly FieldName[];
  /** Others' changes that were taken in. */
  readonly taken: readonly FieldName[];
  /** Both sides changed these; they were not sent. */
  readonly conflicts: readonly FieldName[];
  /** By field: the sentence of a refusal. Nothing of such a field was written. */
  readonly refused: Readonly<Partial<Record<FieldName, string>>>;
}

/** Only admins may write these, and one refusal would take the other fields with it. */
const adminOnly: readonly FieldName[] = ['users', 'teams'];

/**
 * Saves an edit: reads what GitHub has now, merges, and sends only what then differs. Pressed again after any failure
 * it finds what has arrived and sends the rest.
 *
 * @throws GitHubError when GitHub cannot be read, or refuses the whole.
 */
export async function saveAdvisory(parts: SaveParts): Promise<Saved> {
  const { advisories, repo, ghsaId, base, mine, signal } = parts;
  let advisory = await advisories.get(repo, ghsaId, signal);
  const theirs = fieldsOf(advisory);
  const { fields, taken, conflicts } = mergeFields(base, mine, theirs);
  const changed = changedFields(theirs, fields);
  const stored = advisory.title;
  const refused: Partial<Record<FieldName, string>> = {};
  const sent: FieldName[] = [];
  for (const names of [
    changed.filter(name => !adminOnly.includes(name)),
    changed.filter(name => adminOnly.includes(name)),
  ]) {
    if (names.length === 0) continue;
    const change = Object.fromEntries(names.map(name => [name, fields[name]])) as Partial<AdvisoryFields>;
    try {
      advisory = await advisories.update(
        repo,
        ghsaId,
        change.title === undefined ? change : { ...change, title: withTagsOf(stored, change.title) },
        signal,
      );
      sent.push(...names);
    } catch (error) {
      const reason = refusal(error, names);
      if (reason === null) throw error;
      Object.assign(refused, reason);
    }
  }
  return { advisory, sent, taken, conflicts, refused };
}

/** A refusal that belongs to one of the fields that were sent; null for any other error. */
function refusal(error: unknown, names: readonly FieldName[]): Partial<Record<FieldName, string>> | null {
  if (!(error instanceof GitHubError)) return null;
  if (error.kind === 'forbidden' && names.every(name => adminOnly.includes(name)))
    return Object.fromEntries(names.map(name => [name, 'Only admins may change collaborators.']));
  if (error.kind !== 'invalid') return null;
  const name = names.find(name => ours[error.field ?? ''] === name) ?? (names.length === 1 ? names[0] : null);
  return name ? { [name]: error.message } : null;
}

/** GitHub's names of our fields. */
const ours: Readonly<Record<string, FieldName>> = {
  summary: 'title',
  description: 'description',
  cve_id: 'cveId',
  cwe_ids: 'cweIds',
  vulnerabilities: 'products',
  credits: 'credits',
  cvss_vector_string: 'vector',
  severity: 'vector',
  collaborating_users: 'users',
  collaborating_teams: 'teams',
};
