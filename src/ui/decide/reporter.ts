import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';

/** Who reported an advisory: the credit says so, else who opened it. null: a deleted user. */
export function reporterOf({ credits, author }: Pick<Advisory, 'credits' | 'author'>): string | null {
  const reporters = credits.filter(({ type }) => type === 'reporter').map(({ login }) => login);
  const opened = author !== null && reporters.some(login => sameLogin(login, author));
  return (opened ? author : reporters[0]) ?? author;
}
