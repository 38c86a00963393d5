import { window } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import { list } from '../../jobs/reports/index.ts';
import { dayProblem, type Member } from '../../project/index.ts';
import { plain } from '../advisories/words.ts';
import { choose, type } from '../decide/ask.ts';

/** GitHub does not say who is one, so everybody is offered it. */
const title = 'Coordinator Activity (a report of PSRT admins)';

/** The first day that counts; null: the question was left. */
export async function askSince(proposed: string, last: string | null, now: Date): Promise<string | null> {
  const why =
    last === null
      ? 'No report was saved here yet: a year ago is proposed.'
      : `The last report is of ${last}.`;
  const day = await type(title, `Since which day (UTC)? ${why}`, {
    value: proposed,
    placeHolder: proposed,
    problem: text => dayProblem(text, now),
  });
  return day === null ? null : day.trim();
}

/**
 * The repositories of which every advisory is seen: those with admin rights, and, where GitHub says nothing of such
 * rights (it lists no security managers), what the person says. null: the question was left.
 */
export async function askSeesAll(
  repositories: readonly RepoRef[],
  admin: readonly string[],
): Promise<readonly string[] | null> {
  const all = repositories.map(repoName);
  const others = all.filter(name => !admin.includes(name));
  if (others.length === 0) return all;
  const answer = await choose<'all' | 'some'>(title, `Do you see every advisory of ${list(others)}?`, [
    {
      label: 'No, or not known',
      detail: 'GitHub does not name you as an admin there. Who is not seen will be unknown, not inactive.',
      value: 'some',
    },
    { label: 'Yes, as a security manager of the organisation', value: 'all' },
  ]);
  if (answer === null) return null;
  return answer === 'all' ? all : admin;
}

/** Logins of the Steering Council, which no list names together with the members; null: the question was left. */
export async function askCouncil(
  members: readonly Member[],
  known: readonly string[],
): Promise<readonly string[] | null> {
  const picked = await window.showQuickPick(
    members.map(({ name, login }) => ({
      label: plain(name),
      description: plain(login),
      login,
      picked: known.some(one => one.toLowerCase() === login.toLowerCase()),
    })),
    {
      title,
      placeHolder: 'Who is on the Steering Council? They may stay, inactive or not.',
      canPickMany: true,
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  return picked ? picked.map(({ login }) => login) : null;
}
