import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, readPatch, type Scratch } from '../../../src/git/index.ts';
import { entriesOf, gitIn, writeTree, type Files } from './randomTree.ts';

const text = Buffer.from('spam\n'.repeat(20));
const file = (mode: string, bytes: Buffer | string = text): Files[string] => ({
  mode,
  bytes: Buffer.from(bytes),
});
const kinds: Readonly<Record<string, Files[string]>> = {
  'a plain file': file('100644'),
  'an executable': file('100755'),
  'a link': file('120000', '../../../etc/passwd'),
  'a submodule': file('160000', '1'.repeat(40)),
};

describe('a patch that says no mode', () => {
  let scratch: Scratch;
  const git = new Git();

  before(async () => {
    scratch = { path: await mkdtemp(join(tmpdir(), 'ghsa-moves-')), borrows: false };
    gitIn(scratch.path, ['init', '-q', '--bare', '.']);
  });
  after(() => rm(scratch.path, { recursive: true, force: true }));

  const head = (verb: 'rename' | 'copy', from: string, to: string) =>
    `diff --git a/${from} b/${to}\nsimilarity index 100%\n${verb} from ${from}\n${verb} to ${to}\n`;
  const read = async (main: Files, patch: string) => {
    const { before, after } = await readPatch(
      git,
      scratch,
      writeTree(scratch.path, main),
      Buffer.from(patch),
    );
    return [entriesOf(scratch.path, before), entriesOf(scratch.path, after)];
  };
  const entries = (files: Files) => entriesOf(scratch.path, writeTree(scratch.path, files));

  for (const [name, one] of Object.entries(kinds)) {
    it(`moves ${name} as what it is`, async () => {
      assert.deepEqual(await read({ old: one, b: file('100644') }, head('rename', 'old', 'new')), [
        entries({ old: one }),
        entries({ new: one }),
      ]);
    });

    it(`copies ${name} as what it is`, async () => {
      assert.deepEqual(await read({ old: one }, head('copy', 'old', 'new')), [
        entries({ old: one }),
        entries({ old: one, new: one }),
      ]);
    });

    it(`moves ${name} twice in a series`, async () => {
      const mail = (n: number) =>
        `From ${String(n).repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Octo <octo@home.example>\nSubject: [PATCH ${n}/2] Move\n\n---\n`;
      const series = `${mail(1)}${head('rename', 'old', 'mid')}${mail(2)}${head('rename', 'mid', 'new')}`;
      assert.deepEqual(await read({ old: one }, series), [entries({ old: one }), entries({ new: one })]);
    });
  }

  it('leaves the mode that another one of its lines says', async () => {
    // Public main made the script executable since; the patch was made before, and says so.
    const [blob] = Object.values(entries({ a: file('100644') }))[0]!
      .split(' ')
      .slice(2);
    const to = Object.values(entries({ a: file('100644', `more\n${text.toString()}`) }))[0]!.split(' ')[2]!;
    const change = `diff --git a/a b/a\nindex ${blob}..${to} 100644\n--- a/a\n+++ b/a\n@@ -1,3 +1,4 @@\n+more\n spam\n spam\n spam\n`;
    assert.deepEqual(
      await read({ a: file('100755'), x: file('100755') }, change + head('rename', 'x', 'y')),
      [
        entries({ a: file('100644'), x: file('100755') }),
        entries({ a: file('100644', `more\n${text.toString()}`), y: file('100755') }),
      ],
    );
  });

  it('of a file that public main does not have is refused with that reason', async () => {
    await assert.rejects(read({ b: file('100644') }, head('rename', 'old', 'new')), {
      name: 'GitError',
      message:
        'The patch moves old or changes its mode, but public main has no such file. Ask for a patch against public main.',
    });
  });
});
