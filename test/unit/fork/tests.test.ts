import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedPaths,
  commentOf,
  evidenceOf,
  filled,
  notStarted,
  shown,
  testedIn,
  testsOf,
  unfilled,
} from '../../../src/jobs/fork/tests/index.ts';
import { Git } from '../../../src/git/index.ts';
import { PullDesk } from './pullsHarness.ts';

describe('what to test of a fix', () => {
  const there = new Set([
    'Lib/test/test_spam.py',
    'Lib/test/test_toast/__init__.py',
    'Lib/test/test_egg.py',
    'Lib/test/test_ssl.py',
  ]);
  const tests = (...paths: string[]) => testsOf(paths, path => there.has(path));

  it('is the test that changes, and the one of the module that changes', () => {
    assert.deepEqual(tests('Lib/test/test_spam.py'), ['test_spam']);
    assert.deepEqual(tests('Lib/test/test_toast/test_burnt.py'), ['test_toast']);
    assert.deepEqual(tests('Lib/spam.py'), ['test_spam']);
    assert.deepEqual(tests('Lib/_spam.py'), ['test_spam']);
    assert.deepEqual(tests('Lib/toast/slice.py'), ['test_toast']);
    assert.deepEqual(tests('Modules/_ssl.c'), ['test_ssl']);
    assert.deepEqual(tests('Modules/spammodule.c', 'Modules/_toast/slice.h'), ['test_spam', 'test_toast']);
  });

  it('is each of them once, in their order, and nothing that is not there', () => {
    assert.deepEqual(tests('Lib/spam.py', 'Lib/egg.py', 'Lib/test/test_spam.py'), ['test_egg', 'test_spam']);
    assert.deepEqual(tests('Lib/ham.py', 'Lib/test/test_ham.py', 'Misc/NEWS.d/next/x.rst', 'README'), []);
  });

  it('is the changed test files elsewhere, but no name that a shell would read', () => {
    assert.deepEqual(tests('tests/unit/test_jar.py', 'src/jar.py'), ['tests/unit/test_jar.py']);
    for (const name of ['tests/test_a;reboot.py', 'tests/$(x)/test_a.py', '-p/test_a.py', 'tests/test a.py'])
      assert.deepEqual(tests(name), []);
  });

  it('stands in the command; where nothing is known the command is not ready', () => {
    const command = './python -m test {tests}';
    assert.equal(filled(command, ['test_egg', 'test_spam']), './python -m test test_egg test_spam');
    assert.equal(filled(command, []), null);
    assert.equal(filled(' make test ', []), 'make test');
    assert.equal(filled('  ', ['test_egg']), null);
    assert.equal(unfilled(command), './python -m test');
  });
});

describe('what a run of the tests shows', () => {
  const run = {
    commit: '3f1c0aa5d0c4e1b2a39687fedcba98765432100f',
    command: './python -m test test_spam',
    exitCode: 0,
    at: '2026-11-20T13:50:20.000Z',
    changed: false,
  };
  const fork = 'python/cpython-ghsa-7q4m-xv2c-93rp';

  it('is its exit code, unless somebody stopped it; a crash is a result', () => {
    assert.deepEqual([0, 1, 2, 137, 139].map(shown), [0, 1, 2, 137, 139]);
    assert.deepEqual([null, 129, 130, 143, 0xc000013a].map(shown), [null, null, null, null, null]);
  });

  it('is nothing where the shell could not start the command', () => {
    assert.deepEqual([126, 127, 9009].map(notStarted), [true, true, true]);
    assert.deepEqual([0, 1, 2, 125, 128, 137].filter(notStarted), []);
  });

  it('is kept without a word of the command', () => {
    assert.deepEqual(Object.keys(evidenceOf(run)).sort(), ['at', 'changed', 'commit', 'exitCode']);
  });

  it('is offered as a comment that names commit, command, exit code, time and system', () => {
    assert.equal(
      commentOf(run, fork, 'linux'),
      `The tests passed for commit ${run.commit} of ${fork}.\n\n    ./python -m test test_spam\n\n` +
        'Exit code 0, 2026-11-20 13:50 UTC, on Linux.',
    );
    const failed = commentOf({ ...run, exitCode: 2, changed: true }, fork, 'win32');
    assert.match(failed, /^The tests failed for commit .*, with changes that are in no commit\.\n/);
    assert.match(failed, /Exit code 2, .*, on Windows\.$/);
  });
});

describe('what the tests of a fix run on', function () {
  this.timeout(60_000);
  const at = PullDesk.open();

  it('is a commit, and whether anything is there besides; what it changes is held against public main, once that is there', async () => {
    const { path } = await at.clone(await at.tools());
    const git = new Git();
    const head = (await at.git(path, 'rev-parse', 'HEAD')).trim();
    assert.deepEqual(await testedIn(git, path), { commit: head, changed: false });
    assert.deepEqual(await changedPaths(git, path, 'main'), []);

    await mkdir(join(path, 'Lib', 'test'), { recursive: true });
    await writeFile(join(path, 'Lib', 'oeuf.py'), 'shell = None\n');
    await at.git(path, 'add', '.');
    await at.git(path, '-c', 'user.name=O', '-c', 'user.email=o@home.example', 'commit', '-qm', 'Fix');
    await writeFile(join(path, 'Lib', 'test', 'test_œuf.py'), 'pass\n');
    assert.deepEqual((await changedPaths(git, path, 'main')).sort(), ['Lib/oeuf.py', 'Lib/test/test_œuf.py']);
    // Public main is fetched, and knows part of it: the rest is what the branch changes.
    await at.git(path, 'update-ref', 'refs/remotes/upstream/main', 'HEAD');
    assert.deepEqual(await changedPaths(git, path, 'main'), ['Lib/test/test_œuf.py']);
    const now = await testedIn(git, path);
    assert.notEqual(now.commit, head);
    assert.equal(now.changed, true);
    // A main of that name was never fetched: only what is in no commit is known.
    assert.deepEqual(await changedPaths(git, path, 'nowhere'), ['Lib/test/test_œuf.py']);
  });
});
