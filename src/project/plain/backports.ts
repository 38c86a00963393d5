import type { BackportRules } from '../backports.ts';
import type { PlainTemplates } from './templates.ts';

/** Backports of a repository whose templates name its maintenance branches; null: they name none. */
export function plainBackports({
  branches = [],
  backportLabel = 'backport {branch}',
}: PlainTemplates): BackportRules | null {
  if (branches.length === 0) return null;
  const label = (branch: string) => backportLabel.replaceAll('{branch}', branch);
  return {
    branches,
    label,
    branchOf: name => branches.find(branch => label(branch).toLowerCase() === name.toLowerCase()) ?? null,
    pullLabels: [],
    title: (branch, title, pull) => `[${branch}] ${title} (#${pull})`,
  };
}
