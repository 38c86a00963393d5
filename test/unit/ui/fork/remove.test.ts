import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ForkTools, PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { unpushed } from '../../../../src/git/index.ts';
import { PullDesk } from '../../fork/pullsHarness.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { deletePrivateClone, removePrivateClone } = await import('../../../../src/ui/fork/remove.ts');
const { whole } = await import('../../../../src/ui/fork/whole.ts');
const { tracesOf } = await import('../../../../src/ui/port/traces.ts');
const { unsavedNames } = await import('../../../../src/ui/fork/unsaved.ts');
const { window, workspace } = await import('vscode');

describe('deleting a private clone', function () {
  this.timeout(60_000);
  const at = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;
  let person: Person;
  let known: PrivateClone[];

  beforeEach(async () => {
    Object.assign(workspace, { textDocuments: [], notebookDocuments: [], workspaceFolders: [] });
    reverted.length = 0;
    asked = 0;
    person = personAtWindow();
    tools = await at.tools();
    clone = await at.clone(tools);
    known = [clone];
  });
  after(
    () =>
      void Object.assign(workspace, {
        textDocuments: undefined,
        notebookDocuments: undefined,
        workspaceFolders: undefined,
      }),
  );

  let asked = 0;
  const desk = () =>
    ({
      clone: async () => known[0] ?? null,
      tools: async () => ((asked += 1), tools),
      advisoryOf: async ({ ghsaId, repo, fork }: PrivateClone) => ({ ghsaId, repo, privateFork: fork }),
      parts: {
        clones: {
          here: () => known,
          at: (path: string) => known.find(one => path.startsWith(one.path)) ?? null,
          keep: async (next: PrivateClone) => void (known = [next]),
          forget: async () => void (known = []),
        },
        commands: { log: () => undefined },
      },
    }) as never;
  const remove = (row?: unknown) => deletePrivateClone(desk(), row);

  /** Those that were shown to be reverted, with whether their clone was there still. */
  const reverted: (readonly [name: string, there: boolean])[] = [];
  const showing = async ({ uri }: { uri: { fsPath: string } }) =>
    void reverted.push([basename(uri.fsPath), existsSync(clone.path)]);
  before(() => void Object.assign(window, { showTextDocument: showing, showNotebookDocument: showing }));
  after(() => void Object.assign(window, { showTextDocument: undefined, showNotebookDocument: undefined }));
  const open = (path: string, isDirty = true, scheme = 'file') => ({
    ...(path.endsWith('.ipynb') && scheme === 'file' ? { notebookType: 'jupyter-notebook' } : {}),
    isDirty,
    uri: { scheme, fsPath: join(clone.path, path) },
  });
  const unsaved = () => {
    Object.assign(workspace, {
      textDocuments: [open('spam.py'), open('egg.py', false), open('nb.ipynb', true, 'vscode-notebook-cell')],
      notebookDocuments: [open('nb.ipynb'), open('saved.ipynb', false)],
    });
  };
  const row = () => ({ kind: 'advisory', advisory: clone });
  const nothingKept = {
    secrets: { get: async () => undefined },
    globalState: { get: (_: string, fallback?: unknown) => fallback },
    workspaceState: { get: (_: string, fallback?: unknown) => fallback },
  };

  it('brings what is not pushed to a private pull request of the advisory, its fork named', async () => {
    await at.commit(clone, 'Limit the depth');
    person.presses = ['Push First'];
    await remove(row());
    const [[command, given] = []] = person.ran as [string, { advisory: { privateFork: string } }][];
    assert.equal(command, 'ghsa.openPrivatePull');
    assert.equal(given?.advisory.privateFork, clone.fork);
    assert.ok(existsSync(clone.path));
  });

  it('names it first where it was not asked for by name', async () => {
    await remove();
    assert.deepEqual(person.said, ['Delete the private clone of 93rp?']);
    assert.ok(existsSync(clone.path));
    person.presses = ['Delete'];
    await remove();
    assert.ok(!existsSync(clone.path));
    assert.deepEqual(known, []);
    // Its folder is named after the private fork, and VS Code would go on listing it.
    const forgotten = person.ran as [string, { fsPath: string }][];
    assert.deepEqual(
      forgotten.map(([command, { fsPath }]) => [command, fsPath]),
      [clone.workspaceFile, clone.path].map(path => ['vscode.removeFromRecentlyOpened', path]),
    );
  });

  it('takes a worktree that was added in a terminal, once that was said', async () => {
    const added = `${clone.path}-by-hand`;
    await tools.git.run({ cwd: clone.path, args: ['worktree', 'add', '-q', '-b', 'other', added] });
    await remove(row());
    assert.deepEqual(person.said, ['Delete the private clone of 93rp?']);
    assert.ok(existsSync(added) && existsSync(clone.path));
    person.presses = ['Delete'];
    await remove();
    assert.ok(!existsSync(added) && !existsSync(clone.path));
  });

  it('takes no folder of a repository that the damaged clone lies in', async () => {
    // Its root stands for somebody's own repository.
    await at.git(at.root, 'init', '-q');
    await at.git(at.root, 'commit', '-q', '--allow-empty', '-m', 'Theirs');
    await at.git(at.root, 'worktree', 'add', '-q', '-b', 'other', join(at.root, 'theirs'));
    await writeFile(join(clone.path, '.git', 'HEAD'), '');
    assert.deepEqual((await whole(tools.git, clone)).worktrees, []);
    await assert.rejects(unpushed(tools.git, clone.path), /git cannot read this clone/);
  });

  it('counts what is not saved, notebooks too, and gives it up right before the clone goes', async () => {
    unsaved();
    await remove(row());
    assert.match(person.said[0]!, /2 files are not saved/);
    assert.deepEqual(reverted, []);
    person.presses = ['Delete Anyway'];
    await remove(row());
    assert.deepEqual(reverted, [
      ['spam.py', true],
      ['nb.ipynb', true],
    ]);
    assert.equal(person.ran.filter(([id]) => id === 'workbench.action.files.revert').length, 2);
    assert.ok(!existsSync(clone.path));
  });

  it('says that a clone could not be deleted, and what was given up for it', async function () {
    // No other system refuses such a name.
    if (process.platform === 'win32') return this.skip();
    unsaved();
    const other = `${clone.path}-other`;
    await mkdir(other);
    known = [{ ...clone, worktrees: [`${other}/.`] }];
    await assert.rejects(
      removePrivateClone(desk(), known[0]!),
      (error: Error & { kind?: string }) =>
        error.kind === 'failed' &&
        error.message ===
          'The private clone of 93rp could not be deleted. Close what has its files open, then delete it again. ' +
            'What was not saved in spam.py and nb.ipynb is gone.',
    );
    assert.ok(existsSync(clone.path));
    assert.equal(known.length, 1);
  });

  it('runs no git in a window whose folder is on no disk', async () => {
    const added = `${clone.path}-by-hand`;
    await tools.git.run({ cwd: clone.path, args: ['worktree', 'add', '-q', '-b', 'other', added] });
    Object.assign(workspace, { workspaceFolders: [{ uri: { scheme: 'vscode-vfs', fsPath: '/octo' } }] });
    await removePrivateClone(desk(), clone);
    assert.equal(asked, 0);
    assert.ok(!existsSync(clone.path) && existsSync(added));
  });

  it('names what is not saved in its row of Remove Traces', async () => {
    const traces = async () =>
      tracesOf({
        ...{
          scratchRoot: join(at.root, 'none'),
          cloneRoots: [],
          clones: [clone],
          progress: { count: 0 },
          apiUrl: 'https://api.github.com',
          context: nothingKept,
        },
        ...{ store: { keys: () => [] }, drafts: { keys: () => [] }, busy: () => new Set() },
        unsaved: async (one: PrivateClone) => unsavedNames(desk(), one),
      } as never);
    assert.deepEqual(
      (await traces()).map(({ detail }) => detail),
      [`${clone.path}, with everything in it that is not pushed`],
    );
    unsaved();
    assert.deepEqual(
      (await traces()).map(({ detail }) => detail),
      [
        `${clone.path}, with everything in it that is not pushed, and what is not saved in spam.py and nb.ipynb`,
      ],
    );
    assert.deepEqual(reverted, []);
  });
});
