import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import {
  backported,
  conflictOn312,
  intoFork,
  overtaken,
  toBranch,
  withChoice,
  wrongTitle,
} from './backportSample.ts';
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

  it('takes its change from main, or from a private backport that somebody chooses', async () => {
    at = await PortPage.open(browser, toBranch);
    const choice = at.page.getByRole('group', { name: 'Change from' });
    assert.equal(await choice.isVisible(), false, 'without a private backport nothing is asked');
    await at.show(withChoice);
    const main = choice.getByRole('button', { name: 'main gh-210461' });
    const other = choice.getByRole('button', { name: 'private PR #2 by nutmeg-core, 2 approvals' });
    assert.equal(await main.getAttribute('aria-pressed'), 'true');
    await other.focus();
    await at.page.keyboard.press('Enter');
    assert.deepEqual(at.last('from'), { t: 'from', id: 'private-2' });
    assert.equal(await other.getAttribute('aria-pressed'), 'false', 'the host says what is chosen');
    await at.show({ ...withChoice, from: { ...withChoice.from!, chosen: 'private-2' } });
    assert.equal(await other.getAttribute('aria-pressed'), 'true');
    await at.show({ ...backported, from: withChoice.from });
    assert.equal(await choice.isVisible(), false, 'behind the line nothing is chosen');
  });

  it('offers the choice while conflicts wait, too', async () => {
    at = await PortPage.open(browser, withChoice);
    await at.showConflicts({ ...conflictOn312, from: withChoice.from });
    const choice = at.page.getByRole('group', { name: 'Change from' }).filter({ visible: true });
    await choice.getByRole('button', { name: /^private PR #2/ }).click();
    assert.deepEqual(at.last('from'), { t: 'from', id: 'private-2' });
    assert.deepEqual(await at.violations(), []);
    await at.picture('page-backport-conflict-choice');
  });

  it('can be discarded where somebody was faster', async () => {
    at = await PortPage.open(browser, overtaken);
    await at.page.getByRole('button', { name: 'Discard' }).click();
    assert.deepEqual(at.last('amend'), { t: 'amend', how: 'discard' });
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
      for (const [name, state] of Object.entries({ wrongTitle, backported, withChoice, overtaken })) {
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
