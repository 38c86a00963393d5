/** A text as plain words: `:meth:`!a.b.c`` becomes ``a.b.c`` in code quotes. For issue and PR bodies. */
export function plainWords(body: string): string {
  return body
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
