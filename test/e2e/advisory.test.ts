import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { connect } from '../../src/github/index.ts';
import { fieldsOf } from '../../src/advisory/fields.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'python', name: 'cpython' };
const spam = 'GHSA-7q4m-xv2c-93rp';
const ham = 'GHSA-m2pg-3qcr-4vfw';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person edits an advisory, in the ${version} VS Code`, () => {
    let at: Workbench;
    before(async () => {
      at = await Workbench.open(version);
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-advisory-failed`);
    });
    after(() => at.close());

    const as = (who: string) =>
      connect({ apiUrl: at.sandbox.api, token: async () => at.sandbox.tokens[who]!, throttle: false })
        .advisories;
    const stored = async (id: string) => fieldsOf(await as('admin').get(repo, id));

    it('scores by keyboard alone and saves', async () => {
      await at.runCommand('GHSA: Open Advisory…');
      await at.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Ham cookie jar' }).waitFor();
      await at.page.keyboard.type('Ham');
      await at.page.keyboard.press('Enter');
      const page = await at.advisoryPage('Ham cookie jar');
      await page.getByText('0 of 11 set').waitFor();
      await page.locator('input[name="AV"]:focus').waitFor();
      for (const letter of 'NLNNPHNNNNN') await at.page.keyboard.press(letter);
      await page.getByText('11 of 11 set').waitFor();
      await at.picture(`${version}-severity`);
      await at.page.keyboard.press('Control+s');
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      const { vector } = await stored(ham);
      assert.equal(vector, 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N');
    });

    it('pastes a broken vector and sees the repair', async () => {
      const page = await at.advisoryPage('Ham cookie jar');
      const field = page.getByLabel('Vector', { exact: true });
      await field.fill(' cvss:4.0/AC:L/AV:N/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N/ ');
      await field.press('Enter');
      await page
        .getByText('Repaired: spaces, case of the prefix, order of metrics, trailing slash.')
        .waitFor();
      await page.getByText('8.3', { exact: true }).first().waitFor();
      await field.fill('CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N');
      await field.press('Enter');
      await page.getByText('Not a v4.0 vector: SA is missing.').waitFor();
      await at.picture(`${version}-broken-vector`);
    });

    it('takes a colleague’s other field in silence, and asks about the same one', async () => {
      const page = await at.openAdvisory('Spam parser');
      await page.getByRole('tab', { name: /^Advisory/ }).click();
      const title = page.locator('#field-title input');
      await title.fill('Spam parser reads past its buffer');
      await as('admin').update(repo, spam, { cveId: 'CVE-2026-900499' });
      await at.page.keyboard.press('Control+s');
      await page.getByText('Also taken from GitHub: CVE ID.').waitFor();
      assert.equal((await stored(spam)).title, 'Spam parser reads past its buffer');

      await title.fill('Spam parser: mine');
      await as('admin').update(repo, spam, { title: 'Spam parser: theirs' });
      await at.page.keyboard.press('Control+s');
      await page.getByText('Spam parser: theirs').waitFor();
      await at.picture(`${version}-question`);
      assert.equal((await stored(spam)).title, 'Spam parser: theirs', 'nothing is sent before the answer');
      await page.getByRole('button', { name: 'Keep mine' }).click();
      await page.getByText(/^Saved \d\d:\d\d/).waitFor();
      assert.equal((await stored(spam)).title, 'Spam parser: mine');
    });

    it('finds unsaved text again after the window was loaded anew', async () => {
      let page = await at.openAdvisory('Spam parser');
      await page.getByRole('tab', { name: /^Advisory/ }).click();
      const text = `${'A line of a long description.\n'.repeat(2000)}The end.`;
      await paste(page, '#field-description', text);
      await page.getByText('Unsaved: description').waitFor();
      const loaded = at.page.waitForEvent('load');
      await at.runCommand('Developer: Reload Window');
      await loaded;
      page = await at.advisoryPage('Spam parser');
      await page.getByText('Unsaved: description').waitFor();
      await page.getByRole('tab', { name: /^Advisory/ }).click();
      assert.equal(await page.locator('#field-description').inputValue(), text);
      assert.notEqual((await stored(spam)).description, text);
      await at.picture(`${version}-reloaded`);
    });

    it('makes a page anew that VS Code could not load', async () => {
      let refused = 0;
      await at.page.route('**/webview/browser/pre/index.html*', route =>
        refused++ === 0 ? route.abort() : route.continue(),
      );
      await at.openAdvisory('Jam scheduler');
      assert.equal(refused, 2);
      assert.equal(await at.page.locator('.tab', { hasText: 'Jam scheduler' }).count(), 1);
      await at.page.unroute('**/webview/browser/pre/index.html*');
    });

    it('shows a hostile advisory inert', async () => {
      const asked: string[] = [];
      at.page.on('request', request => asked.push(request.url()));
      const page = await at.openAdvisory('<img src=x');
      await page.getByRole('tab', { name: 'Preview' }).click();
      await page.locator('#panel-preview input[value="advisory"]').check();
      await page.getByText('Image not loaded: tracker.invalid').waitFor();
      await at.picture(`${version}-hostile`);
      const found = await page.evaluate(() => ({
        title: document.title,
        elements: [...document.querySelectorAll('#panel-preview *')].map(({ localName }) => localName),
        handlers: [...document.querySelectorAll('#page *')].flatMap(({ attributes }) =>
          [...attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
        ),
        links: [...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href')),
      }));
      assert.equal(found.title, 'Security advisory');
      for (const name of ['script', 'img', 'iframe', 'form', 'svg', 'style'])
        assert.ok(!found.elements.includes(name), name);
      assert.deepEqual(
        [found.handlers, found.links.filter(href => !/^(https?|mailto):/.test(href ?? ''))],
        [[], []],
      );
      assert.deepEqual(
        asked.filter(url => url.includes('tracker.invalid')),
        [],
      );
      assert.deepEqual(at.complaints, []);
    });
  });
}

/** Pastes over all that a text field holds: typing thousands of lines is slow in Chromium itself. */
async function paste(frame: Frame, selector: string, text: string): Promise<void> {
  await frame.evaluate(text => {
    const from = document.body.appendChild(document.createElement('textarea'));
    from.value = text;
    from.select();
    document.execCommand('copy');
    from.remove();
  }, text);
  const field = frame.locator(selector);
  await field.focus();
  await field.press('Control+a');
  await field.press('Control+v');
}
