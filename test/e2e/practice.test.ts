import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person practises in a sandbox, in the ${version} VS Code`, () => {
    /** Their everyday window; its sandbox stands for GitHub, and must never be asked for anything. */
    let at: Workbench;
    /** The window of practice. */
    let practice: Workbench;
    let tree: Tree;
    let folder: string;
    before(async () => {
      at = await Workbench.open(version);
      folder = join(at.parts.dataDir, 'data', 'User', 'globalStorage', 'ghsa-coordinator.ghsa-coordinator');
      await at.openView();
      at.sandbox.recorder.clear();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await (practice ?? at).picture(`${version}-practice-failed`);
    });
    after(() => at.close());

    /** What lies in the folder of practice, but its workspace file and the extension's own; null: it is gone. */
    const practiced = async () => {
      const root = join(folder, 'practice');
      if (!existsSync(root)) return null;
      return (await readdir(root)).filter(name => !/workspace$|^storage$/.test(name)).sort();
    };

    it('opens a window that is marked as practice, with a list of its own', async () => {
      const opened = at.parts.context.waitForEvent('page');
      await at.page.locator('.pane-body').getByText('Practise in a sandbox').click();
      practice = at.in(await opened);
      tree = new Tree(practice);
      await practice.page.locator('.monaco-workbench').waitFor();
      await practice.page
        .locator('.statusbar-item', { hasText: /^\s*Sandbox$/ })
        .waitFor({ timeout: 60_000 });
      await practice.openView();
      await tree.row('Butter decoder').waitFor();
      await practice.picture(`${version}-practice`);
      assert.deepEqual(await practiced(), ['cpython', 'lock', 'running', 'sandbox']);
      assert.deepEqual(at.sandbox.recorder.calls, []);
    });

    it('is left, and everything of it is gone', async () => {
      await practice.runCommand('GHSA: Leave Sandbox…');
      await practice.page.locator('.notification-list-item', { hasText: 'Back to GitHub' }).waitFor();
      const loaded = practice.page.waitForEvent('load');
      await practice.page.locator('.notification-list-item').getByRole('button', { name: 'Leave' }).click();
      await loaded;
      await practice.page.locator('.monaco-workbench').waitFor();
      await practice.openView();
      await practice.page.getByRole('button', { name: 'Sign In to GitHub' }).waitFor();
      assert.equal(await practice.page.locator('.statusbar-item', { hasText: 'Sandbox' }).count(), 0);
      for (const deadline = Date.now() + 20_000; (await practiced()) !== null && Date.now() < deadline;)
        await wait(100);
      assert.equal(await practiced(), null);
      assert.deepEqual(at.sandbox.recorder.calls, []);
    });
  });
}
