import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PublishState } from '../../../src/ui/port/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { PortPage } from './portPage.ts';

const fresh: PublishState = {
  phase: 'review',
  sandbox: true,
  advisoryTitle: 'Pantry lock left open',
  shortId: '8m9p',
  checks: [{ id: 'leaks', label: 'Leak check', detail: 'all texts, 1 finding to settle', state: 'warning' }],
  view: {
    fields: {},
    shown: [
      { id: 'title', label: 'Title', lines: ['Pantry lock left open'] },
      {
        id: 'description',
        label: 'Description',
        lines: ['**Everybody** opens it.\n<img src=x onerror=alert(1)>'],
      },
      { id: 'cve', label: 'CVE ID', lines: [] },
    ],
    typed: '',
  },
  findings: [
    {
      ...{ id: 'description:email-1', field: 'description', severity: 'error', range: null, fixes: [] },
      ...{ message: 'Makes a private e-mail address public.', overrulable: true, kept: null },
    },
  ],
  notes: ['Publishing cannot be taken back: GitHub makes no published advisory private again.'],
  steps: [{ id: 'publish', label: 'Publish on GitHub', state: 'todo', text: null, link: null }],
  summary: 'Settle 1 finding before this can be published.',
  ready: false,
  offers: [],
  droppedLabels: [],
};
const ready: PublishState = {
  ...fresh,
  view: { ...fresh.view, typed: '8m9p' },
  findings: [],
  ready: true,
  summary: 'Type 8m9p, then publish. It cannot be taken back.',
};

describe('the page that publishes, alone in a browser', () => {
  let browser: Browser;
  let at: PortPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  it('shows every text as it is, what is against it, and what cannot be taken back', async () => {
    at = await PortPage.open(browser, fresh);
    const box = at.page.locator('#confirm');
    const white = await box.evaluate(
      input => getComputedStyle(input).backgroundColor === 'rgb(255, 255, 255)',
    );
    assert.ok(!white, 'the box has the colours of the theme');
    assert.equal(await at.page.locator('h1:visible').innerText(), 'Publish on GitHub');
    const texts = await at.page.locator('.published pre').allInnerTexts();
    assert.deepEqual(texts, [
      'Pantry lock left open',
      '**Everybody** opens it.\n<img src=x onerror=alert(1)>',
    ]);
    assert.equal(await at.page.locator('.published img').count(), 0);
    assert.equal(await at.page.locator('.published .none').innerText(), 'None');
    assert.match(await at.page.locator('.published .finding').innerText(), /private e-mail address/);
    assert.equal(await at.page.getByText('cannot be taken back').count(), 1);
  });

  it('tells the host what is typed, and sends back exactly what it showed', async () => {
    at = await PortPage.open(browser, fresh);
    await at.page.getByLabel('Confirm').fill('8m9p');
    await at.heard();
    assert.deepEqual(at.last('confirm'), { t: 'confirm', typed: '8m9p' });
    await at.makePublic.click();
    await at.heard();
    assert.equal(at.last('makePublic'), undefined, 'while something is open nothing is sent');
    await at.close();
    at = await PortPage.open(browser, ready);
    await at.makePublic.click();
    await at.heard();
    assert.deepEqual(at.last('makePublic')?.seen, ready.view);
  });
});
