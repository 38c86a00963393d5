import assert from 'node:assert/strict';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  choose,
  ConflictError,
  fileStates,
  filesOf,
  readConflict,
  scratchOf,
  writeOne,
  type Choice,
} from '../../../src/jobs/port/index.ts';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { writeHistory, type Commit } from '../../../src/sandbox/seed/history.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const id = 'GHSA-2c3f-4g5h-6j7m';
const upstream = 'python/cpython';
const tip = 'refs/heads/main^0';
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('');

/** Both sides of a merge above one base; the private side becomes the pull request's head. */
async function sidesOf(
  at: Desk,
  base: Commit['files'],
  ours: Partial<Commit>,
  theirs: Partial<Commit>,
): Promise<void> {
  const dir = at.sandbox.dir(upstream);
  const fork = at.sandbox.dir(`${upstream}-${id.toLowerCase()}`);
  await writeHistory(dir, [{ branch: 'main', from: tip, message: 'Base', ...(base ? { files: base } : {}) }]);
  const start = await git(dir, ['rev-parse', 'main']);
  await writeHistory(fork, [{ branch: 'fix', from: start, message: 'Fix', ...theirs }]);
  await git(fork, ['update-ref', 'refs/pull/1/head', 'refs/heads/fix']);
  const pull = at.sandbox.store.repo(`${upstream}-${id.toLowerCase()}`)!.issues.get(1)!.pull!;
  Object.assign(pull, { headSha: await git(fork, ['rev-parse', 'refs/heads/fix']) });
  await writeHistory(dir, [{ branch: 'main', from: tip, message: 'Move on', ...ours }]);
  await git(at.clone, ['fetch', '-q', 'upstream']);
}

/** The conflict that a port of this advisory meets. */
async function conflictOf(at: Desk): Promise<ConflictError> {
  try {
    await prepare(at, id);
  } catch (error) {
    assert.ok(error instanceof ConflictError, String(error));
    return error;
  }
  throw new Error('There was no conflict.');
}

const openOf = ({ states }: ConflictError) =>
  states.filter(({ state }) => state === 'open').map(({ path }) => path);

interface Case {
  readonly name: string;
  readonly base: Commit['files'];
  readonly ours: Partial<Commit>;
  readonly theirs: Partial<Commit>;
  /** What is open, and git's words for it. */
  readonly open: readonly string[];
  readonly words: RegExp;
  /** Each way to resolve it: what is done, and the files of the public tree afterwards (null: gone). */
  readonly ways: readonly {
    readonly choices?: Readonly<Record<string, Choice>>;
    readonly write?: Readonly<Record<string, string | Buffer>>;
    readonly result: Readonly<Record<string, string | Buffer | null>>;
  }[];
}

const bytes = (...values: readonly number[]) => Buffer.from([0, 1, 2, ...values]);

