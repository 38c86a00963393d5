import { addCollaborators as job } from '../../jobs/decide/index.ts';
import { askAdmin } from '../../texts/index.ts';
import { choose, copyFor, type } from './ask.ts';
import type { Case } from './case.ts';
import { namesIn, namesProblem } from './names.ts';
import { tell } from './tell.ts';

/** Admins add them; a member gets the words that ask one, and may try all the same. */
export async function addCollaborators(at: Case): Promise<void> {
  const { owner } = at.advisory.repo;
  const text = await type(at.title, 'Logins or teams, with spaces between them', {
    placeHolder: `parsley-core ${owner}/triagers`,
    problem: typed => namesProblem(typed, owner),
  });
  if (text === null) return;
  const names = namesIn(text);
  const request = askAdmin(
    { add: [...names.users, ...names.teams.map(slug => `${owner}/${slug}`)] },
    at.advisory,
  );
  const copied = () => copyFor(request, `The request for ${at.id} is on the clipboard. Send it to an admin.`);
  if (at.facts.role !== 'admin') {
    const answer = await choose<'ask' | 'add'>(at.title, 'Only admins may add collaborators.', [
      { label: 'Copy request to an admin', value: 'ask' },
      { label: 'Add them now', detail: 'GitHub says whether you are an admin.', value: 'add' },
    ]);
    if (answer === null) return;
    if (answer === 'ask') return copied();
  }
  const outcome = await at.act('Adding collaborators to', (parts, seen) => job(parts, seen, names), {
    adminOnly: true,
  });
  tell(at, outcome, {
    done: 'They can read {id} now.',
    there: 'They can read {id} already.',
    request,
    undone: { done: 'The collaborators of {id} are as they were.', there: 'They cannot read {id}.' },
    press: { 'Ask Again': () => addCollaborators(at) },
  });
}
