import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gitShim, type GitShim } from '../leaks/gitShim.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'Spam parser';

/** What `capabilities` in package.json promises, seen in a window whose folder nobody has trusted. */
// The floor asks by a dialog, whatever its settings say.
for (const version of ['latest'] as const) {
  describe(`Restricted Mode, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let outer: string;
    let shim: GitShim;
    before(async () => {
      outer = await mkdtemp(join(tmpdir(), 'trust-'));
      shim = await gitShim(join(outer, 'shim'));
      const path = [join(outer, 'shim'), process.env['PATH']].join(delimiter);
      // Whoever starts a git, by the setting or by the search path, starts the one that counts.
      const server = { env: { PATH: path }, settings: { 'git.path': shim.binary } };
      at = await Workbench.open(version, { restricted: true, server });
      tree = new Tree(at);
      // The public clone was fetched by the test.
      at.sandbox.recorder.clear();
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-trust-failed`);
    });
    after(async () => {
      await at?.close();
      await rm(outer, { recursive: true, force: true, maxRetries: 3 });
    });

    const has = (rows: readonly string[], words: string) => rows.some(row => row.includes(words));

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
      assert.ok(has(await at.offered('GHSA: Refresh Advisories'), 'Refresh Advisories'));
      for (const title of [
        'Port Private Fix',
        'Continue Port',
        'Clone Temporary Private Fork',
        'Backport to',
      ])
        assert.ok(!has(await at.offered(`GHSA: ${title}`), title), title);
      await tree.row(spam).first().click({ button: 'right' });
      const menu = at.page.locator('.monaco-menu');
      await menu.locator('.action-label', { hasText: 'Copy' }).first().waitFor();
      const items = await menu.locator('.action-label').allInnerTexts();
      assert.ok(
        !items.some(item => /Clone Temporary Private Fork|Port Private Fix/.test(item)),
        items.join(),
      );
      await at.page.keyboard.press('Escape');
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
      assert.deepEqual(shim.count(), { ours: 0, all: 0 });
    });

    it('offers them once the folder is trusted', async () => {
      await at.runCommand('Workspaces: Manage Workspace Trust');
      await at.page
        .locator('.workspace-trust-editor')
        .getByRole('button', { name: 'Trust', exact: true })
        .click();
      await at.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
      assert.ok(has(await at.offered('GHSA: Clone Temporary Private Fork'), 'Clone Temporary Private Fork'));
      await tree.menu(spam, 'Clone Temporary Private Fork');
      await at.page
        .locator('.notification-list-item', { hasText: /cloned in/ })
        .first()
        .waitFor();
      assert.ok(shim.count().ours > 5, 'The same git is counted as soon as it may run.');
    });
  });
}
