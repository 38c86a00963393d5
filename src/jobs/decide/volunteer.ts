import { coordinators, isCoordinator } from '../../advisory/assignment.ts';
import type { Advisory } from '../../advisory/model.ts';
import { replacedNote, writeCredits } from './credits.ts';
import { changed, ended, look, there } from './outcomes.ts';
import type { DecideParts, Outcome } from './types.ts';

/**
 * Credits the account as coordinator, beside whom `seen` names already. Where somebody else became coordinator since
 * then, nothing is sent: they were faster.
 */
export async function volunteer(parts: DecideParts, seen: Advisory): Promise<Outcome> {
  const { login } = parts;
  const now = await look(parts);
  if (isCoordinator(now, login)) return there(now);
  const faster = coordinators(now).some(name => !isCoordinator(seen, name));
  if (faster || ended(seen, now)) return changed(now);
  return writeCredits(parts, now, [{ login, type: 'coordinator' }], replacedNote(now, login, login));
}
