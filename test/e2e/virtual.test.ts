import assert from 'node:assert/strict';
import { gitOffered, openCounted, type Counted } from './countedGit.ts';
import type { Workbench } from './workbench.ts';

const spam = 'Spam parser';
const id = 'GHSA-7q4m-xv2c-93rp';
/** A file system in memory that VS Code for the web brings itself: a folder on no disk, and no extension is needed. */
const nowhere = 'tmp:/';

/** What `capabilities.virtualWorkspaces` in package.json promises, seen in a window whose folder lies on no disk. */
for (const version of ['latest', 'floor'] as const) {
  describe(`a virtual workspace, in the ${version} VS Code`, () => {
    let at: Workbench;
    let counted: Counted;
    before(async () => {
      // VS Code's own git extension works in virtual workspaces, too (seen: 24 processes); ours are counted here.
      counted = await openCounted(version, { folder: nowhere, settings: { 'git.enabled': false } });
      at = counted.at;
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-virtual-failed`);
    });
    after(() => counted?.close());

    it('says at the list what is off', async () => {
      await at.page
        .getByText('Commands that run git are off here. Reading and writing advisories works.')
        .waitFor();
      await at.picture(`${version}-virtual-tree`);
    });

    // The floor offers no list of extensions in such a window.
    if (version === 'latest')
      it('says so in the list of extensions, in the words of package.json', async () => {
        await at.runCommand('Extensions: Show Installed Extensions');
        await at.page.locator('.extension-list-item', { hasText: 'GHSA' }).first().click();
        const words = 'Commands that run git are off here. Reading and writing advisories works.';
        await at.page.locator('.extension-editor', { hasText: words }).waitFor();
        await at.picture(`${version}-virtual-extension`);
        await at.openView();
      });

    it('reads and saves an advisory', async () => {
      const page = await at.openAdvisory(spam);
      await page.getByRole('tab', { name: /^Advisory/ }).click();
      await page.locator('#field-title input').fill('Spam parser reads past its buffer');
      await at.page.keyboard.press('Control+s');
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      assert.equal(at.sandbox.store.advisory(id)!.summary, 'Spam parser reads past its buffer');
      await at.picture(`${version}-virtual-saved`);
    });

    it('offers no command that runs git, in the palette and at the row', async () => {
      assert.ok(
        (await at.offered('GHSA: Refresh Advisories')).some(row => row.includes('Refresh Advisories')),
      );
      const titles = ['Port Private Fix', 'Continue Port', 'Clone Temporary', 'Backport to', 'Run Tests'];
      assert.deepEqual(await gitOffered(at, spam, titles), []);
    });

    it('says in one sentence what to do, where such a command is called by a key', async () => {
      await at.bindKey('ctrl+alt+f9', 'ghsa.port');
      const said = at.page.locator('.notification-list-item', {
        hasText: /Commands that run git are off here: this window’s folder is on no disk/,
      });
      await at.pressKey('Control+Alt+F9', said.first());
      await at.picture(`${version}-virtual-told`);
      assert.equal(await at.page.locator('.quick-input-widget').isVisible(), false);
    });

    it('started no git, and spoke to none', () => {
      assert.deepEqual(counted.shim.count(), { ours: 0, all: 0 });
      const toGit = at.sandbox.recorder.calls.filter(({ path }) => path.includes('.git/'));
      assert.deepEqual([toGit, at.sandbox.recorder.pushes], [[], []]);
    });
  });
}
