import { sameLogin } from '../../advisory/assignment.ts';
import type { AdvisoryFields } from '../../advisory/fields.ts';
import type { Credit, CreditType } from '../../advisory/model.ts';
import { type Check, finding } from './finding.ts';

/** Who reported it is credited, unless they do not want to be: so they are asked first, once it is accepted. */
export const checkReporter: Check = ({ fields, author, reported, login, state, creditStates = {} }) => {
  const { credits } = fields;
  if (state === 'triage' || !reported || !author) return [];
  if (credits.some(credit => sameLogin(credit.login, author))) return [];
  if (creditStates[author.toLowerCase()] === 'declined') return [];
  const add = { id: 'add', title: 'Add', change: withCredit(credits, author, 'reporter') };
  const ask = { id: 'ask', title: 'Ask first', action: 'askCredit' as const };
  const fixes = sameLogin(author, login) ? [add] : [ask, add];
  return [finding('credits', 'warning', 'reporter', `The reporter, ${author}, is not credited.`, { fixes })];
};

/** GitHub and the CVE record leave out whoever declined; so may the list. */
export const checkDeclined: Check = ({ fields: { credits }, creditStates = {} }) =>
  credits.flatMap(({ login }, index) => {
    if (creditStates[login.toLowerCase()] !== 'declined') return [];
    const fixes = [{ id: 'remove', title: 'Remove', change: { credits: credits.toSpliced(index, 1) } }];
    return [finding('credits', 'info', 'declined', `${login} declined this credit.`, { index, fixes })];
  });

/** The credit of type coordinator is the assignment (PEP 811). */
export const checkCoordinator: Check = ({ fields: { credits }, login }) => {
  if (credits.some(({ type }) => type === 'coordinator')) return [];
  const me = { id: 'credit-me', title: 'Credit me', change: withCredit(credits, login, 'coordinator') };
  const fixes = login === '' ? [] : [me];
  return [finding('credits', 'warning', 'coordinator', 'No coordinator is credited.', { fixes })];
};

/** GitHub keeps one type of credit per person, so an entry of theirs changes its type. */
function withCredit(
  credits: readonly Credit[],
  login: string,
  type: CreditType,
): Pick<AdvisoryFields, 'credits'> {
  const at = credits.findIndex(credit => sameLogin(credit.login, login));
  const entry = { login, type };
  return { credits: at === -1 ? [...credits, entry] : credits.with(at, entry) };
}
