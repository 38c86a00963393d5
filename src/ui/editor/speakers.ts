import { isCoordinator, sameLogin } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import type { AdvisoryComment } from '../../github/index.ts';
import { reporterOf, type Readers } from '../../process/index.ts';
import type { ShownComment } from './discussionProtocol.ts';

/** A comment with what its author is to the advisory, as far as it is known. */
export function shown(
  comment: AdvisoryComment,
  advisory: Advisory | null,
  { people }: Pick<Readers, 'people'>,
): ShownComment {
  return { ...comment, role: advisory === null ? '' : roleOf(comment.author, advisory, people) };
}

function roleOf(login: string | null, advisory: Advisory, people: Readers['people']): string {
  if (login === null) return '';
  const reporter = reporterOf(advisory);
  if (reporter !== null && sameLogin(reporter, login)) return 'reporter';
  if (isCoordinator(advisory, login)) return 'coordinator';
  return people.some(reader => reader.mailed && sameLogin(reader.login, login)) ? 'collaborator' : '';
}

/** Who is mailed by a comment, the reporter first, and the teams whose members are not known. */
export function mailed(
  { people, unknown }: Readers,
  reporter: string | null,
): { readonly mailed: readonly string[]; readonly mailedUnknown: readonly string[] } {
  const logins = people.filter(reader => reader.mailed).map(({ login }) => login);
  const first = logins.filter(login => reporter !== null && sameLogin(login, reporter));
  return {
    mailed: [...first, ...logins.filter(login => !first.includes(login))],
    // Admins are not mailed for being admins.
    mailedUnknown: unknown.filter(name => name.startsWith('team ')),
  };
}
