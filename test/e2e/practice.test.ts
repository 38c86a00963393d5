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

    const command = async (title: string) => {
      await practice.page.keyboard.press('Escape');
      await practice.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      await practice.runCommand(`GHSA: ${title}`);
    };
    /** Runs a command of the sandbox until it says that it has; VS Code's box may take a command away. */
    const until = async (title: string, says: RegExp) => {
      for (let tries = 3; ; tries--) {
        await tree.clearNotices();
        await command(title);
        try {
          await practice.page
            .locator('.notification-list-item', { hasText: says })
            .waitFor({ timeout: 15_000 });
          return;
        } catch (error) {
          if (tries === 1) throw error;
        }
      }
    };
    const badge = () => practice.page.locator('.statusbar-item', { hasText: /^\s*Sandbox$/ });

    it('shows the guide, which ticks what has happened', async () => {
      await guide();
      await practice.page.getByText('Read the report').first().waitFor();
      await practice.picture(`${version}-guide`);
      await practice.openAdvisory('Butter decoder');
      await tree.tell('Butter decoder', 'Volunteer as Coordinator', /You coordinate w7x8 now/);
      await guide();
      await done('opened', 'volunteered');
      assert.deepEqual(await ticked(), ['opened', 'volunteered']);
    });

    it('accepts, and the bot runs at once', async () => {
      await tree.clearNotices();
      // When the step is taken once more, it was asked already.
      if (!(await tree.row(/^Butter decoder.*accept: asked/).isVisible())) {
        await tree.press('Butter decoder', 'Accept as Vulnerability', 'Ask the bot');
        await tree.pick('Without a comment');
        await tree.notice(/\[ACCEPTED\] is in the title of w7x8/);
      }
      await until('Let the Bot Run', /The bot has run/);
      await tree.unfold('Butter decoder', /^Score the severity/);
      await tree.fold('Butter decoder');
    });

    it('goes on where it was after the window was loaded anew', async () => {
      const loaded = practice.page.waitForEvent('load');
      await practice.runCommand('Developer: Reload Window');
      await loaded;
      await badge().waitFor({ timeout: 60_000 });
      await tree
        .row(/^Butter decoder/)
        .first()
        .waitFor();
      await guide();
      await done('accepted');
      assert.deepEqual(at.sandbox.recorder.calls, []);
    });

    it('scores, waits for the fix, and ports it', async () => {
      const page = await practice.openAdvisory('Butter decoder');
      await page.getByText('Nothing here is real.').waitFor();
      await page.getByRole('tab', { name: /^Severity/ }).click();
      await page.getByText('0 of 11 set').waitFor();
      await page.locator('input[name="AV"]').first().focus();
      for (const letter of 'NLNNNHNNNNN') await practice.page.keyboard.press(letter);
      await page.getByText('11 of 11 set').waitFor();
      await practice.page.keyboard.press('Control+s');
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      await until('Let Colleagues Work', /Colleagues wrote/);
      await practice.pressPort('Butter decoder');
      const port = await practice.portPage('Butter decoder');
      await port.locator('#make-public:not([aria-disabled])').click();
      await port.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      await practice.picture(`${version}-practice-ported`);
      await until('Let Colleagues Work', /Colleagues wrote/);
      await guide();
      await done('scored', 'fixed', 'ported', 'merged');
    });

    it('announces to practice@localhost, and closes', async () => {
      await practice.pressToOpen('Butter decoder', 'Announce', 'Announce: ');
      const page = await practice.announcePage('Butter decoder');
      await page.getByText('practice@localhost').first().waitFor();
      await practice.picture(`${version}-practice-announce`);
      await page.getByRole('button', { name: 'Mark as sent' }).click();
      await page
        .getByText(/^Sent /)
        .first()
        .waitFor();
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Ask the bot');
      await tree.notice(/\[COMPLETED\] is in the title of w7x8/);
      await until('Let the Bot Run', /The bot has run/);
      await guide();
      await done(
        ...(['opened', 'volunteered', 'accepted', 'scored', 'fixed', 'ported', 'merged'] as const),
        ...(['announced', 'closed'] as const),
      );
      await practice.picture(`${version}-guide-done`);
      assert.deepEqual(at.sandbox.recorder.calls, []);
    });

    it('lets the next request fail, and is an admin, from the menu of the status bar', async () => {
      await badge().click();
      await tree.pick('Make the Next Request Fail');
      await tree.pick('GitHub signed you out');
      await command('Refresh Advisories');
      await practice.page.getByRole('button', { name: 'Sign In to the Sandbox' }).click();
      await tree.row('Spam parser').waitFor();
      await badge().click();
      await practice.picture(`${version}-practice-menu`);
      await tree.pick('Be Admin');
      await tree.notice(/You are an admin now/);
      await tree.row('Ham cookie jar').waitFor();
      await tree.press('Ham cookie jar', 'Accept as Vulnerability', 'Move to draft now');
      await tree.pick('Without a comment');
      await tree.notice(/4vfw is a draft now/);
    });

    async function guide(): Promise<void> {
      await command('Show the Practice Guide');
      await practice.page.locator('.gettingStartedContainer [data-done-step-id]').first().waitFor();
    }

    const tick = (step: string, more = '') =>
      practice.page.locator(`.gettingStartedContainer [data-done-step-id$="#practice#${step}"]${more}`);

    async function done(...steps: readonly string[]): Promise<void> {
      for (const step of steps) await tick(step, '.complete').first().waitFor();
    }

    async function ticked(): Promise<readonly string[]> {
      const ids = await practice.page
        .locator('.gettingStartedContainer [data-done-step-id].complete')
        .evaluateAll(found => found.map(element => element.getAttribute('data-done-step-id')!));
      return [...new Set(ids.map(id => id.slice(id.lastIndexOf('#') + 1)))];
    }

    it('is practice in any window on its folder, which only shows it', async () => {
      const { context, server } = at.parts;
      const copy = at.in(await context.newPage());
      const clone = encodeURIComponent(join(folder, 'practice', 'cpython'));
      await copy.page.goto(`${server.origin}/?tkn=${server.token}&folder=${clone}`);
      await copy.page.locator('.statusbar-item', { hasText: /^\s*Sandbox$/ }).waitFor({ timeout: 60_000 });
      await copy.openView();
      await new Tree(copy).row('Spam parser').waitFor();
      assert.equal(await copy.page.getByRole('button', { name: 'Sign In to GitHub' }).count(), 0);
      await copy.picture(`${version}-practice-copy`);
      await copy.page.close();
      assert.deepEqual(await practiced(), ['cpython', 'lock', 'running', 'sandbox']);
      assert.deepEqual(at.sandbox.recorder.calls, []);
    });

    it('is left, and everything of it is gone', async () => {
      await until('Leave Sandbox…', /Back to GitHub/);
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
