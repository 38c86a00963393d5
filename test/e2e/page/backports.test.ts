import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../vscode/browser.ts';
import { bread, entry, tofu } from '../../unit/ui/backports/boards.ts';
import { BackportsPage } from './backportsPage.ts';
import { drawn, state } from './backportsSample.ts';

/** A refusal, as the host words it. */
class Refusal extends Error {}

describe('the page of all backports, alone in a browser', () => {
  let browser: Browser;
  let at: BackportsPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  const button = (name: string | RegExp) => at.page.getByRole('button', { name, exact: true });
  const row = (branch: string) => at.page.locator(`[data-branch="${branch}"]`).first();
  const said = async (branch: string) =>
    (await row(branch).innerText())
      .split('\n')
      .map(text => text.trim())
      .filter(text => text !== '')
      .join(' | ');

  it('shows each branch with its pull request, labels, checks and who merges', async () => {
    at = await BackportsPage.open(browser, drawn);
    assert.match(
      await at.page.locator('.meta').innerText(),
      /2 advisories.*12 branches.*Branches from the release cycle of 20 November 2026/s,
    );
    assert.deepEqual(await at.page.locator('h2').allInnerTexts(), [
      'Bread socket option ignored',
      'Tofu lexer overflow',
    ]);
    const third = await said('3.13');
    for (const words of [
      'gh-210468',
      'open',
      '[3.13] gh-210457: Honour the option in bread.socket (GH-210461)',
      'release-blocker | , missing',
      'passed',
      'basil-rm, release manager',
      'waits for the merge',
      'release-blocker is missing, so the release manager does not see it.',
      'Add label',
    ])
      assert.ok(third.includes(words), `${words}: ${third}`);
    assert.match(await said('3.12'), /Not made: conflict in Lib\/bread\/socket\.py.*Backport to 3\.12/);
    assert.match(await said('3.11'), /open, not linked.*2 failed.*The title lacks \(GH-210461\)/);
    assert.match(
      await at.page.locator('footer').innerText(),
      /^3\.10 reached its end of life in October 2026/,
    );
    assert.deepEqual(at.asked, []);
  });

  it('is a real table: rows by their branch, columns by their heads', async () => {
    at = await BackportsPage.open(browser, drawn);
    const table = at.page.getByRole('table', { name: 'Backports of Bread socket option ignored' });
    assert.deepEqual(await table.getByRole('columnheader').allInnerTexts(), [
      'Branch',
      'Pull request',
      'Labels',
      'Checks',
      'Who merges, which release',
    ]);
    assert.equal(await table.getByRole('rowheader').count(), 6);
    assert.equal(await table.getByRole('rowheader', { name: '3.13 security' }).count(), 1);
  });

  it('is one press from each repair, and says which one in its name', async () => {
    at = await BackportsPage.open(browser, drawn);
    const section = bread.id;
    await button(/^Add label ?, 3\.13$/).click();
    assert.deepEqual(await at.last('repair'), {
      t: 'repair',
      section,
      branch: '3.13',
      defect: 'labels',
      at: 0,
    });
    await button(/^Copy cherry_picker line ?, 3\.12$/).click();
    assert.deepEqual(await at.last('repair'), {
      t: 'repair',
      section,
      branch: '3.12',
      defect: 'by-hand',
      at: 1,
    });
    assert.equal(
      await at.page.locator('vscode-button', { hasText: 'Repair 2' }).getAttribute('title'),
      'Add 1 label, correct 1 title',
    );
    assert.equal(await button('Repair 2').getAttribute('aria-description'), 'Add 1 label, correct 1 title');
    await button('Repair 2').click();
    assert.deepEqual(await at.last('repairAll'), { t: 'repairAll' });
    await button('gh-210468').click();
    assert.deepEqual(await at.last('openPull'), { t: 'openPull', section, pull: 210_468 });
    await button('E-mail of 12 November').click();
    assert.deepEqual(await at.last('open'), { t: 'open', section, what: 'mail' });
  });

  const done = { words: 'Label added, read back 14:05', ok: true, defect: 'labels', read: true };
  const failed = { words: 'GitHub did not take the title.', ok: false, defect: 'title', read: true };
  const copied = { words: 'Copied.', ok: true, defect: null, read: true };

  it('offers to say that no backport is needed where there is none, and takes a warning back', async () => {
    const { boardOf } = await import('../../unit/ui/backports/boards.ts');
    at = await BackportsPage.open(browser, drawn);
    await button(/^Not needed… ?, 3\.12$/).click();
    const section = bread.id;
    assert.deepEqual(await at.last('notNeeded'), { t: 'notNeeded', section, branch: '3.12' });
    assert.equal(await button(/^Not needed… ?, 3\.1[13]$/).count(), 0, 'there is a pull request');
    const text = 'One issue for 2 advisories: gh-210457 is that of 9c5v, too.';
    const accepted = [{ id: 'shared', text, reason: 'one fix' }];
    await at.show(state({ entries: [{ ...bread, board: { ...boardOf(bread.board!.rows), accepted } }] }));
    assert.match(
      await at.page.locator('.accepted').innerText(),
      /is that of 9c5v, too\. Right so: one fix\./,
    );
    await button(`Take back: ${text}`).click();
    assert.deepEqual(await at.last('warnAgain'), { t: 'warnAgain', section, defect: 'shared' });
  });

  it('holds repairs of what could not be read anew, and says why', async () => {
    const why = 'GitHub asks to wait until 14:05.';
    const asOf = new Date(2026, 10, 20, 13, 42).toISOString();
    at = await BackportsPage.open(browser, state({ stale: { why, asOf } }));
    assert.match(await at.page.locator('.stale').innerText(), /wait until 14:05\. As of 13:42\.\s*Try Again/);
    assert.equal(await button('Repair 2').getAttribute('aria-disabled'), 'true');
    await at.show(state({ entries: [{ ...bread, failure: 'GitHub answered oddly.' }, tofu] }));
    assert.equal(await button('Repair 2').count(), 0, 'nothing of it is repaired');
    assert.equal(await button(/^Add label ?, 3\.13$/).getAttribute('aria-disabled'), 'true');
  });

  it('says under the row what was done, aloud too, and what failed in one sentence', async () => {
    at = await BackportsPage.open(browser, drawn);
    await at.show(state({ entries: [{ ...bread, busy: ['3.13'] }, tofu] }));
    assert.match(await said('3.13'), /Repairing…/);
    await at.show(state({ entries: [{ ...bread, told: { '3.13': [done, failed], '': [copied] } }, tofu] }));
    assert.match(await said('3.13'), /Label added, read back 14:05\./);
    const lines = row('3.13').locator('.told');
    assert.equal(await lines.first().locator('.codicon-check').count(), 1);
    assert.equal(await lines.last().locator('.codicon-error').count(), 1, 'what failed has no green check');
    assert.match(await lines.last().innerText(), /GitHub did not take the title\./);
    assert.match(await at.page.locator('.body > .told').innerText(), /Copied\./);
    await at.page.getByRole('status').filter({ hasText: '3.13: Label added, read back 14:05.' }).waitFor();
    at.answer = () => {
      throw new Refusal('You may not set labels.');
    };
    await button(/^Add label ?, 3\.13$/).click();
    await at.page.getByRole('alert').filter({ hasText: 'You may not set labels.' }).waitFor();
  });

  it('filters, and says how many rows each filter shows', async () => {
    at = await BackportsPage.open(browser, drawn);
    assert.deepEqual(await at.page.locator('.filter button').allInnerTexts(), [
      'Needs you 3',
      'Open 3',
      'All 12',
    ]);
    await button('Needs you 3').click();
    assert.deepEqual(await at.last('show'), { t: 'show', show: 'needsYou' });
    await at.show(state({ show: 'needsYou' }));
    assert.equal(await button('Needs you 3').getAttribute('aria-pressed'), 'true');
    assert.equal(await at.page.evaluate(() => document.activeElement?.textContent), 'Needs you 3');
    assert.deepEqual(await at.page.locator('h2').allInnerTexts(), ['Bread socket option ignored']);
    assert.deepEqual(await at.page.locator('.branch').allInnerTexts(), ['3.13', '3.12', '3.11']);
    await at.show(state({ entries: [tofu], show: 'needsYou' }));
    assert.equal(await at.page.locator('.empty').innerText(), 'No backport needs you.');
  });

  it('folds what is done, and what is folded by hand', async () => {
    at = await BackportsPage.open(browser, drawn);
    const fold = button('Tofu lexer overflow');
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');
    await fold.focus();
    await at.page.keyboard.press('Enter');
    assert.deepEqual(await at.last('fold'), { t: 'fold', section: tofu.id, folded: false });
    await at.show(state({ folds: { [tofu.id]: false } }));
    assert.equal(await at.page.getByRole('table').count(), 2);
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
    assert.equal(await at.page.evaluate(() => document.activeElement?.textContent), 'Tofu lexer overflow');
  });

  it('keeps its rows while it looks again', async () => {
    at = await BackportsPage.open(browser, drawn);
    await at.show(state({ entries: [{ ...bread, reading: true }, tofu], reading: true }));
    assert.match(await said('3.13'), /Looking…/);
    assert.match(await said('3.14'), /passed/);
    await at.page.getByRole('progressbar', { name: 'Reading' }).waitFor();
    await at.show(state({ entries: [entry({ board: null, reading: true })], reading: true }));
    assert.match(await at.page.locator('.box').innerText(), /Looking…/);
  });

  it('says of when it is while GitHub cannot be reached, and holds repairs', async () => {
    const stale = { why: null, asOf: new Date(2026, 10, 20, 13, 42).toISOString() };
    at = await BackportsPage.open(browser, state({ stale }));
    assert.match(await at.page.locator('.stale').innerText(), /As of 13:42\.\s*Try Again/);
    for (const name of [/^Add label/, /^Repair 2$/, /^Backport to 3\.12$/]) {
      const press = at.page.getByRole('button', { name });
      assert.equal(await press.getAttribute('aria-disabled'), 'true', String(name));
      await press.click({ force: true });
    }
    assert.deepEqual(at.asked, []);
    await at.page.getByRole('button', { name: /^Copy cherry_picker line/ }).click();
    assert.equal((await at.last('repair'))?.at, 1, 'what is only copied needs no GitHub');
    await button('Try Again').click();
    assert.deepEqual(await at.last('again'), { t: 'again' });
  });

  it('says where the branches are from when the release cycle could not be read', async () => {
    const { cycle } = await import('../../unit/ui/backports/boards.ts');
    at = await BackportsPage.open(browser, state({ cycle: { ...cycle, source: 'snapshot' } }));
    assert.match(
      await at.page.locator('.meta').innerText(),
      /Branches from the snapshot of 20 November 2026: the release cycle could not be read\./,
    );
  });

  it('says what is empty, and offers nothing there', async () => {
    at = await BackportsPage.open(browser, state({ entries: [] }));
    assert.equal(
      await at.page.locator('.empty').innerText(),
      'No public fix yet. Backports show here after the port.',
    );
    assert.equal(await at.page.getByRole('button').count(), 0);
  });

  it('shows hostile titles as text, and ids where titles are hidden', async () => {
    const title = '<img src=x onerror=alert(1)> $(bug) \u202egnp.exe';
    const hostile = entry({ title });
    at = await BackportsPage.open(browser, state({ entries: [hostile] }));
    assert.equal(await at.page.locator('h2 img').count(), 0);
    await at.show(state({ entries: [hostile], hideTitles: true }));
    assert.equal(await at.page.locator('h2').innerText(), '2f6w');
  });

  it('goes to the advisory that was asked for', async () => {
    at = await BackportsPage.open(browser, drawn);
    await at.show(state({ goTo: { id: tofu.id, times: 1 } }));
    assert.equal(await at.page.evaluate(() => document.activeElement?.textContent), 'Tofu lexer overflow');
  });

  it('is worked by the keyboard alone, in the order in which it is read', async () => {
    at = await BackportsPage.open(browser, drawn);
    const names: string[] = [];
    await at.page.keyboard.press('Tab');
    for (let i = 0; i < 24; i++) {
      names.push((await at.page.evaluate(() => document.activeElement?.textContent ?? '')).trim());
      await at.page.keyboard.press('Tab');
    }
    assert.deepEqual(names.slice(0, 9), [
      'Needs you 3',
      'Open 3',
      'All 12',
      'Repair 2',
      'Bread socket option ignored',
      'gh-210457',
      '12 November',
      'gh-210461',
      'gh-210466',
    ]);
    assert.ok(names.indexOf('Add label, 3.13') > names.indexOf('gh-210468'));
    assert.ok(names.indexOf('Backport to 3.12') < names.indexOf('gh-210471'));
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`passes axe, wide and narrow, in ${theme}`, async () => {
      at = await BackportsPage.open(browser, drawn, { theme, width: 922, height: 830 });
      await at.page.evaluate(() => document.fonts.ready);
      assert.deepEqual(await at.violations(), []);
      assert.equal(await at.sideways(), 0);
      await at.picture(`backports-${theme}`);
      await at.page.setViewportSize({ width: 400, height: 900 });
      assert.deepEqual(await at.violations(), []);
      assert.equal(await at.sideways(), 0);
      await at.picture(`backports-narrow-${theme}`);
    });
  }
});
