import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Git, readPatch, type Scratch } from '../../../src/git/index.ts';
import { runs } from '../property/runs.ts';
import { differing, entriesOf, gitIn, writeTree, type Files } from './randomTree.ts';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }).map(array => Buffer.from(array)),
  fc
    .array(fc.constantFrom('a', 'b', 'caf\xe9', ' tail ', 'two\r', '', '\t', 'From 0123456789', '-- '), {
      maxLength: 12,
    })
    .chain(lines =>
      fc.constantFrom('', '\n', '\r\n').map(end => Buffer.from(lines.join('\n') + end, 'latin1')),
    ),
);
const entry = fc.oneof(
  fc.record({ mode: fc.constantFrom('100644', '100755'), bytes }),
  fc.record({
    mode: fc.constant('120000'),
    bytes: fc
      .constantFrom('../../../etc/passwd', '/etc/passwd', '.git/config', 'a')
      .map(to => Buffer.from(to)),
  }),
  fc.record({
    mode: fc.constant('160000'),
    bytes: fc.constantFrom('1', '2').map(id => Buffer.from(id.repeat(40))),
  }),
);
const paths = ['a', 'b.txt', 'Lib/x.py', 'Lib/ä – 1', '"q"', 'tab\there', '-dash', 'x\\y', '日本/🐍'];
const files: fc.Arbitrary<Files> = fc.dictionary(fc.constantFrom(...paths), entry, {
  maxKeys: 5,
  noNullPrototype: true,
});

describe('a patch of any kind', function () {
  this.timeout(90_000);
  let scratch: Scratch;
  const git = new Git();

  before(async () => {
    scratch = { path: await mkdtemp(join(tmpdir(), 'ghsa-patches-')), borrows: false };
    gitIn(scratch.path, ['init', '-q', '--bare', '.']);
  });
  after(() => rm(scratch.path, { recursive: true, force: true }));

  it('is read as exactly the two trees it was made from, in the files that it touches', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, fc.boolean(), async (was, is, renames) => {
        const [from, to] = [writeTree(scratch.path, was), writeTree(scratch.path, is)];
        fc.pre(from !== to);
        // git cannot place a submodule that is only moved (its patch names no commit): that is refused.
        const moves =
          renames && ![was, is].some(side => Object.values(side).some(({ mode }) => mode === '160000'));
        const patch = gitIn(scratch.path, [
          ...['diff', '--binary', '--full-index', moves ? '-M10%' : '--no-renames', from, to],
        ]);
        const read = await readPatch(git, scratch, from, patch);
        const touched = differing(entriesOf(scratch.path, from), entriesOf(scratch.path, to));
        assert.deepEqual(entriesOf(scratch.path, read.before), touched.before);
        assert.deepEqual(entriesOf(scratch.path, read.after), touched.after);
      }),
      runs(16),
    );
  });

  it('that leads out of the repository, or into git’s own folder, is refused in one sentence', async () => {
    const main = writeTree(scratch.path, { a: { mode: '100644', bytes: Buffer.from('foo\n') } });
    const outside = fc
      .tuple(
        fc.constantFrom('', 'Lib/', 'a b/'),
        fc.constantFrom('../evil', '..', './x', '.git/hooks/x', '.git', 'git~1/x'),
      )
      .chain(([folder, path]) =>
        fc
          .tuple(...[...path].map(letter => fc.constantFrom(letter, letter.toUpperCase())))
          .map(letters => folder + letters.join('')),
      );
    const added = (path: string) =>
      `diff --git a/${path} b/${path}\nnew file mode 100644\nindex 0000000..257cc56\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+foo\n`;
    const moved = (path: string) =>
      `diff --git a/a b/${path}\nsimilarity index 100%\nrename from a\nrename to ${path}\n`;
    await fc.assert(
      fc.asyncProperty(outside, fc.constantFrom(added, moved), async (path, patch) => {
        await assert.rejects(readPatch(git, scratch, main, Buffer.from(patch(path))), (error: Error) => {
          assert.match(
            error.message,
            /^(?:The patch cannot be applied: .+|This is no patch that git can read)\.$/,
          );
          return true;
        });
      }),
      runs(20),
    );
  });

  it('that writes below a link of its own is refused', async () => {
    const main = writeTree(scratch.path, {});
    const patch = [
      'diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/tmp\n\\ No newline at end of file\n',
      'diff --git a/l/x b/l/x\nnew file mode 100644\n--- /dev/null\n+++ b/l/x\n@@ -0,0 +1 @@\n+foo\n',
    ];
    await assert.rejects(
      readPatch(git, scratch, main, Buffer.from(patch.join(''))),
      /cannot be applied: .+link/,
    );
  });
});
