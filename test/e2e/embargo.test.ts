import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { exists, folderOf, waitFor } from './folders.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'Spam parser';
const fork = 'cpython-ghsa-7q4m-xv2c-93rp';
const run = promisify(execFile);
/** What a colleague's settings switch on here. */
const loud = ['workbench.localHistory.enabled', 'files.autoSave'];

for (const version of ['latest', 'floor'] as const) {
  describe(`the embargoed window of a private clone, in the ${version} VS Code`, () => {
    let at: Workbench;
    let inside: Workbench;
    let another: Workbench | undefined;
    let tree: Tree;
    let path = '';
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      await at.picture(`${version}-embargo-failed`);
      await inside?.picture(`${version}-embargo-window-failed`);
      await another?.picture(`${version}-embargo-ordinary-failed`);
    });
    after(() => at.close());

    const notice = (page: Page, words: RegExp) =>
      page.locator('.notification-list-item', { hasText: words }).first();
    const mark = () => inside.page.locator('.statusbar-item', { hasText: 'Embargo 93rp' });
    const picks = () => inside.page.locator('.quick-input-list .monaco-list-row');

    it('opens from the notification of the clone', async () => {
      const cloned = notice(at.page, /cloned in \d+ s, [\d.]+ [kM]B fetched/);
      await tree.menuFor(spam, 'Clone Temporary Private Fork', cloned);
      await at.picture(`${version}-embargo-cloned`);
      const opened = at.page.context().waitForEvent('page');
      await cloned.getByRole('button', { name: 'Open in New Window' }).click();
      inside = at.in(await opened);
      await inside.holdsFolder(mark());
      path = await folderOf(at.parts.dataDir, fork);
      await inside.picture(`${version}-embargo-window`);
    });

    it('is marked in the status bar and on its folder', async () => {
      const button = mark().getByRole('button');
      assert.equal(await button.getAttribute('aria-label'), 'Embargoed clone 93rp, show actions');
      const root = inside.page.locator('.explorer-folders-view .monaco-list-row').first();
      await root
        .and(inside.page.locator('[aria-label*="Under embargo"]'))
        .or(root.locator('[aria-label*="Under embargo"], [title*="Under embargo"]'))
        .first()
        .waitFor();
    });

    it('has a menu, and says what may be pushed', async () => {
      await mark().getByRole('button').click();
      for (const words of ['Open Advisory', 'Update from Public Main', 'Delete Local Private Clone…'])
        await picks().filter({ hasText: words }).first().waitFor();
      await inside.picture(`${version}-embargo-menu`);
      await picks().filter({ hasText: 'Show What May Be Pushed' }).first().click();
      await picks().filter({ hasText: 'origin' }).filter({ hasText: 'may be pushed' }).waitFor();
      await picks().filter({ hasText: 'upstream' }).filter({ hasText: 'refused' }).waitFor();
      await inside.picture(`${version}-embargo-pushes`);
      await inside.page.keyboard.press('Escape');
    });

    it('warns where a branch brings settings that would copy what is edited', async () => {
      await mkdir(join(path, '.vscode'));
      const settings = {
        'workbench.localHistory.enabled': true,
        '[python]': { 'files.autoSave': 'afterDelay' },
      };
      await writeFile(join(path, '.vscode', 'settings.json'), JSON.stringify(settings));
      const warning = notice(inside.page, /93rp: \.vscode\/settings\.json in this clone sets/);
      await warning.waitFor();
      const words = await warning.innerText();
      for (const name of loud) assert.ok(words.includes(name), name);
      await inside.picture(`${version}-embargo-settings`);
      await warning.getByRole('button', { name: 'Show File' }).click();
      await inside.page.locator('.tab', { hasText: 'settings.json' }).waitFor();
      await inside.runCommand('View: Close Editor');
      await rm(join(path, '.vscode'), { recursive: true });
    });

    it('pushes to the fork from Source Control, signed in as the session is', async () => {
      // Without a clone git would run in the project itself.
      assert.notEqual(path, '', 'There is no private clone.');
      const person = ['-c', 'user.name=Octo Coordinator', '-c', 'user.email=octo@example.org'];
      await run('git', ['-C', path, ...person, 'commit', '-q', '--allow-empty', '-m', 'Nothing yet']);
      await inside.runCommand('Git: Publish Branch...');
      await picks().filter({ hasText: 'origin' }).first().click();
      const pushed = async () =>
        at.sandbox.recorder.pushes.map(({ repo, login }) => `${repo} by ${login}`).join();
      await waitFor(async () => (await pushed()) !== '');
      assert.equal(await pushed(), `python/${fork} by octo-coordinator`);
    });

    it('closes when its clone is deleted', async () => {
      await mark().getByRole('button').click();
      await picks().filter({ hasText: 'Delete Local Private Clone…' }).first().click();
      await waitFor(async () => !(await exists(path)));
      await mark().waitFor({ state: 'detached', timeout: 60_000 });
      await waitFor(async () => !(await exists(`${path}.code-workspace`)));
      await inside.picture(`${version}-embargo-left`);
    });

    it('is not to be added to a window that shows no folder of its workspace file', async () => {
      const empty = at.in(await at.page.context().newPage());
      another = empty;
      await empty.openWorkspace('empty', [], empty.page.locator('.activitybar'));
      await empty.openView();
      await empty.row(spam).waitFor({ timeout: 60_000 });
      const cloned = notice(empty.page, /cloned in/);
      await new Tree(empty).menuFor(spam, 'Clone Temporary Private Fork', cloned);
      const buttons = cloned.locator('.notification-list-item-buttons-container').getByRole('button');
      assert.deepEqual(await buttons.allInnerTexts(), ['Open in New Window']);
      await empty.page.close();
    });

    it('is marked in a window of ordinary work, too, which offers the calmer one', async () => {
      // On a workspace file of its own: VS Code loads a window of one folder anew when it gets another.
      const ordinary = at.in(await at.page.context().newPage());
      another = ordinary;
      // Of a window that shows no folder yet, VS Code would write the new one over the others.
      const branch = ordinary.page.locator('.statusbar-item', { hasText: 'main' });
      await ordinary.openWorkspace('ordinary', [at.clone], branch);
      await ordinary.openView();
      await ordinary.row(spam).waitFor({ timeout: 60_000 });
      const cloned = notice(ordinary.page, /93rp is cloned already/);
      await ordinary.runCommand('GHSA: Clone Temporary Private Fork');
      await new Tree(ordinary).pick(spam);
      await cloned.getByRole('button', { name: 'Add to Workspace' }).click({ timeout: 60_000 });
      const sign = ordinary.page.locator('.statusbar-item', { hasText: 'Embargo 93rp' }).first();
      await sign.waitFor({ timeout: 60_000 });
      const told = notice(ordinary.page, /This window holds the embargoed clone of 93rp/);
      await told.getByRole('button', { name: 'Open in Its Own Window' }).waitFor({ timeout: 60_000 });
      await ordinary.picture(`${version}-embargo-ordinary`);
    });
  });
}
