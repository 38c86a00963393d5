import type { BackportRules } from '../backports.ts';
import { commitMessage } from '../pickedMessage.ts';
import type { PlainTemplates } from './templates.ts';

/**
 * Backports of a repository whose templates name its maintenance branches; null: they name none. Titles and head
 * branches are written as CPython's are, with the branches that are named and the numbers that GitHub links.
 */
export function plainBackports({
  branches = [],
  backportLabel = 'backport {branch}',
}: PlainTemplates): BackportRules | null {
  if (branches.length === 0) return null;
  const label = (branch: string) => backportLabel.replaceAll('{branch}', branch);
  const plainTitle = (title: string) => withoutBranches(title, branches).replace(numbers, '').trim();
  const title = (branch: string, words: string, pull: number) =>
    `[${branch}] ${plainTitle(words)} (#${pull})`;
  return {
    branches,
    bots: false,
    label,
    branchOf: name => branches.find(branch => label(branch).toLowerCase() === name.toLowerCase()) ?? null,
    pullLabels: [],
    title,
    readTitle: text => {
      const branch = branches.find(one => text.trimStart().startsWith(`[${one}]`));
      if (branch === undefined) return null;
      const pull = /.*\((?:GH-|#)(\d+)\)/i.exec(text)?.[1];
      return { branch, pull: pull === undefined ? null : Number(pull) };
    },
    plainTitle,
    pullMark: pull => `(#${pull})`,
    message: (branch, picked) => {
      const [subject = ''] = picked.message.trim().split('\n');
      return commitMessage(`[${branch}] ${withoutBranches(subject, branches)}`, picked);
    },
    readHead: name => {
      const found = /^backport-([0-9a-f]{7,40})-(.+)$/.exec(name);
      return found && branches.includes(found[2]!) ? { sha: found[1]!, branch: found[2]! } : null;
    },
  };
}

/** Those of pull requests at the end: GitHub adds one to a subject with each merge. */
const numbers = /(?:\s*\((?:GH-|#)\d+\))+\s*$/i;

function withoutBranches(title: string, branches: readonly string[]): string {
  const text = title.trim();
  const named = branches.find(branch => text.startsWith(`[${branch}]`));
  return named === undefined ? text : withoutBranches(text.slice(named.length + 2), branches);
}
