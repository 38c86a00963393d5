import type { AdvisoryFields } from '../../advisory/fields.ts';
import type { Credit, CreditType } from '../../advisory/model.ts';
import type { Check } from './finding.ts';

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Who reported it is credited, unless they do not want to be: so they are asked first. */
export const checkReporter: Check = ({ fields: { credits }, author, reported, login }) => {
  if (!reported || !author || credits.some(credit => same(credit.login, author))) return [];
  const add = { id: 'add', title: 'Add', change: withCredit(credits, author, 'reporter') };
  const ask = { id: 'ask', title: 'Ask first', action: 'askCredit' as const };
  return [
    {
      id: 'reporter',
      field: 'credits',
      severity: 'warning',
      message: `The reporter, ${author}, is not credited.`,
      fixes: same(author, login) ? [add] : [ask, add],
    },
  ];
};

/** The credit of type coordinator is the assignment (PEP 811). */
export const checkCoordinator: Check = ({ fields: { credits }, login }) => {
  if (credits.some(({ type }) => type === 'coordinator')) return [];
  return [
    {
      id: 'coordinator',
      field: 'credits',
      severity: 'warning',
      message: 'No coordinator is credited.',
      fixes:
        login === ''
          ? []
          : [{ id: 'credit-me', title: 'Credit me', change: withCredit(credits, login, 'coordinator') }],
    },
  ];
};

/** GitHub keeps one type of credit per person, so an entry of theirs changes its type. */
function withCredit(
  credits: readonly Credit[],
  login: string,
  type: CreditType,
): Pick<AdvisoryFields, 'credits'> {
  const at = credits.findIndex(credit => same(credit.login, login));
  const entry = { login, type };
  return { credits: at === -1 ? [...credits, entry] : credits.with(at, entry) };
}
