import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { GitHubErrorKind } from '../../github/index.ts';

/** What became of one repository: its advisories, and why they could not be read (anew). */
export interface RepoResult {
  readonly repo: RepoRef;
  readonly advisories: readonly Advisory[];
  readonly error: Failure | null;
}

export interface Failure {
  readonly kind: GitHubErrorKind;
  readonly message: string;
  readonly ssoUrl: string | null;
}

export type ModelState =
  | { readonly kind: 'idle' | 'signed-out' | 'no-repositories' }
  /** Nothing could be read, and nothing was read before. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'loaded';
      readonly login: string;
      readonly results: readonly RepoResult[];
      /** Everything was read once: rows have their final order. Before that they stand as they came. */
      readonly settled: boolean;
      /** Since when GitHub does not answer, and how; the results are those from before. */
      readonly stale: Stale | null;
    };

export interface Stale {
  readonly since: Date;
  readonly failure: Failure;
}

export function staleOf(state: ModelState): Stale | null {
  return state.kind === 'loaded' ? state.stale : null;
}

/** Would two states be drawn alike? Results are the same objects for as long as nothing in them changed. */
export function saysTheSame(a: ModelState, b: ModelState): boolean {
  return (
    a.kind === 'loaded' &&
    b.kind === 'loaded' &&
    a.login === b.login &&
    a.settled === b.settled &&
    same(a.stale, b.stale) &&
    a.results.length === b.results.length &&
    a.results.every((result, at) => result === b.results[at])
  );
}

/** After these the access is as it was, so that what was read before may stay. */
const passing: readonly GitHubErrorKind[] = ['offline', 'rate-limited', 'server', 'malformed'];

export function isPassing({ kind }: Failure): boolean {
  return passing.includes(kind);
}

/** After these no other request would fare better: the reading ends. */
const ending: readonly GitHubErrorKind[] = ['offline', 'rate-limited', 'signed-out', 'cancelled'];

export function endsAll(error: unknown): boolean {
  return ending.includes(failureOf(error).kind);
}

/** Errors made for people say what they are; anything else is a bug of ours, told as such. */
export function failureOf(error: unknown): Failure {
  const { kind, message, ssoUrl } = (error ?? {}) as Partial<Failure>;
  return typeof kind === 'string' && typeof message === 'string'
    ? { kind, message, ssoUrl: ssoUrl ?? null }
    : { kind: 'malformed', message: 'This could not be read. The log has the detail.', ssoUrl: null };
}

/** A row's name for commands and for remembering: nothing of the report is in it. */
export function rowId(advisory: Pick<Advisory, 'repo' | 'ghsaId'>): string {
  return `${repoName(advisory.repo)}/${advisory.ghsaId}`;
}
