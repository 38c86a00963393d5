import { changedFields, fieldsOf, type AdvisoryFields, type FieldName } from '../../advisory/fields.ts';
import { mergeFields } from '../../advisory/merge.ts';
import type { Advisory, RepoRef } from '../../advisory/model.ts';
import { arrived, nothingTried, type Tried } from '../../advisory/tried.ts';
import { withTagsOf } from '../../advisory/title.ts';
import { GitHubError, wasRefused, type GitHub } from '../../github/index.ts';

export interface SaveParts {
  readonly advisories: Pick<GitHub['advisories'], 'get' | 'update'>;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  /** What the edit began from. */
  readonly base: AdvisoryFields;
  readonly mine: AdvisoryFields;
  /** What was sent and never answered: where GitHub has it, it is ours. */
  readonly tried?: Tried;
  /** Told what GitHub has and what is about to be sent. False: nothing is sent. */
  readonly before?: (now: Advisory, names: readonly FieldName[]) => Promise<boolean>;
  /** Told what goes out, before each PATCH. */
  readonly trying?: (fields: Partial<AdvisoryFields>) => Promise<void>;
  /** Told of which PATCH GitHub took nothing. */
  readonly untaken?: (fields: Partial<AdvisoryFields>) => void;
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
  const { advisories, repo, ghsaId, base, mine, tried = nothingTried, before, signal } = parts;
  let advisory = await advisories.get(repo, ghsaId, signal);
  const theirs = fieldsOf(advisory);
  const { fields, taken, conflicts } = mergeFields(arrived(base, tried, theirs), mine, theirs);
  const nothing: Saved = { advisory, sent: [], taken, conflicts, refused: {} };
  // What was withdrawn is read only.
  const changed = advisory.state === 'withdrawn' ? [] : changedFields(theirs, fields);
  if (changed.length === 0 || (before && !(await before(advisory, changed)))) return nothing;
  const stored = advisory.title;
  const refused: Partial<Record<FieldName, string>> = {};
  const sent: FieldName[] = [];
  const groups = [
    changed.filter(name => !adminOnly.includes(name)),
    changed.filter(name => adminOnly.includes(name)),
  ];
  for (let names = groups.shift(); names; names = groups.shift()) {
    if (names.length === 0) continue;
    const change = Object.fromEntries(names.map(name => [name, fields[name]])) as Partial<AdvisoryFields>;
    await parts.trying?.(change);
    try {
      advisory = await advisories.update(
        repo,
        ghsaId,
        change.title === undefined ? change : { ...change, title: withTagsOf(stored, change.title) },
        signal,
      );
      sent.push(...names);
    } catch (error) {
      if (wasRefused(error)) parts.untaken?.(change);
      const reason = refusal(error, names);
      if (reason === null) throw error;
      Object.assign(refused, reason);
      // GitHub takes a PATCH whole or not at all: the other fields go without the one it named.
      groups.unshift(names.filter(name => reason[name] === undefined));
    }
  }
  return { advisory, sent, taken, conflicts, refused };
}

/** A refusal that belongs to some of the fields that were sent; null for any other error. */
function refusal(error: unknown, names: readonly FieldName[]): Partial<Record<FieldName, string>> | null {
  if (!(error instanceof GitHubError)) return null;
  if (error.kind === 'forbidden' && names.every(name => adminOnly.includes(name)))
    return Object.fromEntries(names.map(name => [name, 'Only admins may change collaborators.']));
  if (error.kind !== 'invalid') return null;
  const named = error.field === null ? undefined : ours.get(error.field);
  const name = names.find(name => name === named) ?? (names.length === 1 ? names[0] : null);
  return name ? { [name]: error.message } : null;
}

/** GitHub's names of our fields. */
const ours: ReadonlyMap<string, FieldName> = new Map([
  ['summary', 'title'],
  ['description', 'description'],
  ['cve_id', 'cveId'],
  ['cwe_ids', 'cweIds'],
  ['vulnerabilities', 'products'],
  ['credits', 'credits'],
  ['cvss_vector_string', 'vector'],
  ['severity', 'vector'],
  ['collaborating_users', 'users'],
  ['collaborating_teams', 'teams'],
]);
