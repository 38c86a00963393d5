import type { PublicText, Secrets } from '../../../embargo/index.ts';
import { crossing } from '../../line/cross.ts';
import type { BackportRecord } from './record.ts';
import { backportFields, type BackportField } from './types.ts';

/** Everything that becomes public, as values that only `declassify` can make. */
export interface BackportTexts {
  readonly texts: Readonly<Record<BackportField, PublicText>>;
  /** The branch's name and its stand-ins. */
  readonly branches: readonly PublicText[];
  readonly author: { readonly name: PublicText; readonly email: PublicText };
  readonly committer: { readonly name: PublicText; readonly email: PublicText };
  readonly pullLabels: readonly PublicText[];
}

/** What is put after the branch's name when the fork has another branch of that name. */
const suffixes = ['', '-2', '-3', '-4', '-5'];

/**
 * Carries everything that was confirmed over the public line: each text is checked once more.
 * @throws JobError `findings` when something would leak that nobody overruled.
 */
export function declassifyBackport(
  { confirmed }: Pick<BackportRecord, 'confirmed'>,
  secrets: Secrets,
): BackportTexts {
  const cross = (text: string, where: string) => crossing(text, where, secrets, confirmed.overruled);
  const person = ({ name, email }: { readonly name: string; readonly email: string }) => ({
    name: cross(name, 'author'),
    email: cross(email, 'author'),
  });
  return {
    texts: Object.fromEntries(
      backportFields.map(field => [field, cross(confirmed.texts[field], field)]),
    ) as Record<BackportField, PublicText>,
    branches: suffixes.map(suffix => cross(`${confirmed.branch}${suffix}`, 'branch')),
    author: person(confirmed.author),
    committer: person(confirmed.committer),
    pullLabels: confirmed.pullLabels.map(label => cross(label, 'labels')),
  };
}
