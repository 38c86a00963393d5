/** What a report may hold to break out of a preview. Whatever runs says so in `window.hit`. */
const hit = 'window.hit=1';

export const hostile = `
<script>${hit};alert(1)</script>
<img src=x onerror="${hit}"> <img src="https://example.org/a.png" alt="a"> <img src="data:image/png;base64,AA">
![one](https://example.org/b.png "t") ![two](data:image/png;base64,AAAA)

<svg onload="${hit}"><script>${hit}</script><a xlink:href="javascript:${hit}">x</a></svg>
<math><mi xlink:href="javascript:${hit}">m</mi></math>

[run this](javascript:${hit}) [run that](JaVaScRiPt:${hit}) [command link](command:workbench.action.quit)
[page of data](data:text/html,<script>${hit}</script>) [opens VS Code](vscode:extension/a.b) [w](vbscript:x) [f](file:///etc/passwd)
[a number](tel:112) [files](ftp://example.org/f) [chat](xmpp:a@example.org)
[fine](https://example.org) <a@example.org> [relative](/python) [anchor](#main)

<a href="javascript:${hit}" onclick="${hit}" onmouseover="${hit}" target=_blank id=page name=page class="link" style="position:fixed;inset:0">over it all</a>

<iframe src="https://example.org" srcdoc="<script>parent.hit=1</script>"></iframe>
<object data="https://example.org/o"></object><embed src="https://example.org/e">
<video src="https://example.org/v" autoplay poster="https://example.org/p"></video><audio src="https://example.org/s" autoplay></audio>
<link rel=stylesheet href="https://example.org/s.css"><base href="https://example.org/">
<meta http-equiv="refresh" content="0;url=https://example.org">
<style>* { background: red !important; background-image: url(https://example.org/bg) } @import "https://example.org/i.css";</style>
<div style="background: red url(https://example.org/bg2); position: fixed; inset: 0">styled</div>
<table background="https://example.org/t"><tr><td background="https://example.org/td">cell</td></tr></table>

<form action="https://example.org" method=post id=forms name=body><input name=parentNode autofocus onfocus="${hit}"><button formaction="javascript:${hit}">button</button><select><option>o</select><textarea>t</textarea></form>
<img name=getElementById><a id=defaultView></a><form id=createElement><input name=attributes></form>

<template><script>${hit}</script></template><noscript><img src=x onerror="${hit}"></noscript>
<details open ontoggle="${hit}"><summary>s</summary>inside</details>
<marquee onstart="${hit}">m</marquee><dialog open>d</dialog><x-element onclick="${hit}">own</x-element>
<vscode-button onclick="${hit}">button</vscode-button><main>main</main><title>title</title>

<!-- a comment --> <!--[if gte IE 4]><script>${hit}</script><![endif]--> <?php echo 1 ?> <![CDATA[ x ]]>

Turned \u202egnp.exe\u202c round.[^1]

[^1]: a footnote

- [x] <input type=checkbox onclick="${hit}"> <input type=image src="https://example.org/in.png"> task

The end of it.
`;

/** Texts that change their meaning between two parsers, from the tests of DOMPurify and from what was reported to it. */
export const mutations: Readonly<Record<string, string>> = {
  'math and style': `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${hit}>`,
  'svg and style': `<svg></p><style><a id="</style><img src=1 onerror=${hit}>">`,
  'svg, p and style': `<svg><p><style><a title="</style><img src onerror=${hit}>">`,
  'math, table and mglyph': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${hit}&gt;">`,
  'noscript and title': `<noscript><p title="</noscript><img src=x onerror=${hit}>">`,
  'template in select': `<select><template><img src=x onerror=${hit}></template></select>`,
  'annotation-xml': `<math><annotation-xml encoding="text/html"><style><img src=x onerror=${hit}></style></annotation-xml></math>`,
  foreignObject: `<svg><foreignObject><style><img src=x onerror=${hit}></style></foreignObject></svg>`,
  'nested form': `<form id=a><div></form><form id=b><input name=attributes><input name=removeChild><img src=x onerror=${hit}>`,
  'comment in comment': `<!--<img src="--><img src=x onerror=${hit}//">`,
  'textarea and title': `<textarea><title></textarea><img src=x onerror=${hit}></title>`,
  'xmp and plaintext': `<xmp><img src=x onerror=${hit}></xmp><plaintext><script>${hit}</script>`,
  'quotes of an attribute': `<a title='x" onmouseover="${hit}'>a</a> <img alt="\`><script>${hit}</script>">`,
  'isindex and frameset': `<isindex type=image src=1 onerror=${hit}><frameset onload=${hit}><frame src="javascript:${hit}">`,
  'entities in a scheme': `<a href="java&#115;cript&colon;${hit}">a</a> <a href="&#x6A&#x61vascript:${hit}">b</a> [c](java&#115;cript:${hit})`,
  'a tab in a scheme': `<a href="java\tscript:${hit}">a</a> <a href="\u0001javascript:${hit}">b</a>`,
  'nested deep': `${'<div>'.repeat(600)}<img src=x onerror=${hit}>`,
  'svg use and animate': `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><a href='javascript:${hit}'/></svg>#x"/><animate onbegin=${hit} attributeName=x dur=1s></svg>`,
  'a code span that ends early': `\`<img src=x onerror=${hit}>\` \`\`\n</code><img src=x onerror=${hit}>\n\`\`\``,
  'a link title': `[a](https://example.org "x\\" onclick=\\"${hit}") ![i](x "y' onerror='${hit}")`,
  'an image in a link': `[![x](https://example.org/x.png)](javascript:${hit})`,
  'a table cell': `| a |\n|---|\n| <img src=x onerror=${hit}> |`,
};
