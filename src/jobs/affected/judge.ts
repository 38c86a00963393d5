import type { BranchEvidence, BranchFacts } from './types.ts';

/**
 * Does a branch have the flaw? Only what is certain is called not affected: a branch that is forgotten stays open for
 * everybody who reads the fix.
 */
export function judge(facts: BranchFacts): BranchEvidence {
  const says = (verdict: BranchEvidence['verdict'], evidence: string): BranchEvidence => ({
    ...{ branch: facts.branch, verdict, evidence, there: true },
  });
  const { files, branch } = facts;
  const missing = files.filter(({ at }) => at === null);
  if (files.length === 0) return says('unsure', 'the fix only adds files');
  if (missing.length === files.length) {
    const what =
      files.length === 1
        ? `${files[0]!.path} is not in ${branch}`
        : `none of the ${files.length} changed files is in ${branch}`;
    return facts.elsewhere === null
      ? says('not-affected', what)
      : says('unsure', `${what}, but code of ${files.length === 1 ? 'it' : 'them'} is in ${facts.elsewhere}`);
  }
  const [moved] = files.filter(({ at, path }) => at !== null && at !== path);
  const where = moved ? `, in ${moved.at}` : '';
  if (facts.conflicts !== 'code') {
    if (!facts.changes) return says('not-affected', `the fix is in ${branch} already`);
    return facts.conflicts === 'none'
      ? says('affected', `the fix applies${where}${facts.onlyAdds ? '; it only adds lines' : ''}`)
      : says('affected', `the fix applies${where}, but for its tests and texts`);
  }
  if (missing.length > 0) {
    return says('unsure', `${missing[0]!.path} is not in ${branch}, ${countWords(facts)}${cameWords(facts)}`);
  }
  const all = files.every(({ lines, found }) => lines === found && lines > 0);
  return says(
    all ? 'affected' : 'unsure',
    `${countWords(facts)}${where}, the fix conflicts${cameWords(facts)}`,
  );
}

/** "3 of 4 changed lines are there" */
function countWords({ files, onlyAdds }: BranchFacts): string {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const lines = sum(files.map(file => file.lines));
  const found = sum(files.map(file => file.found));
  const what = onlyAdds ? 'lines around the change' : 'changed lines';
  if (lines === 0) return 'no line to look for';
  if (lines === 1)
    return `the changed line is ${found === 1 ? '' : 'not '}there`.replace(
      'changed',
      onlyAdds ? 'next' : 'changed',
    );
  if (found === lines) return `all ${lines} ${what} are there`;
  return found === 0 ? `none of the ${lines} ${what} is there` : `${found} of ${lines} ${what} are there`;
}

/** "; what is not there came with gh-210421, which 3.12 does not have" */
function cameWords({ branch, cameWith }: BranchFacts): string {
  if (cameWith === null) return '';
  const { commit, there } = cameWith;
  return `; what is not there came with ${commit}, which ${branch} ${there ? 'has' : 'does not have'}`;
}

/** A branch that the release cycle names and the repository lacks. */
export function notThere(branch: string): BranchEvidence {
  return { branch, verdict: 'unsure', evidence: `the repository has no branch ${branch}`, there: false };
}

/** Is a backport to it proposed? */
export function proposes({ verdict, there }: BranchEvidence): boolean {
  return there && verdict !== 'not-affected';
}
