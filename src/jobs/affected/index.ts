import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fetchTips, openBeside, standIn, type FileChange, type Git } from '../../git/index.ts';
import { judge, notThere } from './judge.ts';
import { lookAt, type Fix } from './look.ts';
import { touchedLines } from './touched.ts';
import type { BranchEvidence } from './types.ts';

export { proposes } from './judge.ts';
export type { BranchEvidence } from './types.ts';

/** A fix that was merged into public main in a scratch repository, and the branches to look at. */
export interface FixToFind {
  /** Path of the scratch repository. */
  readonly scratch: string;
  readonly publicUrl: string;
  readonly publicMain: string;
  readonly mergedTree: string;
  readonly files: readonly FileChange[];
  /** From public main to the merged tree, as text. */
  readonly diff: Uint8Array;
  readonly branches: readonly string[];
}

/** For the history of all branches together (milliseconds). */
const historyTime = 15_000;

/**
 * Which branches have the flaw, from the fix's files: was the touched code there, does the fix apply; and, where that is
 * not clear and a complete clone is borrowed, with which commit the code came. Reads the
 * public repository only, in a repository of its own beside scratch that is gone afterwards. When cancelled it ends
 * after git has ended.
 * @throws GitError when the branches cannot be fetched
 */
export async function affectedBranches(
  git: Git,
  about: FixToFind,
  signal?: AbortSignal,
): Promise<BranchEvidence[]> {
  const folder = join(dirname(about.scratch), 'branches');
  try {
    const scratch = await openBeside(git, about.scratch, folder, signal);
    const wanted = { url: about.publicUrl, branches: about.branches };
    const tips = await fetchTips(git, scratch, wanted, signal);
    const base = await standIn(git, scratch, `${about.publicMain}^{tree}`, null);
    const fixed = await standIn(git, scratch, about.mergedTree, base);
    const { publicMain } = about;
    const until = { signal, history: AbortSignal.timeout(historyTime) };
    const fix: Fix = { publicMain, base, fixed, files: about.files, touched: touchedLines(about.diff) };
    const found: BranchEvidence[] = [];
    for (const branch of about.branches) {
      const tip = tips.get(branch);
      found.push(
        tip === undefined ? notThere(branch) : judge(await lookAt(git, scratch, fix, { branch, tip }, until)),
      );
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
