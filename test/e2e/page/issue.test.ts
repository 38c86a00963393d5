import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { IssueState, ToHost } from '../../../src/ui/port/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { blocked, done, existing, failed, fresh, ready, stopped } from './issueSample.ts';
import { PortPage } from './portPage.ts';

/** `state` with another text in a field. */
const withText = (
  state: IssueState,
  field: keyof IssueState['view']['fields'],
  text: string,
): IssueState => ({
  ...state,
  view: { ...state.view, fields: { ...state.view.fields, [field]: text } },
});

describe('the page of a public issue, alone in a browser', () => {
  let browser: Browser;
  let at: PortPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  /** What the page asked last, once everything that it sent so far has come. */
  const last = async <T extends ToHost['t']>(tag: T) => {
    await at.heard();
    return at.last(tag);
  };
  const press = (name: string) => at.page.getByRole('button', { name, exact: true }).click();

  it('sends back exactly what it showed, and whose name stands under it', async () => {
    at = await PortPage.open(browser, ready);
    assert.match(await at.page.locator('.becomes .zone-title').innerText(), /the name octo-coordinator;/);
    await at.makePublic.click();
    assert.deepEqual((await last('makePublic'))?.seen, ready.view);
  });

  it('has the issue and nothing of a port: one column, no patch, no number to come', async () => {
    at = await PortPage.open(browser, ready);
    assert.equal(await at.page.locator('h1:visible').innerText(), 'Open a public issue');
    assert.equal(await at.page.locator('.column').count(), 1);
    const names = await at.page.locator('textarea').evaluateAll(areas => areas.map(({ id }) => id));
    assert.deepEqual(names, ['issue-title', 'issue-body']);
    assert.equal(await at.page.getByText('Save .patch').count(), 0);
    assert.equal(await at.page.getByText('NNNNNN').count(), 0);
    await press('Cancel');
    assert.deepEqual(await last('cancel'), { t: 'cancel' });
  });

  it('opens with an empty body that asks for words, and the report’s title that is asked about', async () => {
    at = await PortPage.open(browser, fresh);
    assert.equal(await at.page.locator('#issue-body').inputValue(), '');
    assert.equal(await at.page.locator('#issue-body').getAttribute('aria-invalid'), 'true');
    assert.equal(await at.page.locator('#issue-title').getAttribute('aria-invalid'), null);
    await at.makePublic.click();
    assert.equal(await last('makePublic'), undefined);
    await at.page.locator('#issue-body').fill('It asks once.');
    assert.deepEqual(await last('edit'), {
      t: 'edit',
      field: 'issue.body',
      value: 'It asks once.',
      revision: 1,
    });
  });

  it('rests 600 ms after a change of a text before the button may be pressed', async () => {
    at = await PortPage.open(browser, ready, { clock: true });
    await at.page.clock.pauseAt(new Date(Date.now() + 3_600_000));
    await at.page.locator('#issue-title').fill('Ham');
    await at.page.clock.runFor(590);
    await at.makePublic.click();
    assert.equal(await last('makePublic'), undefined);
    await at.page.clock.runFor(20);
    await at.makePublic.click();
    await at.heard();
    assert.equal(at.titleSent, 'Ham');
  });

  it('marks a leak, and settles each finding by itself', async () => {
    at = await PortPage.open(browser, blocked);
    assert.equal(await at.makePublic.getAttribute('aria-disabled'), 'true');
    assert.equal(await at.page.locator('mark.leak').innerText(), 'GHSA-m2pg-3qcr-4vfw');
    await press('Remove sentence');
    assert.deepEqual(await last('fix'), {
      t: 'fix',
      finding: 'issue.body:advisory-id-1',
      fix: 'remove-sentence',
    });
    await press('Use gh-210499');
    assert.deepEqual(await last('fix'), { t: 'fix', finding: 'issue:opened', fix: 'use' });
    const accepted = at.page.locator('[data-finding="issue:accepted"]');
    await accepted.getByRole('button', { name: 'Keep, with a reason' }).click();
    await at.page.keyboard.type('the determination was wrong');
    await at.page.keyboard.press('Enter');
    assert.deepEqual(await last('keep'), {
      t: 'keep',
      finding: 'issue:accepted',
      reason: 'the determination was wrong',
    });
  });

  it('takes a label off and puts it on', async () => {
    at = await PortPage.open(browser, ready);
    const label = at.page.getByRole('button', { name: 'type-bug' });
    assert.equal(await label.getAttribute('aria-pressed'), 'true');
    await label.click();
    assert.deepEqual(await last('label'), { t: 'label', target: 'issue', name: 'type-bug', on: false });
    await at.show({ ...ready, labels: { issue: [{ name: 'type-bug', on: false, fixed: false }] } });
    await label.click();
    assert.deepEqual(await last('label'), { t: 'label', target: 'issue', name: 'type-bug', on: true });
  });

  it('takes an issue that is public already', async () => {
    at = await PortPage.open(browser, ready);
    await press('Use an existing issue…');
    await at.page.keyboard.type('#210461');
    await at.page.keyboard.press('Enter');
    assert.deepEqual(await last('existingIssue'), { t: 'existingIssue', number: 210461 });
    await at.show(existing);
    assert.equal(await at.page.locator('#issue-title').isVisible(), false);
    await press('Open a new issue');
    assert.deepEqual(await last('existingIssue'), { t: 'existingIssue', number: null });
  });

  it('becomes the progress, goes on by Continue, and ends with the issue', async () => {
    at = await PortPage.open(browser, ready);
    await at.makePublic.click();
    await at.show(failed);
    assert.equal(await at.page.locator('#issue-body').getAttribute('readonly'), '');
    assert.equal(await at.page.evaluate(() => document.activeElement?.id), 'summary');
    assert.match(await at.page.locator('.told.failed').innerText(), /error \(502\)/);
    await press('Continue');
    assert.deepEqual(await last('continue'), { t: 'continue' });
    await at.show(done);
    const log = await at.page.locator('.log').innerText();
    assert.equal(log.match(/GitHub dropped 1 label: you may not set it\./g)?.length, 1, log);
    await press('Open Issue');
    assert.deepEqual(await last('openLink'), { t: 'openLink', step: 'issue' });
    await press('Copy Request for a Triager');
    assert.deepEqual(await last('copyLabelRequest'), { t: 'copyLabelRequest' });
    await press('Close');
    assert.deepEqual(await last('close'), { t: 'close' });
  });

  it('shows hostile texts as texts', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    at = await PortPage.open(browser, {
      ...withText(blocked, 'issue.body', evil),
      advisoryTitle: evil,
      findings: blocked.findings.map(finding => ({ ...finding, message: evil, range: null })),
    });
    assert.equal(await at.page.locator('img, main script').count(), 0);
    assert.match(await at.page.locator('.meta').first().innerText(), /<img src=x/);
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      at = await PortPage.open(browser, fresh, { theme });
      for (const [name, state] of Object.entries({ fresh, blocked, existing, failed, stopped, done })) {
        await at.show(state);
        for (const width of [1280, 760, 480, 320]) {
          await at.page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await at.violations(), [], `${name} ${width}`);
          const sideways = await at.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(sideways, 0, `${name} scrolls sideways at ${width}`);
          await at.picture(`issue-${theme}-${name}-${width}`);
        }
      }
    });
  }
});
