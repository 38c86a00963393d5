import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, tasks } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import { runTask } from '../../../src/ui/fork/tests/task.ts';
import { ask } from './sandbox.ts';
import { signedIn } from './tree.ts';

/** Without its native part no terminal opens; the older npm-only VS Code comes without, as nothing is built at install. */
const hasTerminal = ['build/Release', `prebuilds/${process.platform}-${process.arch}`].some(folder =>
  existsSync(join(env.appRoot, 'node_modules/node-pty', folder, 'pty.node')),
);

const spamId = 'GHSA-7q4m-xv2c-93rp';

export function fixTests(): void {
  describe('the tests of a fix in the extension host', () => {
    let door: TestDoor;
    let folder: string;
    before(async () => {
      door = await signedIn();
      folder = await realpath(await mkdtemp(join(tmpdir(), 'ghsa tests é ')));
    });
    after(async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true, force: true });
    });

    it('run as a task in their folder, and tell by their exit code', async function () {
      if (!hasTerminal) this.skip();
      const task = { name: 'Tests of 93rp', folder };
      assert.equal(await runTask({ ...task, command: 'pwd -P > where.txt' }), 0);
      assert.equal((await readFile(join(folder, 'where.txt'), 'utf8')).trim(), folder);
      assert.equal(await runTask({ ...task, command: 'exit 3' }), 3);
    });

    it('show nothing when the task is stopped', async function () {
      if (!hasTerminal) this.skip();
      // Waits for its input until somebody stops it.
      const running = runTask({ name: 'Tests of 93rp', folder, command: 'cat' });
      await new Promise<void>(done => {
        const begun = tasks.onDidStartTaskProcess(({ execution }) => {
          begun.dispose();
          execution.terminate();
          done();
        });
      });
      const exitCode = await running;
      assert.ok(exitCode === null || [129, 130, 143].includes(exitCode), String(exitCode));
    });

    it('offer their result in the box of the discussion, once, below what is being written', async () => {
      const advisory = door.model.advisories.find(({ ghsaId }) => ghsaId === spamId)!;
      const comments = () => ask(`/repos/python/cpython/security-advisories/${spamId}/comments`);
      const before = await comments();
      const open = (comment: string) =>
        commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory }, 'discussion', comment);
      await open('The tests passed.');
      await open('The tests passed.');
      await open('So they did elsewhere.');
      const page = (await door.editor.editors()).pages.find(({ model }) => model.state.ghsaId === spamId)!;
      assert.equal(
        page.model.state.draft.comments?.discussion,
        'The tests passed.\n\nSo they did elsewhere.',
      );
      assert.equal(page.model.state.open?.tab, 'discussion');
      assert.deepEqual(await comments(), before, 'nothing is sent');
      page.model.discard();
      await page.model.settled();
    });
  });
}
