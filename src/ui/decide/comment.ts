import { env, window } from 'vscode';
import { commentProblem } from '../../advisory/comment.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { choose, copyFor, heading, openOutside, type } from './ask.ts';
import type { Case } from './case.ts';
import { fromOneLine, inOneLine, rowsOf } from './letter.ts';
import { mailedWords } from './readers.ts';
import { forgetSent, keepUnsent, unsentOr } from './unsent.ts';

/** A comment that came with the command. */
export interface Proposal {
  readonly text: string;
  /** By a person: it is proposed whatever the reason is. */
  readonly written: boolean;
}

/** What was answered to a proposed comment. `null`: the question was left. */
export type CommentAnswer = { readonly body: string } | 'none' | null;

/**
 * Shows a comment as it would be posted, whom it would be mailed to, and lets it be changed. Nothing is sent here: what
 * was confirmed is proposed again until it is posted. `post` and `without` name what follows.
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
  for (let body = unsentOr(at, question, proposal); ;) {
    const problem = commentProblem(body);
    const answer = await choose<'post' | 'without' | 'edit'>(title, question, [
      problem === null
        ? { label: `$(comment) ${post}`, detail: mailed, value: 'post' }
        : { label: `$(warning) ${problem}`, value: 'edit' },
      { label: `$(dash) ${without}`, value: 'without' },
      heading('The comment'),
      ...rowsOf(body).map(line => ({ label: line, value: 'edit' as const })),
      { label: '$(edit) Change the words…', value: 'edit' },
    ]);
    if (answer === null) return null;
    if (answer === 'without') return 'none';
    if (answer === 'post') {
      keepUnsent(at, question, proposal, body);
      return { body };
    }
    const edited = await type(title, '⏎ stands for a new line.', {
      value: inOneLine(body),
      problem: text => commentProblem(fromOneLine(text)),
    });
    if (edited !== null) body = fromOneLine(edited);
  }
}

/**
 * Posts a comment once; where this GitHub has no such API the text goes onto the clipboard. True: it is in the
 * discussion.
 */
export async function postComment(at: Case, body: string): Promise<boolean> {
  const there = (await at.post(body)) !== 'no-api';
  if (!there) await env.clipboard.writeText(body);
  forgetSent(at, body);
  if (there) return true;
  void at.parts.commands.run(async () => {
    const answer = await window.showInformationMessage(
      `Comments on ${at.id} cannot be written from here. The text is on the clipboard.`,
      'Open on GitHub',
    );
    if (answer) await openOutside(at.advisory.htmlUrl);
  });
  return false;
}

/**
 * Posts a comment about something that was done and stands without it (`done`: "93rp is closed"). Never rejects: where
 * it fails the words are not lost, and pressing again posts them once. True: it is in the discussion.
 */
export async function postAfter(at: Case, body: string, done: string): Promise<boolean> {
  try {
    return await postComment(at, body);
  } catch (error) {
    at.parts.commands.log(error);
    void at.parts.commands.run(async () => {
      const [again, copy] = ['Post Again', 'Copy'] as const;
      const text = `${done}, but the comment was not posted.`;
      const answer = await window.showWarningMessage(withoutLinks(text), again, copy);
      if (answer === copy) await copyFor(body, `The comment for ${at.id} is on the clipboard.`);
      if (answer === again && (await postAfter(at, body, done)))
        void window.showInformationMessage(`The comment is in the discussion of ${at.id}.`);
    });
    return false;
  }
}

/** What is asked, what is proposed, and what was done. */
export interface Offer {
  readonly question: string;
  readonly proposal: string;
  readonly done: string;
}

/** Offers a comment after something was done. Never rejects, as above. True: it is in the discussion. */
export async function offerComment(at: Case, { question, proposal, done }: Offer): Promise<boolean> {
  try {
    const answer = await askComment(at, question, proposal);
    return answer !== null && answer !== 'none' && (await postAfter(at, answer.body, done));
  } catch (error) {
    void at.parts.commands.report(error);
    return false;
  }
}
