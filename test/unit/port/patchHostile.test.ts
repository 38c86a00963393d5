import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, GitError, readPatch, type Scratch } from '../../../src/git/index.ts';
import { binaryPatch, copies, delta } from './binaryPatch.ts';
import { entriesOf, gitIn, writeTree, type Files } from './randomTree.ts';

const file = (bytes: string, mode = '100644'): Files[string] => ({ mode, bytes: Buffer.from(bytes) });
const spam = 'spam\n'.repeat(20);

describe('a hostile patch', () => {
  let scratch: Scratch;
  let home: string;
  const git = new Git();
  const users = process.env['HOME'];

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'ghsa-hostile-'));
    scratch = { path: join(home, 'scratch'), borrows: false };
    await mkdir(scratch.path);
    gitIn(scratch.path, ['init', '-q', '--bare', '.']);
    // Some switch git's own guards off.
    await writeFile(join(home, '.gitconfig'), '[core]\nprotectNTFS = false\nprotectHFS = false\n');
    process.env['HOME'] = home;
  });
  after(async () => {
    process.env['HOME'] = users;
    await rm(home, { recursive: true, force: true });
  });

  const main = () => writeTree(scratch.path, { old: file(spam), 'Lib/link': file('../..', '120000') });
  const blobOf = (text: string) => gitIn(scratch.path, ['hash-object', '--stdin'], text).toString().trim();
  const added = (path: string | Buffer, quoted = false) => {
    const name = (side: string) =>
      Buffer.concat([
        Buffer.from(quoted ? `"${side}/` : `${side}/`),
        Buffer.from(path),
        Buffer.from(quoted ? '"' : ''),
      ]);
    return Buffer.concat([
      ...[Buffer.from('diff --git '), name('a'), Buffer.from(' '), name('b')],
      Buffer.from('\nnew file mode 100644\nindex 0000000..257cc56\n--- /dev/null\n+++ '),
      ...[name('b'), Buffer.from('\n@@ -0,0 +1 @@\n+foo\n')],
    ]);
  };
  const moved = (path: string) =>
    Buffer.from(`diff --git a/old b/${path}\nsimilarity index 100%\nrename from old\nrename to ${path}\n`);

  /** One sentence of ours, and nothing of the patch stays: no file, no index. */
  async function refused(patch: Buffer | string, words: RegExp): Promise<void> {
    const tree = main();
    const there = (await readdir(scratch.path)).sort();
    await assert.rejects(readPatch(git, scratch, tree, Buffer.from(patch)), (error: unknown) => {
      assert.ok(error instanceof GitError, String(error));
      assert.match(error.message, words);
      assert.match(error.message, /^[^\n]+\.$/);
      return true;
    });
    assert.deepEqual((await readdir(scratch.path)).sort(), there);
  }

  for (const path of [
    ...['../evil', 'Lib/../../evil', '..', './x', 'a/./b', '..\\evil', 'Lib\\..\\..\\evil'],
    ...['/etc/passwd', 'C:/evil', 'c:\\evil', 'C:evil'],
    ...['.git/hooks/x', '.GIT/config', '.git', '.git /x', '.git./x', '.git::$INDEX_ALLOCATION/x', 'git~1/x'],
    ...['Lib/GIT~1/x', '.git\\x', 'Lib\\.git\\x', '.g\u200cit/hooks/x', 'Lib/.gI\u200dT/x', '.\ufeffgit'],
  ])
    it(`that names ${JSON.stringify(path)} is refused`, async () => {
      for (const patch of [added(path), moved(path)])
        await refused(patch, /^(?:The patch cannot be applied: .+|This is no patch that git can read)\.$/);
    });

  it('with a name that holds a NUL is refused: git would cut it there', async () => {
    await refused(added('x\\000y', true), /^The patch cannot be applied: a name in it holds a NUL\.$/);
    await refused(added('x\0y'), /a name in it holds a NUL/);
    // A backslash and three digits are no NUL.
    const { after } = await readPatch(git, scratch, main(), added('x\\\\000y', true));
    assert.deepEqual(Object.keys(entriesOf(scratch.path, after)), ['x\\000y']);
  });

  it('that makes a file and a folder of one name, or writes below a link of its own, is refused', async () => {
    const link = added('x')
      .toString()
      .replace('100644', '120000')
      .replace(/^index.*\n/m, '');
    for (const patch of [
      Buffer.concat([added('x'), added('x/y')]),
      Buffer.concat([added('x/y'), added('x')]),
      Buffer.concat([Buffer.from(link), added('x/y')]),
    ])
      await refused(patch, /^The patch cannot be applied: .+\.$/);
    // git follows it for its own settings.
    await refused(link.replaceAll('/x', '/.gitmodules'), /invalid path '\.gitmodules'/);
  });

  it('makes two files that differ by case only, where somebody says so', async () => {
    const { after } = await readPatch(git, scratch, main(), Buffer.concat([added('a'), added('A')]));
    assert.deepEqual(Object.keys(entriesOf(scratch.path, after)), ['A', 'a']);
  });

  describe('with lines', () => {
    const change = (at: string, to: string, result: string) =>
      `diff --git a/old b/old\nindex ${blobOf(spam)}..${blobOf(result)} 100644\n--- a/old\n+++ b/old\n@@ ${at} @@\n${to}`;

    it('that lie about their number is refused', async () => {
      await refused(change('-1,999999999 +1,2', '-spam\n+x\n', spam), /no patch that git can read/);
    });

    it('that belong elsewhere is refused, though git finds a place for them', async () => {
      const withX = (line: number) =>
        spam.replaceAll('\n', () => (--line === 0 ? 'x\n' : '\n')).replace('spamx', 'x');
      const words =
        "The patch does not make of old what it says it makes: it was changed by hand, garbled by a mail program, or written with -w or -b. Ask for the branch's own patch (git format-patch), or make the change on the private branch and port that.";
      // Without lines around it git puts it at the end.
      await refused(
        change('-5,1 +5,1', '-spam\n+x\n', withX(5)),
        new RegExp(`^${words.replaceAll(/[.()]/g, '\\$&')}$`),
      );
      await readPatch(git, scratch, main(), Buffer.from(change('-20,1 +20,1', '-spam\n+x\n', withX(20))));
    });

    it('that a mail program encoded is refused', async () => {
      const patch = added('x').toString().replace('+foo', '+foo =3D 1');
      const bytes = patch.replace('257cc56', blobOf('foo = 1\n').slice(0, 7));
      await refused(bytes, /does not make of x what it says/);
    });
  });

  it('before a series is no less part of the file', async () => {
    const mail = (n: number, patch: Buffer) =>
      `From ${String(n).repeat(40)} Mon Sep 17 00:00:00 2001\nSubject: [PATCH ${n}/2] Add\n\n---\n${patch.toString()}-- \n2.39\n\n`;
    const bytes = `${added('first').toString()}${mail(1, added('a'))}${mail(2, added('b'))}`;
    const { after } = await readPatch(git, scratch, main(), Buffer.from(bytes));
    assert.deepEqual(Object.keys(entriesOf(scratch.path, after)), ['a', 'b', 'first']);
  });

  describe('in a file with mails that change nothing', () => {
    const mail = (n: number, text: string) =>
      `From ${String(n).repeat(40)} Mon Sep 17 00:00:00 2001\nSubject: [PATCH ${n}/2] Add\n\n${text}-- \n2.39\n\n`;
    const [first, second] = [
      mail(1, `---\n${added('a').toString()}`),
      mail(2, `---\n${added('b').toString()}`),
    ];
    const made = async (bytes: string) =>
      Object.keys(entriesOf(scratch.path, (await readPatch(git, scratch, main(), Buffer.from(bytes))).after));

    for (const [what, prose] of [
      ['says who wrote before', '--- On Tue, Oregano wrote:\nHere it is.\n\n'],
      ['is cut off', '--- snip ---\n'],
      ['begins lines as a diff does, but is none', '--- a\n+++ b\n'],
    ] as const)
      it(`prose before a series is none of it, where it ${what}`, async () => {
        assert.deepEqual(await made(prose + first + second), ['a', 'b']);
      });

    it('a diff without git’s header before a series is no less part of the file', async () => {
      const plain = added('first')
        .toString()
        .replace(/^diff[^]*?(?=--- )/, '');
      assert.deepEqual(await made(plain + first + second), ['a', 'b', 'first']);
    });

    it('a cover letter and the mail of an empty commit are left out', async () => {
      const cover = mail(0, 'The fix.\n\n a | 1 +\n b | 1 +\n 2 files changed, 2 insertions(+)\n\n');
      const empty = mail(3, 'Nothing.\n\n');
      assert.deepEqual(await made(cover + first + empty + second), ['a', 'b']);
      assert.deepEqual(await made(cover + first), ['a']);
    });

    it('a mail whose diff git cannot read is not left out: half of a fix is none', async () => {
      for (const garbled of [
        second.replaceAll(/^(?=diff|index|new|---|\+|@@)/gm, '> '),
        second.replaceAll(/^(?=diff|index|new|---|\+|@@)/gm, ' '),
        second.replace(/\n\n[^]*/, '\nContent-Transfer-Encoding: base64\n\nZGlmZiAtLWdpdA==\n'),
      ])
        await refused(first + garbled, /no patch that git can read/);
    });
  });

  it('whose series changes what it deleted before is refused', async () => {
    const mail = (n: number, patch: string) =>
      `From ${String(n).repeat(40)} Mon Sep 17 00:00:00 2001\nSubject: [PATCH ${n}/2] Go\n\n---\n${patch}-- \n2.39\n\n`;
    const gone = gitIn(scratch.path, [
      'diff',
      '--full-index',
      main(),
      writeTree(scratch.path, {}),
      '--',
      'old',
    ]);
    const change = gitIn(scratch.path, [
      ...['diff', '--full-index', main(), writeTree(scratch.path, { old: file(`${spam}x\n`) }), '--', 'old'],
    ]);
    await refused(
      mail(1, gone.toString()) + mail(2, change.toString()),
      /^The patches of this file do not follow each other at old\.$/,
    );
  });

  describe('with binary files', () => {
    const old = () => ({ name: 'old', old: blobOf(spam) });
    const tooLarge = /^The patch cannot be applied: it makes a file .+\.$/;

    for (const [name, bytes, claimed] of [
      ['more', 'x'.repeat(10), 1_000_000],
      ['fewer', 'x'.repeat(10), 5],
    ] as const)
      it(`that have ${name} bytes than they say is refused`, () =>
        refused(
          binaryPatch({ name: 'n', kind: 'literal', data: Buffer.from(bytes), claimed }),
          /no patch that git can read/,
        ));

    it('that say they are larger than any file is refused with that reason', async () => {
      const data = Buffer.from('x'.repeat(10));
      await refused(binaryPatch({ name: 'n', kind: 'literal', data, claimed: 1e11 }), tooLarge);
      // 105 MB: git would take it, GitHub would not.
      await refused(binaryPatch({ name: 'n', kind: 'literal', data: Buffer.alloc(105e6) }), tooLarge);
    });

    it('whose delta unpacks into gigabytes is refused with that reason', async () => {
      const data = delta({ from: spam.length, to: 2 ** 31, commands: copies(spam.length, 2 ** 31) });
      await refused(binaryPatch({ ...old(), kind: 'delta', data }), tooLarge);
    });

    it('whose delta lies about what it starts from, or what comes of it, is refused', async () => {
      const commands = Buffer.from('\x05abcde');
      for (const data of [
        delta({ from: 99, to: 5, commands }),
        delta({ from: 100, to: 9, commands }),
        delta({ from: 100, to: 5, commands: Buffer.from([0x91, 200, 5]) }),
        // All is true but the id of the result.
        delta({ from: 100, to: 5, commands }),
      ])
        await refused(binaryPatch({ ...old(), kind: 'delta', data }), /^The patch cannot be applied: .+\.$/);
      const to = blobOf('abcde');
      const good = binaryPatch({ ...old(), kind: 'delta', data: delta({ from: 100, to: 5, commands }), to });
      const { after } = await readPatch(git, scratch, main(), good);
      assert.deepEqual(entriesOf(scratch.path, after), { old: `100644 blob ${to}` });
    });
  });
});
