import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';

/** Each way out of this machine that our own code could take. */
const ways =
  /(?:await|return|=>?|[(,?:])\s*fetch\(|\bnode:(?:https?|net|tls|dgram|http2|dns|child_process)\b|\bnew WebSocket\b|\bsimpleGit\(|\bsendBeacon\b/;

/** Who may, and why nothing leaves unseen there. */
const known: Readonly<Record<string, string>> = {
  'src/github/sent.ts': 'tells of each request',
  'src/git/run.ts': 'tells of each call',
  'src/git/credentials/account.ts': 'asks ssh who it signs in as, and tells of it',
  'src/git/credentials/askpass.ts': 'git asks it for the token, by a socket of this machine',
  'src/git/credentials/askpassMain.ts': 'the other end of it',
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
    const found = sources.filter(([, text]) => ways.test(text)).map(([file]) => file);
    assert.ok(found.includes('src/github/sent.ts'), 'it finds what there is');
    assert.deepEqual(
      found.filter(file => !Object.hasOwn(known, file)),
      [],
    );
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

/** Without comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
