/** The frame of a page: strict CSP, one script, one style sheet, nothing remote. */
export function webviewHtml(page: {
  readonly nonce: string;
  /** `webview.cspSource` */
  readonly source: string;
  readonly script: string;
  readonly styles: readonly string[];
  readonly title: string;
}): string {
  // 'unsafe-inline' for styles: the toolkit's components need it (design 6). Nothing else is loosened.
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.source} 'unsafe-inline'`,
    `font-src ${page.source}`,
  ].join('; ');
  const links = page.styles.map(href => `<link rel="stylesheet" href="${escape(href)}">`).join('\n  ');
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${escape(csp)}">
  ${links}
  <title>${escape(page.title)}</title>
</head>
<body>
  <main id="page"></main>
  <script nonce="${page.nonce}" src="${escape(page.script)}"></script>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
