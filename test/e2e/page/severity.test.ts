import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { scored } from './advisorySample.ts';

describe('the Severity tab, alone in a browser', () => {
  let browser: Browser;
  let at: AdvisoryPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints } = at;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      at = await AdvisoryPage.open(browser, scored, { theme, width: 922 });
      await at.page.locator('input[name="AT"][value="P"]').focus();
      for (const width of [1280, 922, 590, 400, 320]) {
        await at.page.setViewportSize({ width, height: 830 });
        assert.equal(await at.sideways(), 0, `scrolls sideways at ${width}`);
        await at.picture(`page-${theme}-severity-${width}`);
        assert.deepEqual(await at.violations(), [], String(width));
      }
    });
  }
});
