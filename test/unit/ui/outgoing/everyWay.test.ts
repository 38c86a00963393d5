import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';

/** Each way out of this machine that our own code could take. */
const ways =
  /(?:await|return|=>?|[(,?:])\s*fetch\(|\bnode:(?:https?|net|tls|dgram|http2|dns)\b|\bnew WebSocket\b|\bsimpleGit\(|\bsendBeacon\b/;

/** Who may, and why nothing leaves unseen there. */
const known: Readonly<Record<string, string>> = {
  'src/github/sent.ts': 'tells of each request',
  'src/git/run.ts': 'tells of each call',
  'src/git/credentials/askpass.ts': 'git asks it for the token, by a socket of this machine',
  'src/git/credentials/askpassMain.ts': 'the other end of it',
  'src/ui/practice/home.ts': 'asks the practice GitHub on this machine whether it is there',
};

describe('every way out', () => {
  it('is one that What Leaves This Machine hears of', async () => {
    const root = new URL('../../../../', import.meta.url);
    const files = (await readdir(new URL('src/', root), { recursive: true }))
      .map(file => `src/${file.replaceAll('\\', '/')}`)
      // The sandbox is the other end.
      .filter(file => file.endsWith('.ts') && !file.startsWith('src/sandbox/'));
    const found: string[] = [];
    for (const file of files)
      if (ways.test(code(await readFile(new URL(file, root), 'utf8')))) found.push(file);
    assert.ok(found.includes('src/github/sent.ts'), 'it finds what there is');
    assert.deepEqual(
      found.filter(file => !Object.hasOwn(known, file)),
      [],
    );
  });
});

/** Without comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
