import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PortState, PublicView } from '../../../src/ui/port/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { PortPage } from './portPage.ts';
import { blocked, conflicting, done, failed, ready, running } from './sample.ts';

/** `state` with another text in a field. */
const withText = (state: PortState, field: keyof PortState['view']['fields'], text: string): PortState => ({
  ...state,
  view: { ...state.view, fields: { ...state.view.fields, [field]: text } },
});

describe('the port page, alone in a browser', () => {
  let browser: Browser;
  let at: PortPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const complaints = at.complaints;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  it('sends back exactly what it showed', async () => {
    at = await PortPage.open(browser, ready);
    await at.makePublic.click();
    assert.deepEqual(at.last('makePublic')?.seen, ready.view);
  });

  it('sends each text as it is typed, numbered, and shows it on', async () => {
    at = await PortPage.open(browser, ready, { revision: 7 });
    await at.page.locator('#issue-title').fill('Ham');
    await at.heard();
    assert.deepEqual(at.last('edit'), { t: 'edit', field: 'issue.title', value: 'Ham', revision: 8 });
    // The host had not seen the edit yet: the page keeps what was typed.
    await at.show(withText(ready, 'issue.title', 'Late'), 7);
    assert.equal(await at.page.locator('#issue-title').inputValue(), 'Ham');
    await at.show(withText(ready, 'issue.title', 'Taken in'), 8);
    assert.equal(await at.page.locator('#issue-title').inputValue(), 'Taken in');
  });

  it('keeps the caret where somebody types, whatever the host answers', async () => {
    at = await PortPage.open(browser, ready);
    const title = at.page.locator('#issue-title');
    at.answer = message =>
      message.t === 'edit'
        ? at.show(withText(ready, message.field, message.value), message.revision)
        : undefined;
    await title.focus();
    await at.page.keyboard.press('Home');
    await at.page.keyboard.type('So: ');
    assert.equal(await title.inputValue(), 'So: Spam parser: check the length field before reading');
  });

  it('keeps a title on one line: Enter does nothing, pasted breaks become spaces', async () => {
    at = await PortPage.open(browser, ready);
    const title = at.page.locator('#issue-title');
    await title.fill('One two');
    await title.press('Home');
    await title.press('Enter');
    assert.equal(await title.inputValue(), 'One two');
    await at.page.keyboard.insertText('a\nb ');
    assert.equal(await title.inputValue(), 'a b One two');
    assert.equal(await title.evaluate(area => (area as HTMLTextAreaElement).selectionStart), 4);
    const body = at.page.locator('#issue-body');
    await body.fill('a');
    await body.press('Enter');
    assert.equal(await body.inputValue(), 'a\n');
  });

  it('rests 600 ms after a change of a text before the button may be pressed', async () => {
    at = await PortPage.open(browser, ready, { clock: true });
    await at.page.clock.pauseAt(new Date(Date.now() + 3_600_000));
    await at.page.locator('#issue-title').fill('Ham');
    await at.page.clock.runFor(590);
    await at.makePublic.click();
    assert.equal(at.last('makePublic'), undefined);
    await at.page.clock.runFor(20);
    await at.makePublic.click();
    assert.equal(at.titleSent, 'Ham');
  });

  it('rests too when the host changed a text that was not touched here', async () => {
    at = await PortPage.open(browser, ready, { clock: true });
    await at.page.clock.pauseAt(new Date(Date.now() + 3_600_000));
    await at.show(withText(ready, 'pull.body', 'Something else.'));
    await at.makePublic.click();
    assert.equal(at.last('makePublic'), undefined);
    await at.page.clock.runFor(610);
    await at.makePublic.click();
    const seen = at.last('makePublic')?.seen as PublicView;
    assert.equal(seen.fields['pull.body'], 'Something else.');
  });

  it('blocks the button while a finding is open, and says why', async () => {
    at = await PortPage.open(browser, blocked);
    assert.equal(await at.makePublic.getAttribute('aria-disabled'), 'true');
    await at.makePublic.click();
    assert.equal(at.last('makePublic'), undefined);
    assert.equal(
      await at.page.locator('#summary').innerText(),
      'Settle 2 findings before this can be made public.',
    );
    assert.equal(await at.page.locator('#issue-body').getAttribute('aria-invalid'), 'true');
    assert.equal(await at.page.locator('mark.leak').innerText(), 'GHSA-7q4m-xv2c-93rp');
  });

  it('repairs a finding by one press, keeps one with a reason, and takes that back', async () => {
    at = await PortPage.open(browser, blocked);
    await at.page.getByRole('button', { name: 'Remove sentence' }).click();
    assert.deepEqual(at.last('fix'), { t: 'fix', finding: 'issue.body:ghsa', fix: 'sentence' });
    const finding = at.page.locator('[data-finding="issue.body:ghsa"]');
    await finding.getByRole('button', { name: 'Keep, with a reason' }).click();
    await at.page.keyboard.press('Enter');
    assert.equal(at.last('keep'), undefined, 'a reason must be given');
    await at.page.keyboard.type('quoted by the docs');
    await at.page.keyboard.press('Enter');
    assert.deepEqual(at.last('keep'), {
      t: 'keep',
      finding: 'issue.body:ghsa',
      reason: 'quoted by the docs',
    });
    const kept = blocked.findings.map(entry =>
      entry.id === 'issue.body:ghsa' ? { ...entry, kept: 'quoted by the docs' } : entry,
    );
    await at.show({ ...blocked, findings: kept });
    assert.match(await finding.innerText(), /Kept: 'quoted by the docs'\./);
    await finding.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(at.last('unkeep'), { t: 'unkeep', finding: 'issue.body:ghsa' });
  });

  it('walks the findings by F8 and Shift+F8', async () => {
    at = await PortPage.open(browser, blocked);
    const sentence = () => at.page.evaluate(() => document.activeElement?.textContent);
    const [first, second] = [
      'Names the advisory, which is under embargo.',
      'Makes a private e-mail address public.',
    ];
    await at.page.keyboard.press('F8');
    assert.equal(await sentence(), first);
    await at.page.keyboard.press('F8');
    assert.equal(await sentence(), second);
    await at.page.keyboard.press('F8');
    assert.equal(await sentence(), first);
    await at.page.keyboard.press('Shift+F8');
    assert.equal(await sentence(), second);
  });

  it('asks for the number of an existing issue, and says what is no number', async () => {
    at = await PortPage.open(browser, ready);
    await at.page.getByRole('button', { name: 'Use an existing issue' }).click();
    await at.page.keyboard.type('soon');
    await at.page.keyboard.press('Enter');
    await at.page.getByText('Write the number of the issue, such as 210461.').waitFor();
    assert.equal(at.last('existingIssue'), undefined);
    await at.page.keyboard.press('Control+a');
    await at.page.keyboard.type('gh-210461');
    at.answer = () => Promise.reject(new Error('gh-210461 is a pull request, not an issue.'));
    await at.page.keyboard.press('Enter');
    assert.deepEqual(at.last('existingIssue'), { t: 'existingIssue', number: 210461 });
    await at.page.getByRole('alert').filter({ hasText: 'is a pull request, not an issue' }).waitFor();
    await at.page.keyboard.press('Escape');
    assert.equal(await at.page.evaluate(() => document.activeElement?.textContent), 'Use an existing issue…');
  });

  it('becomes the progress: texts are read-only, the focus is on the sentence, only new lines are added', async () => {
    at = await PortPage.open(browser, ready);
    await at.makePublic.click();
    await at.show(running);
    assert.equal(await at.page.locator('#issue-title').getAttribute('readonly'), '');
    assert.equal(await at.page.evaluate(() => document.activeElement?.id), 'summary');
    const issue = at.page.locator('.told').first();
    await issue.evaluate(line => ((line as unknown as { mine: boolean }).mine = true));
    await at.show(failed);
    assert.equal(await issue.evaluate(line => (line as unknown as { mine?: boolean }).mine), true);
    assert.match(await at.page.locator('.told.failed').innerText(), /error \(502\)/);
    await at.page.getByRole('button', { name: 'Continue port' }).click();
    assert.deepEqual(at.last('continue'), { t: 'continue' });
  });

  it('says what GitHub dropped, and opens links by the name of their step only', async () => {
    at = await PortPage.open(browser, done);
    assert.match(await at.page.locator('.log').innerText(), /GitHub dropped 1 label: you may not set it/);
    await at.page.getByRole('button', { name: 'Open Pull Request', exact: true }).click();
    assert.deepEqual(at.last('openLink'), { t: 'openLink', step: 'pull' });
    assert.equal(await at.page.locator('a').count(), 0);
  });

  it('shows what speaks for each backport, asks to change it, and gives the affected versions on', async () => {
    at = await PortPage.open(browser, ready);
    const group = at.page.getByRole('group', { name: 'Backport to' });
    const boxes = group.getByRole('checkbox');
    const names = (await boxes.allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim());
    assert.deepEqual(names, [
      '3.15 the fix applies',
      '3.14 not sure: 3 of 4 changed lines are there, the fix conflicts',
      '3.13 not affected: Lib/spam/parser.py is not in 3.13',
    ]);
    assert.equal(await boxes.nth(2).getAttribute('aria-checked'), 'false');
    await boxes.nth(2).press('Space');
    const { branch, on } = at.last('backport') ?? {};
    assert.deepEqual([branch, on], ['3.13', true]);
    await at.page.getByText("Proposed from the fix's files.").waitFor();
    await at.page.getByText('Affected: >= 3.14.0, < 3.16.0').waitFor();
    await at.page.getByRole('button', { name: 'Copy the affected versions' }).press('Enter');
    assert.equal(at.last('copyRanges')?.as, 'github');
    await at.page.getByRole('button', { name: 'Copy for the CVE record' }).click();
    assert.equal(at.last('copyRanges')?.as, 'record');
    await at.page.getByRole('button', { name: 'Use in the advisory' }).click();
    assert.ok(at.last('useRanges'));
    await at.show({
      ...ready,
      backports: ready.backports.map(entry => ({ ...entry, verdict: null, evidence: null })),
      affected: {
        ...ready.affected!,
        status: null,
        source: ['Branches from the snapshot of 20 November 2026: the release cycle could not be read.'],
      },
    });
    await at.page.getByText('Branches from the snapshot of 20 November 2026').waitFor();
    assert.equal((await boxes.allInnerTexts())[0]!.trim(), '3.15');
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

  it('asks whether to sign, where git does, and offers what helps after a failure', async () => {
    at = await PortPage.open(browser, ready);
    assert.equal(await at.page.getByText('Sign the commit').count(), 0);
    await at.show({ ...ready, signing: 'Sign the commit, as your git does' });
    await at.page.getByText('Sign the commit, as your git does').click();
    assert.deepEqual(at.last('sign'), { t: 'sign', on: true });
    const offers = [{ id: 'unsigned', label: 'Continue without a signature' }];
    await at.show({ ...failed, offers });
    await at.page.getByRole('button', { name: 'Continue without a signature' }).click();
    assert.deepEqual(at.last('amend'), { t: 'amend', how: 'unsigned' });
  });

  it('keeps the boxes of branches in one column, of one size, however long their evidence is', async () => {
    const [first, ...others] = ready.backports;
    const backports = [
      { ...first!, verdict: 'unsure' as const, evidence: 'A long story. '.repeat(20) },
      ...others,
    ];
    at = await PortPage.open(browser, { ...ready, backports });
    for (const width of [1280, 400]) {
      await at.page.setViewportSize({ width, height: 900 });
      const boxes = await at.page
        .locator('.ticks vscode-checkbox [part=control]')
        .evaluateAll(all =>
          all.map(box => box.getBoundingClientRect()).map(({ left, width }) => [left, width]),
        );
      assert.ok(boxes.length > 1);
      for (const box of boxes) assert.deepEqual(box, [boxes[0]![0], 18]);
    }
  });

  it('shows the conflicts and nothing else while they wait, and then the port', async () => {
    at = await PortPage.open(browser, ready);
    await at.showConflicts(conflicting);
    assert.equal(await at.makePublic.isVisible(), false);
    assert.equal(await at.page.locator('h1:visible').count(), 1);
    const press = (name: string) => at.page.getByRole('button', { name, exact: true }).click();
    await press('Open in merge editor: Lib/spam/parser.py');
    assert.deepEqual(at.last('openMergeEditor'), { t: 'openMergeEditor', path: 'Lib/spam/parser.py' });
    await press("Take the fix's: Lib/spam/sample.bin");
    assert.deepEqual(at.last('choose'), { t: 'choose', path: 'Lib/spam/sample.bin', choice: 'private' });
    await press('Delete it: Lib/spam/old.py');
    assert.deepEqual(at.last('choose'), { t: 'choose', path: 'Lib/spam/old.py', choice: 'delete' });
    await press('Right as it is: Lib/spam/chunks.py');
    assert.deepEqual(at.last('choose'), { t: 'choose', path: 'Lib/spam/chunks.py', choice: 'accept' });
    await press('Start over: Lib/spam/gone.py');
    assert.deepEqual(at.last('reopen'), { t: 'reopen', path: 'Lib/spam/gone.py' });
    at.answer = () => Promise.reject(new Error('4 files conflict.'));
    await at.page.getByRole('button', { name: 'Continue Port' }).click();
    await at.page.getByRole('alert').filter({ hasText: '4 files conflict.' }).waitFor();
    await at.show(ready);
    assert.equal(await at.makePublic.isVisible(), true);
    assert.equal(await at.page.locator('.conflicts').isVisible(), false);
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`shows conflicts at every width in ${theme}, and axe finds nothing`, async () => {
      at = await PortPage.open(browser, ready, { theme });
      await at.showConflicts(conflicting);
      for (const width of [1280, 590, 400]) {
        await at.page.setViewportSize({ width, height: 600 });
        assert.deepEqual(await at.violations(), [], String(width));
        const sideways = await at.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(sideways, 0, `scrolls sideways at ${width}`);
        await at.picture(`page-${theme}-conflict-${width}`);
      }
    });
  }

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      at = await PortPage.open(browser, blocked, { theme });
      for (const [name, state] of Object.entries({ blocked, failed, done })) {
        await at.show(state);
        for (const width of [1280, 960, 590, 400]) {
          await at.page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await at.violations(), [], `${name} ${width}`);
          const sideways = await at.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.equal(sideways, 0, `${name} scrolls sideways at ${width}`);
          await at.picture(`page-${theme}-${name}-${width}`);
        }
      }
    });
  }
});
