import type { PageModel } from '../model.ts';

/** The policy that reports are judged by; null: the project has none that we know, and Python's is not its own. */
export function policyOf({ state }: PageModel): string | null {
  return state.profile.policyUrl;
}

/** What reporters call it. */
export function projectOf({ state: { repo, profile } }: PageModel): string {
  return profile.name ?? repo.split('/')[1] ?? repo;
}
