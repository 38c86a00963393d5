import assert from 'node:assert/strict';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'Spam parser';

/** What `capabilities` in package.json promises, seen in a window whose folder nobody has trusted. */
describe('Restricted Mode', () => {
  let at: Workbench;
  let tree: Tree;
  before(async () => {
    at = await Workbench.open('latest', { restricted: true });
    tree = new Tree(at);
    // The public clone was fetched by the test.
    at.sandbox.recorder.clear();
    await at.openView();
    await at.signIn();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await at.picture('latest-trust-failed');
  });
  after(() => at.close());

  /** Titles of our commands that the palette offers for these words. A box that was just closed may take the first keys. */
  const offered = async (words: string): Promise<readonly string[]> => {
    const box = at.page.locator('.quick-input-widget input');
    const rows = at.page.locator('.quick-input-list .monaco-list-row');
    for (let tries = 5; tries > 0; tries--) {
      await at.page.keyboard.press('F1');
      const filled = await box
        .fill(`>${words}`, { timeout: 3_000 })
        .then(() => rows.first().waitFor({ timeout: 5_000 }))
        .then(
          () => true,
          () => false,
        );
      const texts = filled ? await rows.allInnerTexts() : [];
      await at.page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
      if (filled) return texts.filter(row => row.includes('GHSA: '));
    }
    throw new Error(`The palette does not open for ${words}.`);
  };
  const has = (rows: readonly string[], words: string) => rows.some(row => row.includes(words));

  it('reads the list and advisories, and asks git of nothing', async () => {
    const page = await at.openAdvisory(spam);
    assert.match(await page.locator('h1').first().innerText(), /Spam parser/);
    assert.deepEqual(at.sandbox.recorder.pushes, []);
    assert.deepEqual(
      at.sandbox.recorder.calls.filter(({ path }) => path.includes('.git/')),
      [],
    );
    await at.picture('latest-trust-restricted');
  });

  it('offers no command that runs git, in the palette and at the row', async () => {
    assert.ok(has(await offered('GHSA: Refresh Advisories'), 'Refresh Advisories'));
    for (const title of ['Port Private Fix', 'Clone Temporary Private Fork', 'Backport to'])
      assert.ok(!has(await offered(`GHSA: ${title}`), title), title);
    await tree.row(spam).first().click({ button: 'right' });
    const menu = at.page.locator('.monaco-menu');
    await menu.locator('.action-label', { hasText: 'Copy' }).first().waitFor();
    const items = await menu.locator('.action-label').allInnerTexts();
    assert.ok(!items.some(item => /Clone Temporary Private Fork|Port Private Fix/.test(item)), items.join());
    await at.page.keyboard.press('Escape');
  });

  it('offers them once the folder is trusted', async () => {
    await at.runCommand('Workspaces: Manage Workspace Trust');
    await at.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await at.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    assert.ok(has(await offered('GHSA: Clone Temporary Private Fork'), 'Clone Temporary Private Fork'));
    await tree.menu(spam, 'Clone Temporary Private Fork');
    await at.page
      .locator('.notification-list-item', { hasText: /cloned in/ })
      .first()
      .waitFor();
  });
});
