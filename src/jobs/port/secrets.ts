import type { Advisory } from '../../advisory/model.ts';
import type { Secrets } from '../../embargo/index.ts';
import type { Confirmed } from './record.ts';

/** What must not cross for this advisory: it is under embargo, and its CVE record is not out. */
export function portSecrets(
  advisory: Advisory,
  { author, committer, coAuthors }: Pick<Confirmed, 'author' | 'committer' | 'coAuthors'>,
): Secrets {
  return {
    stage: 'embargo',
    ghsaId: advisory.ghsaId,
    forkFullName: advisory.privateFork,
    cveId: advisory.cveId,
    cvePublished: false,
    description: advisory.description,
    allowedEmails: [author, committer, ...coAuthors].map(({ email }) => email),
  };
}
