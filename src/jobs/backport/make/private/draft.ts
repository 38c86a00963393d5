import { stripTags } from '../../../../advisory/title.ts';
import type { PreparedPrivateBackport, PrivateBackportDraft } from '../types.ts';

/** The texts of a private backport, from those of the fix. */
export function proposePrivateBackport({
  branch,
  pull,
  pullTitle,
}: PreparedPrivateBackport): PrivateBackportDraft {
  const title = `[${branch.branch}] ${stripTags(pullTitle).trim()}`;
  return { message: `${title}\n`, title, body: `The fix of #${pull} for ${branch.branch}.` };
}
