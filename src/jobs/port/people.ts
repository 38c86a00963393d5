import type { Confirmed } from './record.ts';
import type { PortDraft, Prepared } from './types.ts';

/** The people whose names and addresses become public with a draft: author, committer (you), co-authors. */
export function peopleOf(
  { authors, me }: Pick<Prepared, 'authors' | 'me'>,
  draft: Pick<PortDraft, 'author'>,
): Pick<Confirmed, 'author' | 'committer' | 'coAuthors'> {
  const chosen = authors.find(({ id }) => id === draft.author);
  if (!chosen) throw new Error('The chosen author is not one of the choices.');
  return {
    author: { name: chosen.name, email: chosen.email },
    committer: { name: me.name, email: me.email },
    coAuthors: chosen.coAuthors.map(({ name, email }) => ({ name, email })),
  };
}

/** The author with a noreply address, for a GitHub that refuses a private one; you, where they have none. */
export function standInOf(
  { authors, me }: Pick<Prepared, 'authors' | 'me'>,
  draft: Pick<PortDraft, 'author'>,
): Confirmed['standIn'] {
  const chosen = authors.find(({ id }) => id === draft.author);
  if (!chosen?.exposes) return null;
  const noreply = authors.find(({ id }) => id === chosen.id.replace(/^private:/, 'noreply:'));
  const { name, email } = noreply ?? me;
  return { name, email };
}
