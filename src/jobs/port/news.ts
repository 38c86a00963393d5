import { blobText, type Git } from '../../git/index.ts';
import type { Prepared } from './types.ts';

/** The text of the NEWS entry that came with the private fix, or null. NEWS entries are UTF-8 by blurb's rule. */
export async function newsText(git: Git, prepared: Prepared): Promise<string | null> {
  const { replacedNews, scratch, head } = prepared;
  return replacedNews === null
    ? null
    : blobText(git, { path: scratch, borrows: true }, `${head}:${replacedNews}`);
}
