import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForkTools, PrivateClone } from '../../../../src/jobs/fork/types.ts';
import type { RunTask, TestTask } from '../../../../src/ui/fork/tests/task.ts';
import { PullDesk, spam } from '../../fork/pullsHarness.ts';
import { listOn, memory } from '../advisories/parts.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { workspace } = await import('vscode');
const { Commands } = await import('../../../../src/ui/common/commands.ts');
const { ForkDesk } = await import('../../../../src/ui/fork/desk.ts');
const { PrivateClones } = await import('../../../../src/ui/fork/clones.ts');
const { Agreements } = await import('../../../../src/ui/fork/tests/agreed.ts');
const { FixTests } = await import('../../../../src/ui/fork/tests/index.ts');

describe('running the tests of a fix', function () {
  this.timeout(60_000);
  const at = PullDesk.open();
  const { getConfiguration } = workspace;
  let tools: ForkTools;
  let clone: PrivateClone;
  let person: Person;
  let list: ReturnType<typeof listOn>;
  let kept: Map<string, unknown>;
  let ran: TestTask[];
  let tests: InstanceType<typeof FixTests>;
  let setting: string;

  /** A task's shell, without VS Code's terminal. */
  const shell: RunTask = task => {
    ran.push(task);
    return new Promise(done =>
      exec(task.command, { cwd: task.folder }, error =>
        done(error === null ? 0 : typeof error.code === 'number' ? error.code : null),
      ),
    );
  };

  beforeEach(async () => {
    person = personAtWindow();
    tools = await at.tools();
    clone = await at.clone(tools);
    list = listOn(at.sandbox);
    await list.model.refresh();
    setting = 'git cat-file -e HEAD:{tests}';
    kept = new Map();
    ran = [];
    Object.assign(workspace, {
      workspaceFolders: [{ uri: { scheme: 'file', fsPath: clone.path } }],
      getConfiguration: () => ({
        get: (name: string) => (name === 'testCommand' ? { 'python/cpython': setting } : undefined),
      }),
    });
    tests = make(shell);
  });
  after(() => void Object.assign(workspace, { workspaceFolders: undefined, getConfiguration }));

  function make(task: RunTask) {
    const state = new Map<string, unknown>([['ghsa.clones', [clone]]]);
    const clones = new PrivateClones({
      state: {
        get: (key: string, fallback?: unknown) => structuredClone(state.get(key) ?? fallback),
        update: async (key: string, value: unknown) => void state.set(key, value),
      } as never,
      agreements: { forget: async () => undefined },
      recordsKeyOf: url => url,
      apiUrl: () => at.sandbox.api,
      folders: () => [clone.path],
      log: assert.ifError,
    });
    class Desk extends ForkDesk {
      override async tools() {
        return tools;
      }
    }
    const { model, progress, github } = list;
    const log = { error: (error: unknown) => assert.fail(String(error)), show: () => undefined };
    const desk = new Desk({
      ...{ model, progress, clones, github: async () => github },
      commands: new Commands(log as never),
    } as never);
    return new FixTests(desk, new Agreements(memory(kept)), task);
  }
  const progress = () => list.progress.of({ repo: clone.repo, ghsaId: spam }).tests;
  const head = async () => (await at.git(clone.path, 'rev-parse', 'HEAD')).trim();
  /** Changes a test file, so that there is something to test. */
  const change = () => writeFile(join(clone.path, 'test_spam.py'), 'pass\n');
  const commit = async () => {
    await at.git(clone.path, 'add', '.');
    await at.git(clone.path, '-c', 'user.name=O', '-c', 'user.email=o@home.example', 'commit', '-qm', 'Fix');
  };

  it('asks once for the command with the tests of the branch, then never again in this clone', async () => {
    await change();
    await commit();
    person.presses = ['Run'];
    await tests.run(undefined);
    assert.deepEqual(person.said.slice(0, 1), ['Run `git cat-file -e HEAD:test_spam.py` in this clone?']);
    assert.deepEqual(ran, [
      { name: 'Tests of 93rp', command: 'git cat-file -e HEAD:test_spam.py', folder: clone.path },
    ]);
    const commitNow = await head();
    assert.deepEqual(progress(), {
      ...{ commit: commitNow, exitCode: 0, at: '2026-11-20T13:50:20.000Z', changed: false },
    });
    await tests.run(undefined);
    assert.equal(ran.length, 2);
    assert.deepEqual(await person.hears(3), [
      person.said[0],
      `93rp: tests passed, commit ${commitNow.slice(0, 7)}.`,
      `93rp: tests passed, commit ${commitNow.slice(0, 7)}.`,
    ]);
    // Another setting is another question.
    setting = 'true {tests}';
    await tests.run(undefined);
    assert.equal(ran.length, 2, 'it was left');
    assert.equal(person.said.at(-1), 'Run `true test_spam.py` in this clone?');
  });

  it('keeps a failure with its exit code, and says that something was not committed', async () => {
    await change();
    setting = 'exit 3 #{tests}';
    person.presses = ['Run'];
    await tests.run(undefined);
    assert.equal(progress()?.exitCode, 3);
    assert.equal(progress()?.changed, true);
    assert.match(
      (await person.hears(2))[1]!,
      /^93rp: tests failed with exit code 3, commit [0-9a-f]{7}, with uncommitted changes\.$/,
    );
  });

  it('offers the result as a comment on the page of the advisory, and sends nothing', async () => {
    setting = 'true';
    person.presses = ['Run', 'Offer as Comment'];
    at.sandbox.recorder.clear();
    await tests.run(undefined);
    const [[command, row, tab, comment] = []] = await person.runs(1);
    assert.equal(command, 'ghsa.openAdvisory');
    assert.equal((row as { advisory: { ghsaId: string } }).advisory.ghsaId, spam);
    assert.equal(tab, 'discussion');
    assert.match(
      String(comment),
      new RegExp(`^The tests passed for commit ${await head()} of ${clone.fork}\\.`),
    );
    assert.deepEqual(
      at.sandbox.recorder.calls.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  it('asks for a command where no test is known, and keeps it, in no plain file', async () => {
    person.types = ['git --version'];
    await tests.run(undefined);
    assert.deepEqual(person.boxes, [['Tests of 93rp', 'git cat-file -e HEAD:']]);
    assert.equal(ran[0]!.command, 'git --version');
    await tests.run(undefined);
    assert.equal(ran.length, 2);
    assert.equal(person.boxes.length, 1, 'asked once');
    assert.deepEqual([...kept.keys()], [`ghsa.tests:${clone.path}`]);
  });

  it('gives no evidence where the command cannot be started, and offers another', async () => {
    setting = './not-built {tests}';
    await change();
    person.presses = ['Run', 'Change Command…'];
    await tests.run(undefined);
    assert.equal(
      (await person.hears(2))[1],
      '93rp: the command of the tests could not be started. ' +
        'Build first (in CPython: `./configure && make`), or change it.',
    );
    assert.equal(progress(), undefined);
    assert.deepEqual(await person.reads(1), [['Tests of 93rp', './not-built test_spam.py']]);
  });

  it('proposes the tests of what a backport changes against its own public branch', async () => {
    setting = 'git --version {tests}';
    await change();
    await commit();
    // What is newer on public main is no part of it.
    await at.git(clone.path, 'update-ref', 'refs/remotes/upstream/3.14', 'HEAD');
    await at.git(clone.path, 'config', 'branch.advisory-fix-2.ghsaBase', '3.14');
    await writeFile(join(clone.path, 'test_egg.py'), 'pass\n');
    await tests.run(undefined);
    assert.deepEqual(person.said, ['Run `git --version test_egg.py` in this clone?']);
  });

  it('asks again when it is pressed again before the question was answered', async () => {
    setting = 'true';
    const answers: ((button?: string) => void)[] = [];
    const asked: (() => void)[] = [];
    const { hear } = person;
    person.hear = function (text, buttons) {
      hear.call(this, text, buttons);
      if (!buttons.includes('Run')) return undefined;
      const answer = new Promise<string | undefined>(done => answers.push(done));
      for (const told of asked.splice(0)) told();
      return answer as never;
    };
    const question = () => new Promise<void>(done => asked.push(done));
    const [firstAsked, first] = [question(), tests.run(undefined)];
    await firstAsked;
    const [secondAsked, second] = [question(), tests.run(undefined)];
    await secondAsked;
    answers[1]!('Run');
    await second;
    assert.equal(ran.length, 1);
    answers[0]!(undefined);
    await first;
    assert.equal(ran.length, 1);
  });

  it('gives no evidence when it was stopped, left, or the commit changed meanwhile', async () => {
    setting = 'true';
    await tests.run(undefined);
    assert.deepEqual([ran.length, progress()], [0, undefined], 'left');
    person.presses = ['Run'];
    await make(async () => null).run(undefined);
    assert.equal(person.said.at(-1), '93rp: the tests were stopped. They show nothing.');
    setting = 'git -c user.name=O -c user.email=o@home.example commit -q --allow-empty -m Other';
    person.presses = ['Run'];
    await tests.run(undefined);
    assert.match(person.said.at(-1)!, /another commit was checked out while the tests ran/);
    assert.equal(progress(), undefined);
  });

  it('runs in the window of the clone only: another one offers to open it', async () => {
    Object.assign(workspace, { workspaceFolders: [{ uri: { scheme: 'file', fsPath: at.root } }] });
    await tests.run(undefined);
    assert.deepEqual(await person.hears(1), ['The tests of 93rp run in the window of its private clone.']);
    assert.deepEqual(ran, []);
  });

  it('runs once at a time in a folder', async () => {
    setting = 'true';
    person.presses = ['Run'];
    let end: (exitCode: number) => void = () => undefined;
    let begun: () => void = () => undefined;
    const running = new Promise<void>(done => (begun = done));
    const slow = make(
      () =>
        new Promise<number>(done => {
          end = done;
          begun();
        }),
    );
    const first = slow.run(undefined);
    await running;
    await slow.run(undefined);
    assert.equal(person.said.at(-1), 'The tests of 93rp run already, in the terminal.');
    end(0);
    await first;
    assert.equal(progress()?.exitCode, 0);
  });
});
