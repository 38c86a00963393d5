import assert from 'node:assert/strict';
import { gitOffered, openCounted, type Counted } from './countedGit.ts';
import { Tree } from './tree.ts';
import type { Workbench } from './workbench.ts';

const spam = 'Spam parser';

/** What `capabilities` in package.json promises, seen in a window whose folder nobody has trusted. */
for (const version of ['latest', 'floor'] as const) {
  describe(`Restricted Mode, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let counted: Counted;
    before(async () => {
      counted = await openCounted(version, { restricted: true });
      at = counted.at;
      tree = new Tree(at);
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-trust-failed`);
    });
    after(() => counted?.close());

    const offers = async (title: string) =>
      (await at.offered(`GHSA: ${title}`)).some(row => row.includes(title));

    it('reads the list and advisories, and asks git of nothing', async () => {
      const page = await at.openAdvisory(spam);
      assert.match(await page.locator('h1').first().innerText(), /Spam parser/);
      assert.deepEqual(at.sandbox.recorder.pushes, []);
      assert.deepEqual(
        at.sandbox.recorder.calls.filter(({ path }) => path.includes('.git/')),
        [],
      );
      await at.picture(`${version}-trust-restricted`);
    });

    it('offers no command that runs git, in the palette and at the row', async () => {
      assert.ok(await offers('Refresh Advisories'));
      const titles = ['Port Private Fix', 'Continue Port', 'Clone Temporary Private Fork', 'Backport to'];
      assert.deepEqual(await gitOffered(at, spam, titles), []);
    });

    it('says why, where such a command is called by a key', async () => {
      await at.bindKey('ctrl+alt+f9', 'ghsa.port');
      const said = at.page.locator('.notification-list-item', {
        hasText: /Commands that run git are off until this workspace is trusted/,
      });
      await at.pressKey('Control+Alt+F9', said.first());
      await tree.clearNotices();
    });

    it('reads private pull requests without git', async () => {
      await tree.menu(spam, 'Show Private PRs');
      const rows = at.page.locator('.quick-input-list .monaco-list-row');
      await rows.first().waitFor();
      await at.picture(`${version}-trust-private-pulls`);
      await at.page.keyboard.press('Escape');
    });

    it('started no git at all, neither over the network nor on this machine', () => {
      assert.deepEqual(counted.shim.count(), { ours: 0, all: 0 });
    });

    it('offers them once the folder is trusted', async () => {
      await at.runCommand('Workspaces: Manage Workspace Trust');
      await at.page
        .locator('.workspace-trust-editor')
        .getByRole('button', { name: 'Trust', exact: true })
        .click();
      await at.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
      assert.ok(await offers('Clone Temporary Private Fork'));
      await tree.menu(spam, 'Clone Temporary Private Fork');
      await at.page
        .locator('.notification-list-item', { hasText: /cloned in/ })
        .first()
        .waitFor();
      assert.ok(counted.shim.count().ours > 5, 'The same git is counted as soon as it may run.');
    });
  });
}
