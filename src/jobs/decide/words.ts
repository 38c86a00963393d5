/** Says which tags stood among the words of the title and are no tags any more. Names no word of the title. */
export function bracketsNote(tags: readonly string[]): string | null {
  if (tags.length === 0) return null;
  return `${tags.join(' ')} stood within the title, where the bot takes it for a request, so its brackets were taken out.`;
}

/** Says that a tag is part of the title's words, and the bot reads it all the same. */
export function innerNote(tag: string | null): string | null {
  return tag && `${tag} stands within the title, and the bot takes it for a request.`;
}
