import { window } from 'vscode';
import { sameLogin } from '../../advisory/assignment.ts';
import { recordCredit as job } from '../../jobs/decide/index.ts';
import { reporterOf } from '../../process/index.ts';
import { dayWords } from '../../process/words.ts';
import { askAboutCredit } from '../../texts/index.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { choose, type } from './ask.ts';
import type { Case } from './case.ts';
import { askComment, postComment } from './comment.ts';
import { loginOf, loginProblem } from './handOverRows.ts';
import { tell } from './tell.ts';

/** The first time it prepares the comment; from then on it takes the answer. */
export async function askCredit(at: Case): Promise<void> {
  const { creditAskedAt, creditAnswer } = at.facts.progress;
  if (creditAskedAt !== undefined && creditAnswer === undefined) return recordCredit(at);
  await ask(at);
}

async function ask(at: Case): Promise<void> {
  const reporter = reporterOf(at.advisory);
  if (reporter === null) return noReporter(at);
  const answer = await askComment(at, `Ask ${reporter} about credit`, askAboutCredit(reporter), {
    without: 'Asked elsewhere already',
  });
  if (answer === null) return;
  const posted = answer !== 'none' && (await postComment(at, answer.body));
  await at.remember({ creditAskedAt: new Date().toISOString(), creditAnswer: undefined });
  if (posted)
    void window.showInformationMessage(withoutLinks(`${at.id}: ${reporter} is asked about credit.`));
}

/** The reporter's answer, into the credits of the advisory. */
export async function recordCredit(at: Case): Promise<void> {
  const reporter = reporterOf(at.advisory);
  if (reporter === null) return noReporter(at);
  const { creditAskedAt } = at.facts.progress;
  const asked =
    creditAskedAt === undefined ? '' : `, asked ${dayWords(new Date(creditAskedAt), at.facts.now)}`;
  const answer = await choose<'credit' | 'credit-as' | 'no-credit' | 'again'>(
    at.title,
    `What did ${reporter} answer${asked}?`,
    [
      { label: 'Credit', description: reporter, value: 'credit' },
      { label: 'Credit as…', detail: 'Another GitHub login.', value: 'credit-as' },
      { label: 'No credit', value: 'no-credit' },
      ...(creditAskedAt === undefined ? [] : [{ label: 'Ask again…', value: 'again' as const }]),
    ],
  );
  if (answer === null) return;
  if (answer === 'again') return ask(at);
  const login = answer === 'credit-as' ? await typeLogin(at) : reporter;
  if (login === null) return;
  const outcome = await at.act('Recording the credit of', (parts, seen) =>
    job(
      parts,
      seen,
      answer === 'no-credit' ? 'no-credit' : 'credit',
      login,
      answer === 'credit-as' ? reporter : undefined,
    ),
  );
  if (outcome.kind === 'done' || outcome.kind === 'there') await at.remember({ creditAnswer: answer });
  const credited =
    answer !== 'no-credit'
      ? `${login} is credited in {id}.`
      : outcome.advisory.credits.some(credit => sameLogin(credit.login, login))
        ? `${login} has no credit for the report of {id}.`
        : `${login} is not credited in {id}.`;
  tell(at, outcome, {
    done: credited,
    there: credited,
    undone: {
      done: 'The credits of {id} are as they were.',
      there: 'The credits of {id} are as they were.',
      after: () => at.remember({ creditAnswer: undefined }),
    },
    press: { 'Ask Again': () => recordCredit(at) },
  });
}

async function typeLogin(at: Case): Promise<string | null> {
  const text = await type(at.title, 'GitHub login to be credited', { problem: loginProblem });
  return text === null ? null : loginOf(text);
}

function noReporter(at: Case): void {
  void window.showInformationMessage(`GitHub does not say who reported ${at.id}.`);
}
