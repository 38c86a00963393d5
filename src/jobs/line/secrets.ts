import type { Advisory } from '../../advisory/model.ts';
import type { Secrets } from '../../embargo/index.ts';

/**
 * What must not cross for this advisory. It is under embargo until GitHub shows it to everybody; we come before the CVE
 * record, so that counts as not out.
 */
export function secretsOf(advisory: Advisory, allowedEmails: readonly string[] = []): Secrets {
  return {
    stage: advisory.state === 'published' ? 'announced' : 'embargo',
    ghsaId: advisory.ghsaId,
    forkFullName: advisory.privateFork,
    cveId: advisory.cveId,
    cvePublished: advisory.state === 'published',
    description: advisory.description,
    allowedEmails,
  };
}
