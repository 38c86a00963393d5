import type { Advisory } from '../../advisory/model.ts';
import type { Secrets } from '../../embargo/index.ts';
import type { Confirmed } from './record.ts';

/**
 * What must not cross for this advisory. It is under embargo until GitHub shows it to everybody; a port comes before the
 * CVE record, so that counts as not out.
 */
export function portSecrets(
  advisory: Advisory,
  { author, committer, coAuthors }: Pick<Confirmed, 'author' | 'committer' | 'coAuthors'>,
): Secrets {
  return {
    stage: advisory.state === 'published' ? 'announced' : 'embargo',
    ghsaId: advisory.ghsaId,
    forkFullName: advisory.privateFork,
    cveId: advisory.cveId,
    cvePublished: advisory.state === 'published',
    description: advisory.description,
    allowedEmails: [author, committer, ...coAuthors].map(({ email }) => email),
  };
}
