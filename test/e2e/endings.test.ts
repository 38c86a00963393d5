import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import PostalMime from 'postal-mime';
import { connect } from '../../src/github/index.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'python', name: 'cpython' };
const ham = 'GHSA-m2pg-3qcr-4vfw';
const butter = 'GHSA-p3q4-r5v6-w7x8';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person takes an advisory from triage to closed, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-endings-failed`);
    });
    after(() => at.close());

    const stored = (id: string) =>
      connect({
        apiUrl: at.sandbox.api,
        token: async () => at.sandbox.tokens['admin']!,
        throttle: false,
      }).advisories.get(repo, id);

    const refresh = () => at.runCommand('GHSA: Refresh Advisories');

    /** Waits until a row says this: VS Code may lose a press on a row that is about to move. */
    const says = (title: string, words: string) =>
      tree
        .row(title)
        .and(at.page.locator(`[aria-label*="${words}" i]`))
        .first()
        .waitFor();

    /** Lets the bot run, then reads again. */
    const bot = async () => {
      await at.sandbox.tick();
      await refresh();
    };

    /** Eleven letters and Ctrl+S. */
    const score = async (title: string) => {
      await says(title, 'next: score');
      const page = await at.openAdvisory(title);
      await page.getByRole('tab', { name: /^Severity/ }).click();
      await page.getByText('0 of 11 set').waitFor();
      await page.locator('input[name="AV"]').first().focus();
      for (const letter of 'NLNNPHNNNNN') await at.page.keyboard.press(letter);
      await page.getByText('11 of 11 set').waitFor();
      await at.page.keyboard.press('Control+s');
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      await says(title, ', high 7.1, ');
    };

    const port = async (title: string) => {
      await says(title, 'next: port');
      await at.pressPort(title);
      const page = await at.portPage(title);
      await page.locator('#make-public:not([aria-disabled])').click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      await at.sandbox.colleagues();
      await refresh();
      await says(title, 'next: announce');
    };

    /** Opens the announcement once every gate is passed; saves it, and gives what was saved. */
    const announce = async (title: string, picture: string): Promise<[Frame, Uint8Array]> => {
      await at.pressToOpen(title, 'Announce', `Announce: ${title.slice(0, 12)}`);
      const page = await at.announcePage(title);
      await page.locator('#send-eml:not([aria-disabled])').waitFor();
      await at.picture(picture);
      const file = join(at.parts.dataDir, `${picture}.eml`);
      await page.locator('#send-eml').click();
      // VS Code writes its own proposal into the box, a little after it opened.
      await at.page.waitForFunction(() =>
        document.querySelector<HTMLInputElement>('.quick-input-widget input')?.value.endsWith('.eml'),
      );
      await at.page.locator('.quick-input-widget input').fill(file);
      // The first press may only go to the folder.
      const saved = page.getByText('Saved as').first();
      for (let tries = 3; tries > 0 && !(await saved.isVisible()); tries--) {
        await at.page.keyboard.press('Enter');
        await saved.waitFor({ timeout: 5_000 }).catch(() => undefined);
      }
      return [page, await readFile(file)];
    };

    const markAsSent = async (page: Frame) => {
      await page.getByRole('button', { name: 'Mark as sent' }).click();
      await page
        .getByText(/^Sent /)
        .first()
        .waitFor();
    };

    it('as a member: the bot accepts and closes, and nothing is published', async () => {
      await tree.press('Ham cookie jar', 'Accept as Vulnerability', 'Ask the bot');
      await tree.pick('Without a comment');
      await tree.notice(/\[ACCEPTED\] is in the title of 4vfw/);
      await bot();
      await score('Ham cookie jar');
      await port('Ham cookie jar');
      const [page, file] = await announce('Ham cookie jar', `${version}-announce-member`);
      const { cveId } = await stored(ham);
      const mail = await PostalMime.parse(file);
      assert.equal(mail.subject, `[${cveId}] Ham cookie jar leaks on redirect`);
      assert.equal(mail.to?.[0]?.address, 'practice@localhost');
      assert.match(
        mail.text ?? '',
        /^There is a [A-Z]+ severity vulnerability affecting CPython\.\n\nWhen a server/,
      );
      assert.match(
        mail.text ?? '',
        new RegExp(`CVERecord\\?id=${cveId}\\n\\* http\\S+/python/cpython/pull/\\d+\\n$`),
      );
      await markAsSent(page);
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Ask the bot');
      await tree.notice(/\[COMPLETED\] is in the title of 4vfw/);
      await at.sandbox.tick();
      assert.equal((await stored(ham)).state, 'closed');
    });

    it('as an admin: GitHub does it at once', async () => {
      await tree.clearNotices();
      at.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
      await refresh();
      // The list was read anew: the closed one is gone.
      await tree.row('Ham cookie jar').waitFor({ state: 'hidden' });
      await tree.tell('Butter decoder', 'Volunteer as Coordinator', /You coordinate w7x8 now/);
      await tree.press('Butter decoder', 'Accept as Vulnerability', 'Move to draft now');
      await tree.pick('Without a comment');
      await tree.notice(/w7x8 is a draft now/);
      await bot();
      await at.sandbox.colleagues();
      await refresh();
      await score('Butter decoder');
      await port('Butter decoder');
      const [page, file] = await announce('Butter decoder', `${version}-announce-admin`);
      assert.equal((await PostalMime.parse(file)).headers.find(({ key }) => key === 'x-unsent')?.value, '1');
      await markAsSent(page);
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Close it now');
      await tree.notice(/w7x8 is closed/);
      assert.equal((await stored(butter)).state, 'closed');
    });
  });
}
