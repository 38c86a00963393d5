import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Git, readPatch, type Scratch } from '../../../src/git/index.ts';
import { runs } from '../property/runs.ts';
import { plainly } from './plainGit.ts';
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

const lines = fc.array(fc.constantFrom('a', 'b', 'caf\xe9', ' tail ', 'two\r'), { maxLength: 12 });
const kept = Buffer.from(Array.from({ length: 12 }, (_, i) => `kept line ${i}\n`).join(''));
const text = lines.map(each => Buffer.concat([kept, Buffer.from(each.join('\n'), 'latin1')]));
/** git takes for binary what has a NUL near its start. */
const binary = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map(array => Buffer.concat([Buffer.from([0]), kept, Buffer.from(array)]));
const mode = fc.constantFrom('100644', '100755');

/** What a link and a submodule hold. */
const fixed: Readonly<Record<string, Buffer>> = {
  '120000': Buffer.from('../../../etc/passwd'),
  '160000': Buffer.from('3'.repeat(40)),
};

/** One file that moves, with nothing changed or a little; one whose bytes are binary on both sides. */
const moved = fc
  .record({
    places: fc.shuffledSubarray(paths, { minLength: 3, maxLength: 3 }),
    modes: fc.tuple(mode, mode),
    /** Where nothing changes. */
    kind: fc.constantFrom('100644', '120000', '160000'),
    bytes: fc.oneof(text, binary),
    more: fc.constantFrom('', 'one line more\n'),
    binaries: fc.tuple(binary, binary).filter(([was, is]) => !was.equals(is)),
  })
  // What is no file of text moves as it is.
  .map(all =>
    all.kind === '100644' || all.more !== '' ? all : { ...all, modes: [all.kind, all.kind] as const },
  )
  .map(({ places: [from, to, other], modes, bytes, more, binaries }) => {
    const side = (path: string, i: 0 | 1, head: string): Files => ({
      [path]: {
        mode: modes[i],
        bytes: fixed[modes[i]] ?? Buffer.concat([bytes, Buffer.from(head)]),
      },
      [other!]: { mode: '100644', bytes: binaries[i] },
    });
    return [side(from!, 0, ''), side(to!, 1, more)] as const;
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

  /** Makes the patch between two trees and reads it: how it was written. */
  const through = async (
    was: Files,
    is: Files,
    renames: boolean,
    names: 'utf8' | 'latin1' = 'utf8',
  ): Promise<string> => {
    const [from, to] = [writeTree(scratch.path, was, names), writeTree(scratch.path, is, names)];
    fc.pre(from !== to);
    const patch = gitIn(scratch.path, [
      ...['diff', '--binary', '--full-index', renames ? '-M10%' : '--no-renames', from, to],
    ]);
    const read = await readPatch(git, scratch, from, patch);
    const entries = (tree: string) => entriesOf(scratch.path, tree, names);
    const touched = differing(entries(from), entries(to));
    assert.deepEqual(entries(read.before), touched.before);
    assert.deepEqual(entries(read.after), touched.after);
    // git itself, in a repository with a working tree, makes the same of it.
    assert.deepEqual(await plainly(scratch.path, from, patch), { tree: to });
    return patch.toString('latin1');
  };
  /** A property over patches that none of the examples has is no evidence. */
  const metIn = (patches: readonly string[], features: Readonly<Record<string, RegExp>>) =>
    assert.deepEqual(
      Object.keys(features).filter(name => !patches.some(patch => features[name]!.test(patch))),
      [],
      'never met',
    );

  it('is read as exactly the two trees it was made from, in the files that it touches', async () => {
    const patches: string[] = [];
    await fc.assert(
      fc.asyncProperty(files, files, async (was, is) => void patches.push(await through(was, is, false))),
      runs(16),
    );
    metIn(patches, {
      ...{ submodule: /^[+-]Subproject commit/m, link: /^(?:new|deleted) file mode 120000$/m },
      ...{ 'no newline at the end': /^\\ No newline/m, CRLF: /\r\n/ },
    });
  });

  it('is read so with files that moved and binary ones, too', async () => {
    const patches: string[] = [];
    await fc.assert(
      fc.asyncProperty(moved, async ([was, is]) => void patches.push(await through(was, is, true))),
      runs(16),
    );
    metIn(patches, {
      ...{ rename: /^rename from /m, 'rename alone': /^similarity index 100%$/m },
      ...{ 'rename with a change': /^similarity index \d\d%$/m, binary: /^GIT binary patch$/m },
      ...{ mode: /^old mode /m },
    });
  });

  it('carries names as bytes, in quotes or raw', async () => {
    const patches: string[] = [];
    const name = fc
      .array(fc.constantFrom('\xc3', '(', '\xe9', '\xff', 'a', ' ', '\\', '"', '\t', '\n', '\xf0\x9f'), {
        minLength: 1,
        maxLength: 6,
      })
      .map(letters => letters.join(''));
    const named = fc
      .tuple(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }), text, text)
      .map(([[one, other], was, is]) => {
        const file = (bytes: Buffer) => ({ mode: '100755', bytes });
        return [
          { [`Lib/${one}`]: file(was), [`${one}x`]: file(is) },
          { [`Lib/${one}`]: file(is), [`${other}y`]: file(is) },
        ] as const;
      });
    await fc.assert(
      fc.asyncProperty(named, async ([was, is]) => {
        patches.push(await through(was, is, true, 'latin1'));
      }),
      runs(12),
    );
    // No UTF-8: quoted, as git writes it.
    metIn(patches, { bytes: /^diff --git "a\/.*\\3\d\d/m, rename: /^rename from "/m });
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
