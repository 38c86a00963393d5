import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import { backported, conflictOn312, intoFork, toBranch, wrongTitle } from './backportSample.ts';
import { PortPage } from './portPage.ts';

describe('the page of a backport, alone in a browser', () => {
  let browser: Browser;
  let at: PortPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  it('has two columns and no issue, and sends back exactly what it showed', async () => {
    at = await PortPage.open(browser, toBranch);
    assert.equal(await at.page.locator('h1:visible').textContent(), 'Backport to 3.12');
    assert.deepEqual(await at.page.locator('.column h2').allTextContents(), [
      '1Commitocto-coordinator/cpython',
      '2Pull requestinto 3.12',
    ]);
    await at.makePublic.click();
    assert.deepEqual(at.last('makePublic')?.seen, toBranch.view);
  });

  it('keeps the name of the branch, which is the bots’, and takes the other texts', async () => {
    at = await PortPage.open(browser, toBranch);
    assert.equal(
      await at.page.locator('#commit-branch').evaluate(area => (area as HTMLTextAreaElement).readOnly),
      true,
    );
    await at.page.locator('#pull-title').fill('[3.12] Bread (GH-210461)');
    await at.heard();
    assert.deepEqual(at.last('edit'), {
      ...{ t: 'edit', field: 'pull.title', value: '[3.12] Bread (GH-210461)' },
      revision: 1,
    });
    await at.page.getByRole('button', { name: 'release-blocker' }).click();
    assert.deepEqual(at.last('label'), { t: 'label', target: 'pull', name: 'release-blocker', on: false });
    await at.page.getByRole('button', { name: 'gh-210461' }).click();
    assert.ok(at.last('openPrivatePull'));
    await at.page.getByRole('button', { name: /Lib\/bread\.py/ }).click();
    assert.deepEqual(at.last('openFile'), { t: 'openFile', path: 'Lib/bread.py' });
  });

  it('blocks the button while a finding is open, and opens the pull request at its end', async () => {
    at = await PortPage.open(browser, wrongTitle);
    await at.makePublic.click();
    assert.equal(at.last('makePublic'), undefined);
    await at.page.getByText('The title lacks (GH-210461), by which the bots link it.').waitFor();
    await at.show(backported);
    await at.page.getByRole('button', { name: 'Open Pull Request' }).click();
    assert.deepEqual(at.last('openLink'), { t: 'openLink', step: 'pull' });
  });

  it('says of a private one that nothing becomes public, and has no amber', async () => {
    at = await PortPage.open(browser, intoFork);
    const edge = at.page.getByRole('separator', { name: 'Into the private fork. Nothing becomes public.' });
    await edge.waitFor();
    assert.equal(await at.page.getByText('The public line').count(), 0);
    assert.equal(await at.page.getByText('What becomes public').count(), 0);
    await at.page.getByText('What goes into the private fork').waitFor();
    await at.page.getByRole('button', { name: 'Push', exact: true }).click();
    assert.deepEqual(at.last('makePublic')?.seen, intoFork.view);
  });

  it('names the sides of its conflicts', async () => {
    at = await PortPage.open(browser, toBranch);
    await at.showConflicts(conflictOn312);
    await at.page.getByRole('heading', { name: 'Backport to 3.12' }).waitFor();
    await at.page.locator('.meta:visible', { hasText: 'onto 3.12 at' }).waitFor();
    await at.page.getByRole('button', { name: "Take 3.12's: Lib/crumb.bin" }).click();
    assert.deepEqual(at.last('choose'), { t: 'choose', path: 'Lib/crumb.bin', choice: 'public' });
    await at.page.getByRole('button', { name: 'Continue', exact: true }).click();
    assert.ok(at.last('continue'));
    await at.show(toBranch);
    assert.equal(await at.makePublic.isVisible(), true);
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      at = await PortPage.open(browser, toBranch, { theme });
      for (const [name, state] of Object.entries({ wrongTitle, backported })) {
        await at.show(state);
        await fits(`${theme} ${name}`);
      }
    });

    it(`fits every width into the private fork in ${theme}, and axe finds nothing`, async () => {
      at = await PortPage.open(browser, intoFork, { theme });
      await fits(`${theme} private`);
    });
  }

  async function fits(name: string): Promise<void> {
    for (const width of [1280, 590, 400]) {
      await at.page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await at.violations(), [], `${name} ${width}`);
      const sideways = await at.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(sideways, 0, `${name} scrolls sideways at ${width}`);
      await at.picture(`page-backport-${name.replaceAll(' ', '-')}-${width}`);
    }
  }
});
