/**
 * A text as plain words: `:meth:`!a.b.c`` becomes ``a.b.c`` in code quotes, `:cve:`2024-1234`` the whole name. For issue and
 * PR bodies.
 */
export function plainWords(body: string): string {
  return body
    .replace(/:cve:`!?(?:cve-)?(\d{4}-\d{4,19})`/gi, 'CVE-$1')
    .replace(/:[a-z][a-z:+-]{0,40}:`([^`\n]{1,400})`/gi, (_, target: string) => {
      const shown = /^(.*?)\s*<[^>]*>$/.exec(target)?.[1] ?? target.replace(/^[!~]+/, '');
      return `\`${shown}\``;
    })
    .replace(/``([^`\n]{1,400})``/g, '`$1`')
    .replace(/`([^`<\n]{1,200}?)\s*<([^>\n]{1,400})>`_{1,2}/g, '[$1]($2)')
    .split('\n\n')
    .map(paragraph => (/^(\* |1\. |#\. |\s)/.test(paragraph) ? paragraph : paragraph.replace(/\n/g, ' ')))
    .join('\n\n')
    .trim();
}
