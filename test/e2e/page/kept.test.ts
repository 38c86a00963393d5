import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { scored } from './advisorySample.ts';
import { AnnouncePage } from './announcePage.ts';
import { edited } from './announceSample.ts';
import { BackportsPage } from './backportsPage.ts';
import { drawn } from './backportsSample.ts';
import { talking } from './discussionSample.ts';
import { PortPage } from './portPage.ts';
import { ready } from './sample.ts';

/** Everything that the page left with VS Code and with the browser. */
const kept = (page: Page) =>
  page.evaluate(() => ({
    state: (window as unknown as { kept: unknown }).kept,
    stored: [
      ...Object.entries(localStorage),
      ...Object.entries(sessionStorage),
      document.cookie,
      location.search,
      location.hash,
      JSON.stringify(history.state),
    ].join(),
  }));
/** Of `history.state`. */
const nothing = 'null';

describe('what the pages leave with VS Code, alone in a browser', () => {
  let browser: Browser;
  let at: { readonly page: Page; close(): Promise<void> };
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(() => at.close());

  it('is the open tab and a number: no title, sentence, comment, login or id, wherever somebody reads and types', async () => {
    const page = await AdvisoryPage.open(browser, { ...scored, ...talking });
    at = page;
    const tabs = page.page.getByRole('tab');
    assert.ok((await tabs.count()) >= 3);
    for (const tab of await tabs.all()) {
      await tab.click();
      for (const box of await page.page.locator('textarea:visible').all())
        await box.fill('The walnut astronaut waits behind the second length field.');
      const { state, stored } = await kept(page.page);
      assert.deepEqual(Object.keys(state as object).sort(), ['opened', 'tab']);
      const { tab: open, opened } = state as { tab: unknown; opened: unknown };
      assert.ok(['advisory', 'severity', 'preview', 'discussion'].includes(open as string), String(open));
      assert.ok(opened === null || Number.isInteger(opened), String(opened));
      assert.equal(stored.replace(/,+/g, ''), nothing);
    }
  });

  for (const [name, open] of [
    ['port', () => PortPage.open(browser, ready)],
    ['announce', () => AnnouncePage.open(browser, edited)],
    ['backports', () => BackportsPage.open(browser, drawn)],
  ] as const)
    it(`is nothing of the page ${name}`, async () => {
      at = await open();
      const { state, stored } = await kept(at.page);
      assert.deepEqual([state, stored.replace(/,+/g, '')], [null, nothing]);
    });

  it('would be seen', async () => {
    const page = await AdvisoryPage.open(browser, scored);
    at = page;
    await page.page.evaluate(() => {
      const host = (
        window as unknown as { acquireVsCodeApi(): { setState(state: unknown): void } }
      ).acquireVsCodeApi();
      host.setState({ title: 'Spam parser' });
      localStorage.setItem('planted', 'Spam parser');
    });
    const { state, stored } = await kept(page.page);
    assert.deepEqual(state, { title: 'Spam parser' });
    assert.match(stored, /planted,Spam parser/);
  });
});
