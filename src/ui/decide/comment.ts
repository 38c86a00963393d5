import { env, window } from 'vscode';
import { choose, heading, openOutside, type } from './ask.ts';
import type { Case } from './case.ts';
import { fromOneLine, inOneLine, rowsOf } from './letter.ts';
import { mailedWords } from './readers.ts';

/** What was answered to a proposed comment. `null`: the question was left. */
export type CommentAnswer = { readonly body: string } | 'none' | null;

/**
 * Shows a comment as it would be posted, whom it would be mailed to, and lets it be changed. Nothing is sent here.
 * `post` and `without` name what follows.
 */
export async function askComment(
  at: Case,
  question: string,
  proposal: string,
  {
    title = at.title,
    post = 'Post this comment',
    without = 'Without a comment',
  }: { readonly title?: string; readonly post?: string; readonly without?: string } = {},
): Promise<CommentAnswer> {
  const mailed = await mailedWords(at);
  for (let body = proposal; ;) {
    const answer = await choose<'post' | 'without' | 'edit'>(title, question, [
      { label: `$(comment) ${post}`, detail: mailed, value: 'post' },
      { label: `$(dash) ${without}`, value: 'without' },
      heading('The comment'),
      ...rowsOf(body).map(line => ({ label: line, value: 'edit' as const })),
      { label: '$(edit) Change the words…', value: 'edit' },
    ]);
    if (answer === null) return null;
    if (answer === 'without') return 'none';
    if (answer === 'post') return { body };
    const edited = await type(title, '⏎ stands for a new line.', {
      value: inOneLine(body),
      problem: text => (fromOneLine(text) === '' ? 'An empty comment is not posted.' : null),
    });
    if (edited !== null) body = fromOneLine(edited);
  }
}

/**
 * Posts a comment once; where this GitHub has no such API the text goes onto the clipboard. True: it is in the
 * discussion.
 */
export async function postComment(at: Case, body: string): Promise<boolean> {
  if ((await at.post(body)) !== 'no-api') return true;
  await env.clipboard.writeText(body);
  void at.parts.commands.run(async () => {
    const answer = await window.showInformationMessage(
      `Comments on ${at.id} cannot be written from here. The text is on the clipboard.`,
      'Open on GitHub',
    );
    if (answer) await openOutside(at.advisory.htmlUrl);
  });
  return false;
}

/** Offers a comment after something was done. True: it was posted. */
export async function offerComment(at: Case, question: string, proposal: string): Promise<boolean> {
  const answer = await askComment(at, question, proposal);
  return answer !== null && answer !== 'none' && (await postComment(at, answer.body));
}
