import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { AnnounceState } from '../../../src/ui/announce/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AnnouncePage } from './announcePage.ts';
import {
  closing,
  edited,
  failed,
  kept,
  loading,
  long,
  open,
  ready,
  sent,
  signing,
  undone,
} from './announceSample.ts';

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
        'Description, done plain text, 66 words',
        'CVE ID, done CVE-2026-900388',
        'Fix merged, done gh-210502 into main, today gh-210501: Refuse overlong input in the egg codec',
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
    await gate('description').getByRole('button', { name: 'Show: Description' }).click();
    assert.deepEqual(await at.last('repair'), { t: 'repair', gate: 'description' });
    assert.match(await gate('fix').innerText(), /gh-210502 was taken back by gh-210510/);
    await press('Use gh-210511 "gh-210501: Refuse overlong input, again", merged today');
    assert.deepEqual(await at.last('pull'), { t: 'pull', text: '210511' });
  });

  it('lets a fix stand that was taken back, with a reason only, and takes that back', async () => {
    at = await AnnouncePage.open(browser, open);
    await press('This revert is another matter…');
    await at.page.keyboard.press('Enter');
    assert.equal(await at.last('keep'), undefined);
    await at.page.keyboard.type('The news only.');
    await at.page.keyboard.press('Enter');
    const finding = 'revert:210502:210510';
    assert.deepEqual(await at.last('keep'), { t: 'keep', finding, reason: 'The news only.' });
    await at.show(kept);
    assert.match(await gate('fix').innerText(), /Kept as the fix: It took back the news entry only\./);
    await press('Undo: it was taken back');
    assert.deepEqual(await at.last('unkeep'), { t: 'unkeep', finding });
  });

  it('keeps what is typed there, and the focus, while it is read anew', async () => {
    at = await AnnouncePage.open(browser, open);
    const value = () =>
      at.page.evaluate(() => [
        document.activeElement?.localName,
        (document.activeElement as HTMLInputElement).value,
      ]);
    for (const name of ['Name the pull request…', 'This revert is another matter…']) {
      await press(name);
      await at.page.keyboard.type('2105');
      await at.show(loading);
      await at.show({ ...open, day: 'Day 78 of 90' });
      assert.deepEqual(await value(), ['vscode-text-field', '2105'], name);
      await at.page.keyboard.type('11');
      assert.deepEqual(await value(), ['vscode-text-field', '210511'], name);
      await at.page.keyboard.press('Escape');
    }
  });

  it('lets the text of a code-signing report be edited with its hole', async () => {
    at = await AnnouncePage.open(browser, signing);
    assert.match(await gate('fix').innerText(), /not needed, no fix in the code/);
    assert.equal(await at.page.locator('#held').innerText(), signing.held);
    await press('Edit text');
    assert.match(
      await at.page.getByRole('textbox', { name: 'Text of the e-mail' }).inputValue(),
      /\[pull request, after the merge\]\n$/,
    );
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
    assert.match(await foot.innerText(), /Differs from the template in 2 lines\./);
    assert.match(await foot.innerText(), /The template is another now\./);
    await press('I have read it');
    assert.deepEqual(await at.last('read'), { t: 'read' });
    const says = await foot.getByRole('status').elementHandle();
    await press('Show the differences');
    assert.deepEqual(
      [
        await at.page.locator('.changes .removed').count(),
        await at.page.locator('.changes .added').first().innerText(),
      ].map(text => (typeof text === 'string' ? /Write to parsley/.test(text) : text)),
      [2, true],
    );
    await press('Use the template');
    assert.deepEqual(await at.last('text'), { t: 'text', value: null, revision: 8 });
    await at.show(undone, 8);
    assert.match(await foot.innerText(), /Follows the template word for word\./);
    assert.equal(
      await says!.innerText(),
      'Follows the template word for word.',
      'one region, whose words change',
    );
    await press('Undo: the edited text is used again');
    assert.deepEqual(await at.last('undo'), { t: 'undo', revision: 9 });
    await at.show(edited, 9);
    assert.match(await foot.innerText(), /Differs/);
  });

  it('shows what should not become public, and keeps it with a reason only', async () => {
    at = await AnnouncePage.open(browser, edited);
    const finding = (words: string) => at.page.locator('[data-finding]', { hasText: words });
    const [email] = edited.findings;
    await finding('private e-mail').getByRole('button', { name: 'Remove sentence' }).click();
    assert.deepEqual(await at.last('fix'), { t: 'fix', finding: email!.id, fix: 'remove-sentence' });
    await finding('private e-mail').getByRole('button', { name: 'Keep, with a reason…' }).click();
    await at.page.keyboard.press('Enter');
    assert.equal(await at.last('keep'), undefined);
    await at.page.keyboard.type('a public list');
    await at.page.keyboard.press('Enter');
    assert.deepEqual(await at.last('keep'), { t: 'keep', finding: email!.id, reason: 'a public list' });
    assert.equal(await finding('Does not link').getByRole('button').count(), 0);
    await finding('named it already').getByRole('button', { name: /^Undo/ }).click();
    const id = edited.findings.find(({ kept }) => kept !== null)!.id;
    assert.deepEqual(await at.last('unkeep'), { t: 'unkeep', finding: id });
  });

  it('has room for sentences in the narrowest page', async () => {
    at = await AnnouncePage.open(browser, edited);
    await at.page.setViewportSize({ width: 320, height: 832 });
    const widths = await at.page
      .locator('.line .sentence')
      .evaluateAll(all => all.map(each => Math.round(each.getBoundingClientRect().width)));
    assert.equal(widths.length, 1 + 1 + edited.findings.length);
    assert.ok(Math.min(...widths) >= 220, widths.join());
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
    assert.equal(await at.page.locator('#held').innerText(), failed.held);
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
        ...{ ready, loading, open, kept, edited, undone, long, sent, closing, failed, signing },
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
