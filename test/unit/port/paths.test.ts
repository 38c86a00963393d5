import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import { scratchOf } from '../../../src/jobs/port/index.ts';
import { assertExact, assertTree, type Change } from './exact.ts';
import { becomeFix } from './fix.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const run = promisify(execFile);
const id = 'GHSA-hj5m-pq6r-vw7x';

describe('the port with paths of any kind', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const folders = [
    'with spaces  and two',
    'Überspaß – 日本語 🐍',
    'decomposed u\u0308',
    '-dash',
    '"quoted" \'twice\'',
    '#comment',
    'back\\slash and\ttab',
    '$(touch ran); `x` %PATH% *?[a]',
    'colon:here;and,there=1',
    'line\nbreak',
  ];

  for (const name of folders) {
    it(`works in folders called ${JSON.stringify(name)}`, async () => {
      const clone = join(at.root, name, 'clone', name);
      const root = join(at.root, name, 'scratch', name);
      await mkdir(join(clone, '..'), { recursive: true });
      await mkdir(root, { recursive: true });
      await rename(at.clone, clone);
      const tools = {
        ...at.tools,
        scratchRoot: root,
        store: fileStore(key => join(scratchOf(root, key), 'job.json')),
      };
      const { prepared, draft } = await prepare({ tools, clone }, id);
      assert.ok(prepared.scratch.startsWith(join(root, prepared.key)));
      // A line break cannot stand in `info/alternates`; such a clone is read for its remotes only.
      const borrows = (await readdir(join(prepared.scratch, 'objects/info'))).includes('alternates');
      assert.equal(borrows, !name.includes('\n'));
      const outcome = await publish({ ...at, tools }, prepared, draft);
      await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
      assert.deepEqual(await readdir(root), []);
      assert.deepEqual((await readdir(at.root)).sort(), [name]);
    });
  }

  /** What the fix of this test adds, changes and deletes: path, mode and bytes, or null. */
  const files: Change = {
    'Lib/test/data/ä spaß – 1.txt': Buffer.from('zwölf\n'),
    'Lib/test/data/decomposed u\u0308.txt': Buffer.from('u and a diaeresis\n'),
    'Lib/test/data/日本語/🐍.py': Buffer.from('# 🐍\n'),
    '-dash.txt': Buffer.from('a dash\n'),
    '--output=x': Buffer.from('no option\n'),
    ':(glob)**': Buffer.from('no pathspec\n'),
    '"quoted".txt': Buffer.from('quoted\n'),
    "it's $(touch ran) `x` %PATH%.txt": Buffer.from('no command\n'),
    'back\\slash.txt': Buffer.from('one name\n'),
    'tab\there.txt': Buffer.from('tab\n'),
    'line\nbreak.txt': Buffer.from('two lines of name\n'),
    ' leading and trailing ': Buffer.from('spaces\n'),
    'Lib/test/no newline.txt': Buffer.from('no newline at the end'),
    'Lib/test/crlf.bat': Buffer.from('one\r\ntwo  \r\nthree\n\n\n'),
    'Lib/test/empty': Buffer.alloc(0),
    'Lib/test/bytes.bin': Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256)),
    'Lib/test/link': { mode: '120000', bytes: Buffer.from('data/ä spaß – 1.txt') },
    'Tools/run it.sh': { mode: '100755', bytes: Buffer.from('#!/bin/sh\n') },
    // Nothing but the bit changes here.
    'Lib/egg.py': { mode: '100755', bytes: Buffer.alloc(0) },
    // A file becomes a link, and one goes.
    'Lib/ham.py': { mode: '120000', bytes: Buffer.from('egg.py') },
    'Lib/jam.py': null,
  };

  for (const borrowed of [true, false]) {
    it(`carries every name, mode and byte across, ${borrowed ? 'from a clone' : 'without one'}`, async () => {
      const egg = await run('git', ['show', 'main:Lib/egg.py'], { cwd: at.sandbox.dir('python/cpython') });
      const change: Change = { ...files, 'Lib/egg.py': { mode: '100755', bytes: Buffer.from(egg.stdout) } };
      await becomeFix(at, id, change);
      const { prepared, draft } = await prepare(at, id, { clone: borrowed ? at.clone : null });
      assert.deepEqual(prepared.files.map(({ path }) => path).sort(), Object.keys(change).sort());
      assert.deepEqual(
        Object.fromEntries(prepared.files.map(({ path, mode }) => [path, mode])),
        Object.fromEntries(
          Object.entries(change).map(([path, to]) => [
            path,
            to === null ? '000000' : Buffer.isBuffer(to) ? '100644' : to.mode,
          ]),
        ),
      );
      const outcome = await publish(at, prepared, draft);
      await assertTree(at, outcome, `${draft.texts['commit.blurb']}\n`, change);
    });
  }

  it('carries a name across that is not UTF-8', async () => {
    const change: Change = { 'Lib/test/caf\xe9.txt': Buffer.from('coffee\n') };
    await becomeFix(at, id, change, Object.keys(change));
    const { prepared, draft } = await prepare(at, id);
    assert.deepEqual(
      prepared.files.map(({ path }) => path),
      ['Lib/test/caf\ufffd.txt'],
    );
    const outcome = await publish(at, prepared, draft);
    const fork = at.sandbox.dir('octo-coordinator/cpython');
    const { stdout } = await run(
      'git',
      ['ls-tree', '-z', '-r', '--name-only', outcome.links!.commit, 'Lib/test/'],
      {
        cwd: fork,
        encoding: 'latin1',
      },
    );
    assert.deepEqual(
      stdout.split('\0').filter(path => path.includes('caf')),
      ['Lib/test/caf\xe9.txt'],
    );
  });

  it('makes a patch that brings the same tree about in plain git', async () => {
    await becomeFix(at, id, {
      ...files,
      'Lib/egg.py': { mode: '100755', bytes: Buffer.from('changed too\n') },
    });
    const { prepared } = await prepare(at, id);
    const clone = (...args: string[]) => run('git', args, { cwd: at.clone });
    await clone('checkout', '-q', '--detach', prepared.publicMain);
    const child = run('git', ['apply', '--index', '--binary', '-'], { cwd: at.clone });
    child.child.stdin!.end(prepared.patch);
    await child;
    assert.equal((await clone('write-tree')).stdout.trim(), prepared.mergedTree);
  });
});
