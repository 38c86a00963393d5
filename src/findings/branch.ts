import { error, type Finding } from './finding.ts';

/** A branch name, by the rules of `git check-ref-format` (the hole for the number is allowed). */
export function checkBranch(name: string): Finding[] {
  const filled = name.replaceAll('{issue}', '100000');
  const wrong =
    filled === '' ||
    filled === 'HEAD' ||
    filled.length > 200 ||
    filled.startsWith('-') ||
    /[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|^@$/.test(filled) ||
    filled.split('/').some(part => part.startsWith('.') || part.endsWith('.lock'));
  return wrong ? [error('branch-name', 'This is not a name that git accepts for a branch.')] : [];
}
