/** GitHub's limit for a comment, in characters. */
export const longestComment = 65_536;

/** Why GitHub would not take a comment, as a sentence; null where it would. */
export function commentProblem(body: string): string | null {
  if (body.trim() === '') return 'An empty comment is not posted.';
  if (body.length <= longestComment) return null;
  const most = longestComment.toLocaleString('en');
  return `A comment has at most ${most} characters, and this one has ${body.length.toLocaleString('en')}. Shorten it.`;
}
