/** Whatever of these runs says so in `window.hit`; whatever is fetched goes to this host, which is nobody's (RFC 2606). */
const hit = 'window.hit=1';
export const tracker = 'tracker.invalid';
const beacon = (path: string) => `https://${tracker}/${path}`;

/** HTML that runs something, in the forms that were reported to renderers of markdown. */
const scripts = [
  `<script>${hit}</script><script src="${beacon('script.js')}"></script>`,
  `<img src=x onerror="${hit}"><svg onload="${hit}"><a xlink:href="javascript:${hit}">x</a></svg>`,
  `<iframe src="${beacon('frame')}" srcdoc="<script>parent.hit=1</script>"></iframe>`,
  `<details open ontoggle="${hit}"><summary>s</summary>inside</details><marquee onstart="${hit}">m</marquee>`,
  `<form action="${beacon('form')}"><input autofocus onfocus="${hit}"><button formaction="javascript:${hit}">b</button></form>`,
  `<base href="${beacon('')}"><meta http-equiv="refresh" content="0;url=${beacon('refresh')}">`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${hit}&gt;">`,
];

/** Links into VS Code, into the machine, and into scripts. */
const links = [
  '[command](command:workbench.action.closeWindow) <a href="command:ghsa.port">command</a>',
  '[vscode](vscode://file/etc/passwd) [extension](vscode:extension/a.b) <vscode:extension/a.b>',
  `[script](JaVaScRiPt:${hit}) [entity](java&#115;cript&colon;${hit}) [page](data:text/html,<script>${hit}</script>)`,
  '[file](file:///etc/passwd) ![file](file:///etc/passwd) [reference][there]',
  '[there]: command:workbench.action.quit "title"',
];

/** Pictures and styles that tell somebody that the report was read. */
export const beacons = [
  `![inline](${beacon('inline.png')}) ![reference][pixel]`,
  `[pixel]: ${beacon('reference.png')}`,
  `<img src="${beacon('src.png')}" srcset="${beacon('srcset.png')} 2x"><picture><source srcset="${beacon('source.png')}"></picture>`,
  `<p style="background: url(${beacon('style.png')})">styled</p><style>@import "${beacon('import.css')}"; * { cursor: url(${beacon('cursor')}) }</style>`,
  `<svg><image href="${beacon('image.svg')}"/><use href="${beacon('use.svg')}#x"/></svg><table background="${beacon('table.png')}"><tr><td>t</td></tr></table>`,
  `<link rel="prefetch" href="${beacon('prefetch')}"><link rel="dns-prefetch" href="//${tracker}">`,
  `<video src="${beacon('video')}" poster="${beacon('poster.png')}" autoplay></video><audio src="${beacon('audio')}" autoplay></audio><object data="${beacon('object')}"></object>`,
];

export const injected = [...scripts, ...links, ...beacons, 'The end of it.'].join('\n\n');

/** Texts of the length that GitHub takes at most, which renderers have taken minutes for. */
const most = 65_535;
const filled = (piece: string) => piece.repeat(Math.ceil(most / piece.length)).slice(0, most);

export const slow: Readonly<Record<string, string>> = {
  'quotes in quotes': filled('> '),
  'lists in lists': filled('- '),
  'brackets in brackets': filled('['),
  'images in images': filled('!['),
  'stars that pair with nothing': filled('*a_'),
  'elements in elements': filled('<div>'),
  'tables of one row': `${filled('|').slice(0, 30_000)}\n${filled('-|').slice(0, 30_000)}\n`,
  'code that never ends': filled('`a``'),
  'links that never end': filled('[a]('),
  'references to each other': filled('[a]: b\n[b]: a\n'),
  entities: filled('&lt;'),
  addresses: filled('www.a.'),
};

/** Titles that read as something else: turned round, invisible, of other alphabets, of nothing that can be seen. */
export const titles: Readonly<Record<string, string>> = {
  'turned round': 'Overflow in \u202egnp.exe\u202c parser',
  isolated: 'Overflow in \u2066\u2067reader\u2069 parser',
  homoglyph: 'S\u0430lt p\u0430rser reads past its end',
  invisible: 'Sa\u200bl\u00adt\ufeff par\u2060ser',
  fillers: 'Sa\u115flt \u3164parser\u034f',
  tags: `Salt${[...'quit'].map(one => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('')} parser`,
  control: 'Salt\u0000\u0007\u001b[31m parser\u009b1m\u007f',
  'lone surrogate': 'Salt \ud800parser\udfff',
  'split tag': '[ACC\u200bEPTED] Salt parser',
  icons: '$(shield) $(loading~spin) parser',
  nothing: '\u200b\u3164\u202e',
  lines: 'Salt\r\n\u2028parser\u2029# heading',
  markdown:
    '**b** `c` [l](command:workbench.action.quit) <b onmouseover=alert(1)>x</b> ![p](https://tracker.invalid/t.png)',
};

/** Names that would be other places as a part of a path, an address, an option or HTML. */
export const names = [
  '../../x',
  '..',
  '.',
  '-x',
  '--upload-pack=touch',
  '<b>x</b>',
  'a/b',
  'a%2fb',
  'a?b#c',
  'a\\b',
  'C:x',
  '\u202ekcits',
  '__proto__',
  'constructor',
  ' ',
] as const;