const cases: readonly Case[] = [
  {
    name: 'both changed the same lines',
    base: { 'Lib/tea.py': 'a\nb\nc\n' },
    ours: { files: { 'Lib/tea.py': 'a\npublic\nc\n' } },
    theirs: { files: { 'Lib/tea.py': 'a\nprivate\nc\n' } },
    open: ['Lib/tea.py'],
    words: /content/,
    ways: [{ write: { 'Lib/tea.py': 'a\nboth\nc\n' }, result: { 'Lib/tea.py': 'a\nboth\nc\n' } }],
  },
  {
    name: 'both added the file',
    base: {},
    ours: { files: { 'Lib/tea.py': 'public\n' } },
    theirs: { files: { 'Lib/tea.py': 'private\n' } },
    open: ['Lib/tea.py'],
    words: /add\/add/,
    ways: [{ write: { 'Lib/tea.py': 'both\n' }, result: { 'Lib/tea.py': 'both\n' } }],
  },
  {
    name: 'public main deleted what the fix changes',
    base: { 'Lib/tea.py': lines(1, 20) },
    ours: { files: { 'Lib/tea.py': null } },
    theirs: { files: { 'Lib/tea.py': lines(1, 21) } },
    open: ['Lib/tea.py'],
    words: /deleted in ghsa\/public and modified in ghsa\/private/,
    ways: [
      { choices: { 'Lib/tea.py': 'private' }, result: { 'Lib/tea.py': lines(1, 21) } },
      { choices: { 'Lib/tea.py': 'delete' }, write: { 'Lib/other.py': '' }, result: { 'Lib/tea.py': null } },
    ],
  },
  {
    name: 'the fix deletes what public main changed',
    base: { 'Lib/tea.py': lines(1, 20), 'Lib/cup.py': 'a\n' },
    ours: { files: { 'Lib/tea.py': lines(1, 21) } },
    theirs: { files: { 'Lib/tea.py': null, 'Lib/cup.py': 'b\n' } },
    open: ['Lib/tea.py'],
    words: /deleted in ghsa\/private and modified in ghsa\/public/,
    ways: [
      { choices: { 'Lib/tea.py': 'delete' }, result: { 'Lib/tea.py': null, 'Lib/cup.py': 'b\n' } },
      {
        choices: { 'Lib/tea.py': 'public' },
        result: { 'Lib/tea.py': lines(1, 21), 'Lib/cup.py': 'b\n' },
      },
    ],
  },
  {
    name: 'the fix renames what public main deleted',
    base: { 'Lib/tea.py': lines(1, 20) },
    ours: { files: { 'Lib/tea.py': null } },
    theirs: { renames: { 'Lib/tea.py': 'Lib/mate.py' } },
    open: ['Lib/mate.py'],
    words: /rename\/delete/,
    ways: [{ choices: { 'Lib/mate.py': 'private' }, result: { 'Lib/mate.py': lines(1, 20) } }],
  },
  {
    name: 'both renamed it, each to another name',
    base: { 'Lib/tea.py': lines(1, 20) },
    ours: { renames: { 'Lib/tea.py': 'Lib/green.py' } },
    theirs: { renames: { 'Lib/tea.py': 'Lib/black.py' } },
    open: ['Lib/black.py', 'Lib/green.py'],
    words: /rename\/rename/,
    ways: [
      {
        choices: { 'Lib/black.py': 'private', 'Lib/green.py': 'delete' },
        result: { 'Lib/black.py': lines(1, 20), 'Lib/green.py': null, 'Lib/tea.py': null },
      },
    ],
  },
  {
    name: 'a binary file that both changed',
    base: { 'Lib/tea.bin': bytes(1) },
    ours: { files: { 'Lib/tea.bin': bytes(2) } },
    theirs: { files: { 'Lib/tea.bin': bytes(3) } },
    open: ['Lib/tea.bin'],
    words: /binary/,
    ways: [{ choices: { 'Lib/tea.bin': 'private' }, result: { 'Lib/tea.bin': bytes(3) } }],
  },
  {
    name: 'a file in a folder that public main renamed',
    base: { 'Lib/pot/a.py': lines(1, 20), 'Lib/pot/b.py': lines(30, 50) },
    ours: { renames: { 'Lib/pot/a.py': 'Lib/kettle/a.py', 'Lib/pot/b.py': 'Lib/kettle/b.py' } },
    theirs: { files: { 'Lib/pot/lid.py': 'lid\n' } },
    open: ['Lib/kettle/lid.py'],
    words: /file location/,
    ways: [
      {
        choices: { 'Lib/kettle/lid.py': 'private' },
        result: { 'Lib/kettle/lid.py': 'lid\n', 'Lib/pot/lid.py': null },
      },
      {
        choices: { 'Lib/kettle/lid.py': 'elsewhere' },
        result: { 'Lib/kettle/lid.py': null, 'Lib/pot/lid.py': 'lid\n' },
      },
    ],
  },
  {
    name: 'Latin-1 text, kept byte for byte',
    base: { 'Lib/tea.txt': Buffer.from('a\ncaf\xe9\nc\n', 'latin1') },
    ours: { files: { 'Lib/tea.txt': Buffer.from('a\nth\xe9\nc\n', 'latin1') } },
    theirs: { files: { 'Lib/tea.txt': Buffer.from('a\nmat\xe9\nc\n', 'latin1') } },
    open: ['Lib/tea.txt'],
    words: /content/,
    ways: [
      {
        write: { 'Lib/tea.txt': Buffer.from('a\nth\xe9 mat\xe9\nc\n', 'latin1') },
        result: { 'Lib/tea.txt': Buffer.from('a\nth\xe9 mat\xe9\nc\n', 'latin1') },
      },
    ],
  },
];

