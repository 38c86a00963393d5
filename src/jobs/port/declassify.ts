import type { PublicText, Secrets } from '../../embargo/index.ts';
import { crossing } from '../line/cross.ts';
import type { PublicTexts } from './context.ts';
import type { PortRecord } from './record.ts';
import { portFields, type PortField } from './types.ts';

/** What is put after a branch's name when the fork has another branch of that name. */
const suffixes = ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9'];

/**
 * Carries everything that was confirmed over the public line: each text is checked once more, with the findings
 * that the coordinator overruled one by one.
 * @throws JobError `findings` when something would leak that nobody overruled.
 */
export function declassifyRecord(
  { confirmed }: Pick<PortRecord, 'confirmed'>,
  secrets: Secrets,
): PublicTexts {
  const cross = (text: string, where: string) => crossing(text, where, secrets, confirmed.overruled);
  const texts = Object.fromEntries(
    portFields.map(field => [field, cross(messageOf(confirmed, field), field)]),
  ) as Record<PortField, PublicText>;
  const person = ({ name, email }: { readonly name: string; readonly email: string }) => ({
    name: cross(name, 'author'),
    email: cross(email, 'author'),
  });
  if (confirmed.news !== null) cross(confirmed.news, 'commit.blurb');
  const name = confirmed.texts['commit.branch'];
  return {
    texts,
    branches: suffixes.map(suffix => cross(`${name}${suffix}`, 'commit.branch')),
    author: person(confirmed.author),
    committer: person(confirmed.committer),
    issueLabels: confirmed.issueLabels.map(label => cross(label, 'labels')),
    pullLabels: confirmed.pullLabels.map(label => cross(label, 'labels')),
  };
}

/** The text of a field as it will be written: the commit message with its co-authors. */
export function messageOf(
  { texts, coAuthors }: Pick<PortRecord['confirmed'], 'texts' | 'coAuthors'>,
  field: PortField,
): string {
  const text = texts[field];
  if (field !== 'commit.message' || coAuthors.length === 0) return text;
  const trailers = coAuthors.map(({ name, email }) => `Co-authored-by: ${name} <${email}>`);
  return `${text.trimEnd()}\n\n${trailers.join('\n')}\n`;
}
