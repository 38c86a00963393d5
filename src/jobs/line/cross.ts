import { declassify, type Overruled, type PublicText, type Secrets } from '../../embargo/index.ts';
import { JobError } from '../errors.ts';

/**
 * Carries one confirmed text over the public line: it is checked once more, with the findings that the coordinator
 * overruled one by one. `where` is the field's name, which the ids of its findings begin with.
 * @throws JobError `findings` when something would leak that nobody overruled.
 */
export function crossing(
  text: string,
  where: string,
  secrets: Secrets,
  overruled: readonly Overruled[],
): PublicText {
  const here = overruled.flatMap(({ id, reason }) =>
    id.startsWith(`${where}:`) ? [{ id: id.slice(where.length + 1), reason }] : [],
  );
  const result = declassify(text, secrets, here);
  if (result.ok) return result.text;
  throw new JobError('findings', `${where}: ${result.findings[0]?.message ?? 'This may not become public.'}`);
}
