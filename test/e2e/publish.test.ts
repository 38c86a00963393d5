import assert from 'node:assert/strict';
import { Tree } from './tree.ts';
import { Walk } from './walk.ts';
import { Workbench } from './workbench.ts';

const lock = 'GHSA-p4v7-x2m9-q8rc';
const title = 'Pantry lock';

for (const version of ['latest', 'floor'] as const) {
  describe(`an admin of a plain project publishes, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let walk: Walk;
    before(async () => {
      at = await Workbench.open(version, { repositories: ['hobby/pantry', 'python/cpython'] });
      tree = new Tree(at);
      walk = new Walk(at, tree);
      // Of the response team's project, too: there it is offered to no admin.
      at.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-publish-failed`);
    });
    after(() => at.close());

    const patches = () => at.sandbox.recorder.writes().filter(({ path }) => path.endsWith(lock));

    it('a CVE ID is asked for with the short id, and GitHub gives one', async () => {
      const box = at.page.locator('.quick-input-widget input');
      await tree.menuFor(title, 'Request a CVE ID from GitHub', at.page.getByPlaceholder('q8rc'));
      await box.fill('q8r');
      await at.page.keyboard.press('Enter');
      await at.page.getByText('Type q8rc.').first().waitFor();
      await box.fill('q8rc');
      await at.page.keyboard.press('Enter');
      await tree.notice(/GitHub was asked for a CVE ID for q8rc/);
      await at.sandbox.tick();
      assert.match(at.sandbox.store.advisory(lock)!.cveId ?? '', /^CVE-\d{4}-\d{4,}$/);
    });

    it('everybody reads what the page showed, once the short id was typed', async () => {
      await walk.refresh();
      await tree.menuFor(title, 'Publish on GitHub', at.page.locator('.tab', { hasText: 'Publish' }));
      const page = await at.publishPage();
      await page.getByText('The walnut cathedral walks in.').waitFor();
      const press = page.locator('#make-public');
      assert.equal(await press.getAttribute('aria-disabled'), 'true');
      await at.picture(`${version}-publish`);
      assert.deepEqual(patches(), []);
      await page.locator('#confirm').fill('q8rc');
      await page.locator('#make-public:not([aria-disabled])').click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      assert.equal(patches().length, 1);
      assert.equal(at.sandbox.store.advisory(lock)!.state, 'published');
      await at.picture(`${version}-published`);
      assert.deepEqual(at.complaints, []);
    });

    it("is offered nowhere in the response team's project", async () => {
      await at.runCommand('Notifications: Clear All Notifications');
      await at.rest();
      await at.row('Spam parser').first().click({ button: 'right' });
      await at.page.locator('.monaco-menu .action-label', { hasText: 'Copy GHSA ID' }).waitFor();
      assert.equal(await at.page.locator('.monaco-menu', { hasText: 'Publish on GitHub' }).count(), 0);
      assert.equal(await at.page.locator('.monaco-menu', { hasText: 'Request a CVE ID' }).count(), 0);
    });
  });
}
