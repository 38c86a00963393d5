import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';

/** A call of the one `fetch` that everybody has: no member of anything but the global object, and no method declared. */
const calls =
  /(?<![\w$#-]|(?<!\.\.)\.\s*|\b(?:async|function)\s+)fetch\s*(?:<[^<>()]*>\s*)?(?:\?\.\s*)?\(|\b(?:globalThis|global|window|self)\b(?:\s+as\s[^()]*\))?!?\s*(?:\??\.\s*fetch\b|(?:\?\.\s*)?\[\s*['"`])/;
/** It is given another name, or handed to somebody who calls it. */
const handedOn =
  /(?<![\w$#\-/'"`]|(?<!\.\.)\.\s*)fetch\s*(?:[;,)}\]]|\?\?|\|\||&&|\?(?!\.|:)|\.\s*(?:call|apply|bind)\b)/;
/** And every other way out of this machine that our own code could take. */
const others = [
  /\bnode:(?:https?|net|tls|dgram|http2|dns|child_process|inspector)\b/,
  /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"`](?:https?|net|tls|dgram|http2|dns(?:\/promises)?|child_process|undici|ws)['"`]/,
  /\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b|\bsimpleGit\(|\bsendBeacon\b|\}\s*=\s*globalThis\b/,
];
/** Where a value of their own has that name, so that only a call counts. */
const ownNames = ['src/ui/embargo/pushWords.ts'];

function leaves(text: string, file = ''): boolean {
  const ways = ownNames.includes(file) ? [calls, ...others] : [calls, handedOn, ...others];
  return ways.some(way => way.test(text));
}

/** Who may, and why nothing leaves unseen there. */
const known: Readonly<Record<string, string>> = {
  'src/github/sent.ts': 'tells of each request',
  'src/git/run.ts': 'tells of each call',
  'src/git/credentials/account.ts': 'asks ssh who it signs in as, and tells of it',
  'src/git/credentials/askpass.ts': 'git asks it for the token, by a socket of this machine',
  'src/git/credentials/askpassMain.ts': 'the other end of it',
  'src/git/signingKey.ts': 'gpg lists the secret keys of this machine',
  'src/ui/practice/git.ts': 'changes the practice clone, on this machine',
  'src/ui/practice/home.ts': 'asks the practice GitHub on this machine whether it is there',
};

describe('every way out', () => {
  const root = new URL('../../../../', import.meta.url);
  /** Our own code, without comments, by its file. */
  let sources: readonly (readonly [file: string, text: string])[];
  before(async () => {
    const files = (await readdir(new URL('src/', root), { recursive: true }))
      .map(file => `src/${file.replaceAll('\\', '/')}`)
      // The sandbox is the other end.
      .filter(file => file.endsWith('.ts') && !file.startsWith('src/sandbox/'));
    sources = await Promise.all(
      files.map(async file => [file, code(await readFile(new URL(file, root), 'utf8'))] as const),
    );
  });

  it('is one that What Leaves This Machine hears of', () => {
    const found = sources.filter(([file, text]) => leaves(text, file)).map(([file]) => file);
    assert.ok(found.includes('src/github/sent.ts'), 'it finds what there is');
    assert.deepEqual(
      found.filter(file => !Object.hasOwn(known, file)),
      [],
    );
  });

  for (const form of [
    ...[
      'void fetch(url);',
      'return fetch(url);',
      'await fetch(url);',
      'const answer = fetch(url);',
      'fetch(url);',
    ],
    ...[
      'const read = () => fetch(url);',
      'if (online) fetch(url);',
      'ok && fetch(url)',
      '!fetch(url)',
      '[fetch(url)]',
    ],
    ...[
      'Promise.all([...fetch(url)])',
      '{ fetch(url); }',
      '`${fetch(url)}`',
      'yes ? fetch(a) : fetch(b)',
      'yield fetch(url)',
    ],
    ...[
      'fetch (url)',
      'await\n  fetch(\n  url)',
      'fetch?.(url)',
      '(fetch)(url)',
      'fetch<Answer>(url)',
      'fetch.call(null, url)',
    ],
    ...[
      'globalThis.fetch(url)',
      'globalThis?.fetch(url)',
      'globalThis\n  .fetch(url)',
      'window.fetch(url)',
      'self.fetch(url)',
    ],
    ...[
      "globalThis['fetch'](url)",
      '(globalThis as Net).fetch(url)',
      'const { get = fetch } = parts;',
      'const get = fetch;',
      'const { fetch: get } = globalThis;',
    ],
    ...[
      '({ fetch })',
      '({ url, fetch })',
      'connect({ fetch: fetch })',
      'use(fetch)',
      'use(fetch, url)',
      'own ?? fetch;',
      'fetch ?? own',
    ],
    ...[
      "import { request } from 'node:https';",
      "import https from 'https';",
      "await import('undici')",
      "require('node:net')",
    ],
    ...[
      'new WebSocket(url)',
      'new EventSource(url)',
      'new XMLHttpRequest()',
      'navigator.sendBeacon(url)',
      'simpleGit(folder)',
    ],
  ])
    it(`is seen: ${form.replaceAll('\n', ' ')}`, () => assert.ok(leaves(form)));

  for (const form of [
    ...[
      'this.#fetch(url)',
      'await this.#parts.fetch(links)',
      'known.fetch(links)',
      'known?.fetch(links)',
      'fetchTips(git)',
    ],
    ...[
      'async fetch(\n    links: Links,\n  ) {',
      'async #fetch(url: string) {',
      'readonly fetch: (links: Links) => unknown;',
    ],
    ...[
      'prefetch(url)',
      'parts\n  .fetch(url)',
      "scheme === 'https'",
      "'git fetch'",
      "import { fetchRef } from './fetch.ts';",
      "'--no-write-fetch-head',",
      'typeof read',
    ],
  ])
    it(`is none: ${form.replaceAll('\n', ' ')}`, () => assert.ok(!leaves(form)));

  it('is seen behind a text that looks like the beginning of a comment', () => {
    const text = "const refs = 'refs/heads/*';\nvoid fetch(url);\n/** Said. */\n";
    assert.ok(leaves(code(text)));
    assert.ok(!leaves(code('/** As\n * fetch(url) does. */\n// void fetch(url);\n')));
  });

  it('tells of itself: each connection to GitHub, and each git, is made with whom to tell', () => {
    const made = sources.flatMap(([file, text]) =>
      // Below these the window is not known.
      /^src\/(?:ui\/|extension\.ts)/.test(file)
        ? [...text.matchAll(/\b(?:connect|new Git)\((?:\{[^]*?\}\);|[^{][^;]*;|\);)/g)].map(([how]) => ({
            file,
            how,
          }))
        : [],
    );
    assert.ok(made.length >= 3, `only ${made.length} were found`);
    assert.deepEqual(
      made.filter(({ how }) => !/\bonSent\b|\.\.\.sent\b/.test(how)),
      [],
    );
  });
});

/** Without comments that begin a line: elsewhere `/*` may be part of a text. */
function code(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
}
