import { profileOf } from '../../../src/project/profiles.ts';
import type { PageModel } from '../model.ts';

/** The policy that reports are judged by; null: the project has none that we know, and Python's is not its own. */
export function policyOf({ state }: PageModel): string | null {
  return profileOf(state.repo).policyUrl;
}

/** What reporters call it. */
export function projectOf(repo: string): string {
  return profileOf(repo).name ?? repo.split('/')[1] ?? repo;
}
