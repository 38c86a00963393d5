import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { saved } from './advisorySample.ts';

describe('keys of VS Code in the advisory page', () => {
  let browser: Browser;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());

  it('change nothing, whatever has the focus', async () => {
    const at = await AdvisoryPage.open(browser, {
      ...saved,
      open: { tab: 'advisory', preview: 'email', number: 1 },
    });
    const controls = '#panel-advisory :is(input, textarea, button, vscode-dropdown, vscode-text-field)';
    await at.page.locator('#panel-advisory vscode-dropdown').first().waitFor();
    const count = await at.page.locator(controls).count();
    for (let i = 0; i < count; i++) {
      const control = at.page.locator(controls).nth(i);
      if (!(await control.isVisible())) continue;
      await control.focus();
      for (const key of ['Control+s', 'Control+p', 'Meta+r', 'Alt+c']) await at.page.keyboard.press(key);
    }
    assert.deepEqual(
      at.asked.filter(({ t }) => t === 'draft' || t === 'save'),
      [],
    );
    const roles = at.page.locator('#panel-advisory vscode-dropdown');
    await roles.first().focus();
    await at.page.keyboard.press('s');
    assert.notEqual(at.last('draft'), undefined, 'a letter alone still searches');
    await at.close();
  });
});