describe('a port that conflicts', () => {
  let at: Desk;
  let folder: string;
  before(async () => (at = await desk()));
  beforeEach(async () => {
    await at.sandbox.reset();
    await git(at.clone, ['fetch', '-q', '--force', 'upstream']);
    for (const name of await readdir(at.root)) await rm(join(at.root, name), { recursive: true });
  });
  after(() => at.close());

  for (const { name, base, ours, theirs, open, words, ways } of cases) {
    for (const [i, { choices = {}, write = {}, result }] of ways.entries()) {
      it(`${name}${ways.length > 1 ? `, resolved in way ${i + 1}` : ''}`, async () => {
        await sidesOf(at, base, ours, theirs);
        const before = at.sandbox.recorder.writes().length;
        const error = await conflictOf(at);
        ({ folder } = error);
        assert.deepEqual(openOf(error), open);
        assert.match(error.states.map(state => state.words).join(), words);
        assert.equal(at.sandbox.recorder.writes().length, before);
        // A second press before anything is resolved finds the same, and loses nothing.
        assert.deepEqual(openOf(await conflictOf(at)), open);
        for (const [path, choice] of Object.entries(choices)) {
          const file = error.conflict.files.find(entry => entry.path === path)!;
          await choose(folder, file, choice);
        }
        for (const [path, content] of Object.entries(write)) {
          await writeFile(join(filesOf(folder), path), content);
        }
        const expected = Object.values(result).some(content => content !== null);
        if (!expected && Object.keys(theirs.files ?? {}).length === 1) {
          await assert.rejects(prepare(at, id), /Already in main/);
          return;
        }
        const { prepared, draft } = await prepare(at, id);
        assert.equal(prepared.byHand, true);
        const { ended, links } = await publish(at, prepared, draft);
        assert.equal(ended, 'done');
        const fork = at.sandbox.dir('octo-coordinator/cpython');
        for (const [path, content] of Object.entries(result)) {
          const there = await gitBytes(fork, ['show', `${links!.commit}:${path}`]).catch(() => null);
          assert.deepEqual(there, content === null ? null : Buffer.from(content), path);
        }
        const changed = (
          await git(fork, ['diff', '--name-only', '--no-renames', `${links!.commit}^`, links!.commit])
        )
          .split('\n')
          .filter(path => !path.startsWith('Misc/NEWS.d/'));
        for (const path of changed) assert.ok(path in result, `${path} changed`);
        await assert.rejects(stat(folder), 'nothing stays on disk');
      });
    }
  }

  it('counts a file as open while one marker is left, and not for lines that only look like one', async () => {
    await sidesOf(
      at,
      { 'Lib/tea.rst': `Tea\n=======\n\na\n\n<<<<<<< shown in the docs\n` },
      { files: { 'Lib/tea.rst': `Tea\n=======\n\npublic\n\n<<<<<<< shown in the docs\n` } },
      { files: { 'Lib/tea.rst': `Tea\n=======\n\nprivate\n\n<<<<<<< shown in the docs\n` } },
    );
    const { folder: where } = await conflictOf(at);
    const path = join(filesOf(where), 'Lib/tea.rst');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^<<<<<<< ghsa.*\n/m, ''));
    assert.deepEqual(openOf(await conflictOf(at)), ['Lib/tea.rst']);
    const taken = text.replace(/^(<<<<<<<|>>>>>>>) ghsa.*\n/gm, '').replace('public\n=======\n', '');
    assert.equal(taken, 'Tea\n=======\n\nprivate\n\n<<<<<<< shown in the docs\n');
    await writeFile(path, taken);
    const { prepared } = await prepare(at, id);
    assert.deepEqual(
      prepared.files.map(file => [file.path, file.added, file.deleted]),
      [['Lib/tea.rst', 1, 1]],
    );
  });

  it('sees that nothing was chosen, though the merge editor took the markers out, until that is said to be right', async () => {
    const { folder: where, conflict } = await conflictOf(at);
    // What VS Code's merge editor writes when it is saved with a conflict left: the text of before both there.
    const fork = at.sandbox.dir(`${upstream}-${id.toLowerCase()}`);
    const start = await git(fork, ['merge-base', conflict.publicMain, conflict.head]);
    const base = await git(fork, ['show', `${start}:Lib/egg.py`]);
    const text = await readFile(join(filesOf(where), 'Lib/egg.py'), 'latin1');
    const first = text.replace(/<<<<<<<[^]*?=======\n([^]*?)>>>>>>> .*\n/, '$1');
    await writeFile(
      join(filesOf(where), 'Lib/egg.py'),
      first.replace(/<<<<<<<[^]*?>>>>>>> .*\n/, '        out.append(byte ^ 0x55)\n'),
    );
    assert.ok(base.includes('        out.append(byte ^ 0x55)\n'), 'that is the text of before both');
    const error = await conflictOf(at);
    assert.match(error.states[0]!.words, /At line \d+ neither change was chosen/);
    assert.deepEqual(error.states[0]!.choices, ['accept']);
    await choose(where, conflict.files[0]!, 'accept');
    assert.equal((await prepare(at, id)).prepared.byHand, true);
    await writeFile(join(filesOf(where), 'Lib/egg.py'), text);
    assert.deepEqual(openOf(await conflictOf(at)), ['Lib/egg.py'], 'what was right is no longer there');
  });

  it('sends markers that a rename on both sides nests back to the private pull request', async () => {
    const changed = (to: string) => lines(1, 40).replace('line 20\n', `${to}\n`);
    await sidesOf(
      at,
      { 'Lib/tea.py': lines(1, 40) },
      { files: { 'Lib/tea.py': null, 'Lib/green.py': changed('public') } },
      { files: { 'Lib/tea.py': null, 'Lib/black.py': changed('private') } },
    );
    await assert.rejects(prepare(at, id), /Its lines conflict, too\..*resolve it there/);
    assert.deepEqual(await readdir(at.root), []);
  });

  it('counts a rule that was left as open, and a file or a folder that is gone as no decision', async () => {
    const { folder: where, conflict } = await conflictOf(at);
    const path = join(filesOf(where), 'Lib/egg.py');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/^(<<<<<<<|>>>>>>>) ghsa.*\n/gm, ''));
    assert.deepEqual(openOf(await conflictOf(at)), ['Lib/egg.py'], 'the rule between the sides is left');
    await rm(path);
    const gone = await conflictOf(at);
    assert.deepEqual(gone.states[0]!.choices, ['delete']);
    await rm(filesOf(where), { recursive: true });
    assert.deepEqual(openOf(await conflictOf(at)), ['Lib/egg.py']);
    assert.equal(await readFile(path, 'utf8'), text, 'written anew');
    await choose(where, conflict.files[0]!, 'delete');
    assert.equal(
      (await prepare(at, id)).prepared.files.find(file => file.path === 'Lib/egg.py')?.change,
      'deleted',
    );
  });

  it('refuses a file that an editor saved in another encoding', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1');
    await sidesOf(
      at,
      { 'Lib/tea.txt': latin('a\ncaf\xe9\n') },
      { files: { 'Lib/tea.txt': latin('b\ncaf\xe9\n') } },
      { files: { 'Lib/tea.txt': latin('c\ncaf\xe9\n') } },
    );
    const { folder: where } = await conflictOf(at);
    await writeFile(join(filesOf(where), 'Lib/tea.txt'), 'bc\ncaf\ufffd\n');
    await assert.rejects(prepare(at, id), /saved in another encoding/);
    await writeFile(join(filesOf(where), 'Lib/tea.txt'), latin('bc\ncaf\xe9\n'));
    assert.equal((await prepare(at, id)).prepared.byHand, true);
  });

  it('stays on the commit that was resolved against when public main moves on', async () => {
    const { folder: where } = await conflictOf(at);
    const main = await git(at.sandbox.dir(upstream), ['rev-parse', 'main']);
    await writeHistory(at.sandbox.dir(upstream), [
      { branch: 'main', from: tip, message: 'Later', files: { 'Lib/later.py': 'later\n' } },
    ]);
    await writeFile(join(filesOf(where), 'Lib/egg.py'), 'resolved\n');
    const { prepared } = await prepare(at, id);
    assert.equal(prepared.publicMain, main);
    assert.ok(!prepared.files.some(({ path }) => path === 'Lib/later.py'));
  });

  it('says so when the private pull request got new commits meanwhile, and keeps what was resolved', async () => {
    const { folder: where } = await conflictOf(at);
    await writeFile(join(filesOf(where), 'Lib/egg.py'), 'resolved\n');
    const fork = at.sandbox.dir(`${upstream}-${id.toLowerCase()}`);
    const parent = await git(fork, ['rev-parse', 'refs/pull/1/head']);
    const more = await git(fork, ['commit-tree', `${parent}^{tree}`, '-p', parent, '-m', 'More']);
    await git(fork, ['update-ref', 'refs/pull/1/head', more]);
    await assert.rejects(prepare(at, id), /got new commits since its conflicts were opened/);
    assert.equal(await readFile(join(filesOf(where), 'Lib/egg.py'), 'utf8'), 'resolved\n');
  });

  it('takes a choice back', async () => {
    await sidesOf(
      at,
      { 'Lib/tea.bin': bytes(1) },
      { files: { 'Lib/tea.bin': bytes(2) } },
      { files: { 'Lib/tea.bin': bytes(3) } },
    );
    const { folder: where, conflict } = await conflictOf(at);
    const file = conflict.files[0]!;
    const scratch = { path: join(where, 'repository.git'), borrows: true };
    await choose(where, file, 'public');
    assert.equal((await fileStates(at.tools.git, scratch, where, conflict))[0]!.state, 'resolved');
    await writeOne(at.tools.git, scratch, where, conflict, file);
    assert.equal((await fileStates(at.tools.git, scratch, where, conflict))[0]!.state, 'open');
    assert.deepEqual((await readdir(join(filesOf(where), 'Lib'))).sort(), [
      'tea.bin.ghsa-private',
      'tea.bin.ghsa-public',
    ]);
  });

  it('sends what git could not place back to the private pull request, and keeps nothing', async () => {
    await sidesOf(
      at,
      { 'Lib/cup.py': 'a\n' },
      { files: { 'Lib/tea/leaf.py': 'leaf\n' } },
      { files: { 'Lib/tea': 'a file\n' } },
    );
    await assert.rejects(prepare(at, id), /resolve it there\. Nothing was sent\./);
    assert.deepEqual(await readdir(at.root), []);
  });

  it('has only the files that conflict on disk, for nobody else to read', async () => {
    const { folder: where } = await conflictOf(at);
    assert.equal((await stat(where)).mode & 0o777, 0o700);
    assert.deepEqual((await readdir(filesOf(where))).sort(), ['.ghsa-conflict', 'Lib']);
    assert.deepEqual(await readdir(join(filesOf(where), 'Lib')), ['egg.py']);
    assert.equal((await stat(join(filesOf(where), 'Lib/egg.py'))).mode & 0o777, 0o600);
    const remembered = await readFile(join(where, 'conflict.json'), 'utf8');
    for (const text of ['Refuse overlong', 'decode', 'octo@']) assert.ok(!remembered.includes(text), text);
    assert.equal((await readConflict(scratchOf(at.root, where.split('/').at(-1)!)))!.ghsaId, id);
    await rm(join(filesOf(where), 'Lib/egg.py'));
    await rename(join(where, 'conflict.json'), join(where, 'half'));
    await writeFile(join(where, 'conflict.json'), '{"version":1,"fi');
    assert.equal(await readConflict(where), null);
  });
});
