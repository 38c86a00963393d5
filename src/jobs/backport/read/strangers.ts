import type { Pull } from '../../../github/index.ts';
import { profileOf } from '../../../project/index.ts';

/** miss-islington's accounts, whole: anybody may register one that only begins so. */
const bots = /^miss-islington(?:\[bot\]|-app\[bot\])?$/i;

/** Is it CPython's bot that makes backports? */
export function isBot(repo: string, login: string | null): boolean {
  return (profileOf(repo).backports?.bots ?? false) && bots.test(login ?? '');
}

/**
 * Did somebody make it whom nobody knows here: neither a bot, nor one of `known` (the coordinator, those of the fix), nor
 * somebody with a role in the repository? Anybody may open a pull request that is titled like a backport.
 */
export function isStranger(
  repo: string,
  { author, byMember, merged }: Pull,
  known: readonly (string | null)[],
): boolean {
  // Somebody with a role merged it.
  if (merged || byMember || isBot(repo, author)) return false;
  return !known.some(login => login !== null && login.toLowerCase() === author?.toLowerCase());
}
