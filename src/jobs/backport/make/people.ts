import type { Advisory } from '../../../advisory/model.ts';
import type { Secrets } from '../../../embargo/index.ts';
import { secretsOf } from '../../line/secrets.ts';
import type { BackportConfirmed } from './record.ts';
import type { PreparedBackport } from './types.ts';

/** Addresses that the commit on main names: everybody can read them there. */
export function publicEmails({ author, merged }: Pick<PreparedBackport, 'author' | 'merged'>): string[] {
  const named = [...merged.message.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, email]) => email!);
  return [...new Set([author.email, ...named])];
}

/** What must not cross: for this advisory as it is now, less what the commit on main says already. */
export function backportSecrets(
  advisory: Advisory,
  { committer, emails }: Pick<BackportConfirmed, 'committer' | 'emails'>,
): Secrets {
  return secretsOf(advisory, [committer.email, ...emails]);
}
