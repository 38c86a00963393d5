import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { AnnounceState } from '../../../src/ui/announce/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AnnouncePage } from './announcePage.ts';
import { closing, edited, failed, loading, long, open, ready, sent } from './announceSample.ts';

/** A refusal, as the host words it. */
class Refusal extends Error {}

describe('the announce page, alone in a browser', () => {
  let browser: Browser;
  let at: AnnouncePage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  const button = (name: string | RegExp) => at.page.getByRole('button', { name, exact: true });
  const press = (name: string | RegExp) => button(name).click();
  const gate = (id: string) => at.page.locator(`[data-gate="${id}"]`);

  it('says what is ready, and sends nothing by itself', async () => {
    at = await AnnouncePage.open(browser, ready);
    assert.deepEqual(
      (await at.page.locator('.gate').allInnerTexts()).map(text =>
        text.replace(/\s+/g, ' ').replace(' ,', ','),
      ),
      [
        'Severity, done Medium 6.0, so MEDIUM',
        'Title, done no tag, component named',
        'Description, done plain text, 65 words',
        'CVE ID, done CVE-2026-900388',
        'Fix merged, done gh-210502 into main, today',
      ],
    );
    assert.equal(await at.page.locator('.practice').isVisible(), false);
    assert.deepEqual(at.asked, []);
  });

  it('shows the e-mail exactly, and sends back what it showed by each way', async () => {
    at = await AnnouncePage.open(browser, ready);
    assert.equal(
      await at.page.locator('div.mail-body').evaluate(({ textContent }) => textContent),
      ready.mail.body,
    );
    assert.equal(await at.page.locator('.subject').innerText(), ready.mail.subject);
    for (const [name, way] of [
      ['Open in mail program', 'mail'],
      ['Copy text', 'copy'],
      ['Save .eml…', 'eml'],
    ] as const) {
      at.answer = () => `${way} is done.`;
      await press(name);
      assert.deepEqual(await at.last('send'), { t: 'send', way, seen: ready.mail });
      await at.page
        .getByRole('status')
        .filter({ hasText: `${way} is done.` })
        .waitFor();
    }
  });

  it('holds each way while a gate is open, and says why in view', async () => {
    at = await AnnouncePage.open(browser, open);
    assert.equal(await at.page.locator('#held').innerText(), open.held);
    for (const name of ['Open in mail program', 'Copy text', 'Save .eml…']) {
      assert.equal(await button(name).getAttribute('aria-disabled'), 'true');
      assert.equal(await button(name).getAttribute('aria-description'), open.held);
      await button(name).click({ force: true });
    }
    assert.equal(await at.last('send'), undefined);
    assert.deepEqual(await at.page.locator('.hole').allInnerTexts(), [
      '[severity]',
      '[pull request, after the merge]',
    ]);
    assert.equal(await button('Edit text').count(), 0, 'what is missing cannot be edited in');
    await at.show(ready);
    await press('Copy text');
    assert.equal((await at.last('send'))?.way, 'copy');
  });

  it('is one press from the repair of each gate', async () => {
    at = await AnnouncePage.open(browser, open);
    await gate('severity').getByRole('button', { name: 'Score: Severity' }).click();
    assert.deepEqual(await at.last('repair'), { t: 'repair', gate: 'severity' });
    await gate('description').getByRole('button', { name: 'Edit: Description' }).click();
    assert.deepEqual(await at.last('repair'), { t: 'repair', gate: 'description' });
    assert.match(await gate('fix').innerText(), /gh-210502 was reverted by gh-210510\./);
    await press('Use gh-210511, merged today');
    assert.deepEqual(await at.last('pull'), { t: 'pull', text: '210511' });
  });

  it('takes the name of another pull request, and keeps it where it is refused', async () => {
    at = await AnnouncePage.open(browser, open);
    await press('Name the pull request…');
    at.answer = () => {
      throw new Refusal('python/cpython has no pull request 5.');
    };
    await at.page.keyboard.type('5');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('alert').filter({ hasText: 'has no pull request 5' }).waitFor();
    assert.equal(
      await at.page.locator('.naming vscode-text-field').evaluate(field => (field as HTMLInputElement).value),
      '5',
    );
    await at.page.locator('.naming vscode-text-field').click();
    await at.page.keyboard.press('Escape');
    assert.equal(
      await button('Name the pull request…').evaluate(link => link === document.activeElement),
      true,
    );
  });

  it('edits the text, and keeps what is typed while the host catches up', async () => {
    at = await AnnouncePage.open(browser, ready);
    await press('Edit text');
    const area = at.page.getByRole('textbox', { name: 'Text of the e-mail' });
    assert.equal(await area.evaluate(field => field === document.activeElement), true);
    await at.page.keyboard.type('Hm. ');
    const value = `Hm. ${ready.mail.body}`;
    assert.deepEqual(await at.last('text'), { t: 'text', value, revision: 4 });
    await at.show({ ...ready, edited: 'H', mail: { ...ready.mail, body: 'H' } }, 1);
    assert.equal(await area.inputValue(), value);
    await press('Copy text');
    assert.equal((await at.last('send'))?.seen.body, value);
    await at.show({ ...edited, edited: value, mail: { ...ready.mail, body: value } }, 4);
    assert.equal(await area.inputValue(), value);
    await press('Done');
    assert.equal(await area.isVisible(), false);
    assert.equal(await at.page.locator('div.mail-body').evaluate(({ textContent }) => textContent), value);
  });

  it('says how the text differs, shows it, and goes back to the template', async () => {
    at = await AnnouncePage.open(browser, edited, { revision: 7 });
    const foot = at.page.locator('.foot');
    assert.match(await foot.innerText(), /Differs from the template in 1 line\./);
    assert.match(await foot.innerText(), /changed after this text was edited/);
    await press('Show the differences');
    assert.deepEqual(
      [
        await at.page.locator('.changes .removed').count(),
        await at.page.locator('.changes .added').innerText(),
      ].map(text => (typeof text === 'string' ? /Write to parsley/.test(text) : text)),
      [1, true],
    );
    await press('Use the template');
    assert.deepEqual(await at.last('text'), { t: 'text', value: null, revision: 8 });
    await at.show(ready, 8);
    assert.match(await foot.innerText(), /Follows the template word for word\./);
  });

  it('shows what should not become public, and keeps it with a reason only', async () => {
    at = await AnnouncePage.open(browser, edited);
    const finding = (id: string) => at.page.locator(`[data-finding="${id}"]`);
    assert.equal(await finding('token-1').getByRole('button').count(), 0);
    await finding('email-1').getByRole('button', { name: 'Remove sentence' }).click();
    assert.deepEqual(await at.last('fix'), { t: 'fix', finding: 'email-1', fix: 'remove-sentence' });
    await finding('email-1').getByRole('button', { name: 'Keep, with a reason…' }).click();
    await at.page.keyboard.press('Enter');
    assert.equal(await at.last('keep'), undefined);
    await at.page.keyboard.type('a public list');
    await at.page.keyboard.press('Enter');
    assert.deepEqual(await at.last('keep'), { t: 'keep', finding: 'email-1', reason: 'a public list' });
    await finding('advisory-id-1').getByRole('button', { name: /^Undo/ }).click();
    assert.deepEqual(await at.last('unkeep'), { t: 'unkeep', finding: 'advisory-id-1' });
  });

  it('makes the file the first way where a mail link would be too long', async () => {
    at = await AnnouncePage.open(browser, long);
    assert.equal(await at.page.locator('#held').innerText(), 'Too long for a mail link.');
    assert.equal(await button('Open in mail program').count(), 0);
    assert.equal(await at.page.locator('#send-eml').getAttribute('appearance'), 'primary');
    assert.equal(await at.page.locator('vscode-button[appearance="primary"]').count(), 1);
  });

  it('marks it as sent on a day, and takes that back', async () => {
    at = await AnnouncePage.open(browser, ready);
    const day = at.page.getByLabel('Sent on');
    assert.deepEqual([await day.inputValue(), await day.getAttribute('max')], ['2026-11-20', '2026-11-20']);
    await day.fill('2026-11-19');
    await at.show({ ...ready, today: '2026-11-21' });
    assert.equal(await day.inputValue(), '2026-11-19', 'what was chosen stays');
    await press('Mark as sent');
    assert.deepEqual(await at.last('sent'), { t: 'sent', on: '2026-11-19' });
    await at.show(sent);
    assert.match(await at.page.locator('.sent').innerText(), /Sent\s+20 November 2026/);
    assert.equal(await at.page.locator('vscode-button[appearance="primary"]').count(), 0);
    await press('Undo: it was not sent');
    assert.deepEqual(await at.last('sent'), { t: 'sent', on: null });
  });

  it('keeps the link to the archive, and shows why it is none', async () => {
    at = await AnnouncePage.open(browser, sent);
    const field = at.page.locator('#archive');
    assert.equal(await field.evaluate(element => (element as HTMLInputElement).value), sent.archiveUrl);
    at.answer = () => {
      throw new Refusal('This is no address of mail.python.org.');
    };
    await field.locator('input').fill('https://example.org/');
    await at.page.keyboard.press('Tab');
    assert.deepEqual(await at.last('archive'), { t: 'archive', url: 'https://example.org/' });
    await at.page.getByRole('alert').filter({ hasText: 'no address of mail.python.org' }).waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
  });

  it('leads on: the record, the backports, the end', async () => {
    at = await AnnouncePage.open(browser, ready);
    await press('Save… CVE record');
    assert.deepEqual(await at.last('saveRecord'), { t: 'saveRecord' });
    await press('Check: is the CVE record published?');
    assert.deepEqual(await at.last('checkRecord'), { t: 'checkRecord' });
    await press('Show Backports');
    assert.deepEqual(await at.last('showBackports'), { t: 'showBackports' });
    assert.equal(await at.page.locator('[data-row="close"] button').count(), 0);
    await at.show(sent);
    await press('Close… Close advisory');
    assert.deepEqual(await at.last('close'), { t: 'close' });
    assert.equal(await button('Check: is the CVE record published?').count(), 0);
  });

  it('reads again where it could not be read', async () => {
    at = await AnnouncePage.open(browser, failed);
    assert.equal(await at.page.locator('.practice').isVisible(), true);
    assert.match(await at.page.locator('.failed').innerText(), /cannot be reached/);
    await press('Try again');
    assert.deepEqual(await at.last('again'), { t: 'again' });
  });

  it('is walked by the keyboard in the order in which it is done', async () => {
    at = await AnnouncePage.open(browser, ready);
    const walked: string[] = [];
    for (let i = 0; i < 11; i++) {
      await at.page.keyboard.press('Tab');
      walked.push(
        await at.page.evaluate(() => {
          const { activeElement } = document;
          return (activeElement?.id || activeElement?.textContent?.trim()) ?? '';
        }),
      );
    }
    assert.deepEqual(
      walked.filter((name, i) => name !== walked[i - 1]),
      ['Edit text', 'send-mail', 'send-copy', 'send-eml', 'sent-on', 'Mark as sent', 'archive', 'Check'],
    );
  });

  it('shows hostile texts as texts', async () => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const hostile: AnnounceState = {
      ...open,
      advisoryTitle: evil,
      mail: { ...open.mail, subject: evil, body: evil },
      pieces: { subject: [{ text: evil }], body: [{ text: evil }, { hole: evil }] },
      gates: open.gates.map(each => ({ ...each, detail: evil, warning: evil })),
    };
    at = await AnnouncePage.open(browser, hostile);
    assert.equal(await at.page.locator('img, main script').count(), 0);
    assert.match(await at.page.locator('.meta').innerText(), /<img src=x/);
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      at = await AnnouncePage.open(browser, ready, { theme });
      for (const [name, state] of Object.entries({
        ...{ ready, loading, open, edited, long, sent, closing, failed },
      })) {
        await at.show(state);
        for (const width of [1280, 928, 759, 400, 320]) {
          await at.page.setViewportSize({ width, height: 832 });
          assert.deepEqual(await at.violations(), [], `${name} ${width}`);
          assert.equal(await at.sideways(), 0, `${name} scrolls sideways at ${width}`);
          await at.picture(`announce-${theme}-${name}-${width}`);
        }
      }
    });
  }
});
