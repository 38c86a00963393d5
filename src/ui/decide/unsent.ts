import type { Case } from './case.ts';

interface Typed {
  /** The advisory, and who typed it. */
  readonly about: string;
  readonly body: string;
}

/** Of each window's desk. */
const typedAt = new WeakMap<Case['parts'], Map<string, Typed>>();

/** A comment that was typed in place of a proposed one, and is not posted yet; else the proposed one. */
export function unsentOr(at: Case, question: string, proposal: string): string {
  return typedAt.get(at.parts)?.get(keyOf(at, question, proposal))?.body ?? proposal;
}

/** Keeps what is about to be posted, until it is. In memory only: it may be under embargo. */
export function keepUnsent(at: Case, question: string, proposal: string, body: string): void {
  const typed = typedAt.get(at.parts) ?? new Map<string, Typed>();
  const key = keyOf(at, question, proposal);
  if (body === proposal) typed.delete(key);
  else typed.set(key, { about: aboutOf(at), body });
  typedAt.set(at.parts, typed);
}

export function forgetSent(at: Case, body: string): void {
  const typed = typedAt.get(at.parts);
  for (const [key, one] of typed ?? [])
    if (one.about === aboutOf(at) && one.body === body) typed?.delete(key);
}

function aboutOf({ advisory: { repo, ghsaId }, facts: { me } }: Case): string {
  return `${repo.owner}/${repo.name}/${ghsaId} ${me}`;
}

const keyOf = (at: Case, question: string, proposal: string) =>
  JSON.stringify([aboutOf(at), question, proposal]);
