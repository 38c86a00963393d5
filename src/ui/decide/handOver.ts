import { coordinators, sameLogin } from '../../advisory/assignment.ts';
import { handOver as job } from '../../jobs/decide/index.ts';
import type { Member } from '../../project/index.ts';
import { handedOver } from '../../texts/index.ts';
import { settings } from '../common/settings.ts';
import { choose, during, heading, type, type Choice } from './ask.ts';
import type { Case } from './case.ts';
import { offerComment } from './comment.ts';
import { loginOf, loginProblem, memberRows, type MemberRow } from './handOverRows.ts';
import { tell } from './tell.ts';

/** Our credit goes to somebody else; where others coordinate, theirs does, and that is said before. */
export async function handOver(at: Case): Promise<void> {
  const { me } = at.facts;
  const now = coordinators(at.advisory);
  const from = now.some(login => sameLogin(login, me)) ? me : now.join(' and ');
  const to = await chooseMember(
    at,
    from === me || from === '' ? 'Who takes over?' : `Who takes over from ${from}?`,
  );
  if (to === null) return;
  const outcome = await at.act('Handing over', (parts, seen) => job(parts, seen, to));
  const told =
    outcome.kind === 'done' &&
    from !== '' &&
    (await offerComment(at, {
      question: `Handed to ${to}. Say so in the discussion?`,
      proposal: handedOver(from, to),
      done: `${at.id} is handed to ${to}`,
    }));
  tell(at, outcome, {
    done: `Handed to ${to}.${told ? ' A comment says so.' : ''}`,
    there: `${to} coordinates {id} already.`,
    undone: { done: '{id} is back where it was.', there: '{id} is back where it was.' },
    press: { 'Ask Again': () => handOver(at) },
  });
}

const somebodyElse = Symbol('somebody else');

async function chooseMember(at: Case, question: string): Promise<string | null> {
  const members = await membersOf(at);
  const rows = memberRows(members, at.parts.model.advisories, at.advisory, at.facts.me, at.facts.now);
  const typed = () =>
    type(at.title, 'GitHub login of who takes over. It is looked up before anything is written.', {
      problem: loginProblem,
    }).then(text => (text === null ? null : loginOf(text)));
  if (rows.length === 0) return typed();
  const exempt = rows.filter(row => row.exempt);
  const picked = await choose<string | typeof somebodyElse>(at.title, question, [
    ...rows.filter(row => !row.exempt).map(choice),
    ...(exempt.length > 0 ? [heading('Release managers, exempt'), ...exempt.map(choice)] : []),
    heading('Not in the list'),
    { label: '$(edit) Type a login…', value: somebodyElse },
  ]);
  return picked === somebodyElse ? typed() : picked;
}

const choice = ({ login, words }: MemberRow): Choice<string> => ({
  label: login,
  description: words,
  value: login,
});

/** Empty where the list cannot be read: then a login is typed. */
async function membersOf(at: Case): Promise<readonly Member[]> {
  const { members } = await at.parts.github();
  try {
    return await during('Reading the list of members…', signal =>
      members.list(settings.membersUrl(), signal),
    );
  } catch (error) {
    at.parts.commands.log(error);
    return [];
  }
}
