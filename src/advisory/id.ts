/** A GHSA id in GitHub's own casing (`GHSA-` and lower case), or null when the text is none. */
export function parseGhsaId(text: string): string | null {
  const match =
    /^\s*ghsa-([23456789cfghjmpqrvwx]{4}-[23456789cfghjmpqrvwx]{4}-[23456789cfghjmpqrvwx]{4})\s*$/i.exec(
      text,
    );
  return match ? `GHSA-${match[1]!.toLowerCase()}` : null;
}

/** `owner/name`, or null when the text is none (GitHub's characters only). */
export function parseRepo(text: string): { owner: string; name: string } | null {
  const match = /^\s*([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})\s*$/.exec(text);
  return match && match[2] !== '.' && match[2] !== '..' ? { owner: match[1]!, name: match[2]! } : null;
}
