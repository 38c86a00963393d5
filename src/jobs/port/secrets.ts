import type { Advisory } from '../../advisory/model.ts';
import type { Secrets } from '../../embargo/index.ts';
import { secretsOf } from '../line/secrets.ts';
import type { Confirmed } from './record.ts';

/** What must not cross for this advisory, with the people whose addresses the coordinator chose to make public. */
export function portSecrets(
  advisory: Advisory,
  { author, committer, coAuthors }: Pick<Confirmed, 'author' | 'committer' | 'coAuthors'>,
): Secrets {
  return secretsOf(
    advisory,
    [author, committer, ...coAuthors].map(({ email }) => email),
  );
}
