import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Locator } from 'playwright-core';
import type { AdvisoryFields } from '../../../src/advisory/fields.ts';
import { searchWeaknesses, weaknessName } from '../../../src/advisory/weaknesses.ts';
import type { EditorState, ToHost } from '../../../src/ui/editor/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { saved, saving } from './advisorySample.ts';
import { longestTask, tasksOfTyping } from './tasks.ts';

const added = '\n\nParsing whole messages with `spam.parse()` avoids the problem.';

/** As the picture of the design draws it. */
const drawn: EditorState = {
  ...saved,
  draft: { ...saved.draft, fields: { description: saved.stored!.description + added } },
  open: { tab: 'advisory', preview: 'email', number: 1 },
};

const plain: EditorState = { ...saved, open: { tab: 'advisory', preview: 'email', number: 1 } };

/** `state` with other fields on GitHub. */
const withStored = (state: EditorState, change: Partial<AdvisoryFields>): EditorState => ({
  ...state,
  stored: { ...state.stored!, ...change },
});

/** The host's part of the search. */
function host(message: ToHost): unknown {
  if (message.t === 'nameWeaknesses') return message.ids.map(id => ({ id, name: weaknessName(id) ?? '' }));
  return message.t === 'findWeakness' ? searchWeaknesses(message.words) : undefined;
}

describe('the Advisory tab, alone in a browser', () => {
  let browser: Browser;
  let at: AdvisoryPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints } = at;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  const open = async (state: EditorState, look: Parameters<typeof AdvisoryPage.open>[2] = {}) => {
    // The first question comes before anybody can say who answers it.
    at = await AdvisoryPage.open(
      browser,
      { ...state, open: null },
      { remembered: { tab: 'severity' }, ...look },
    );
    at.answer = host;
    await at.page.getByRole('tab', { name: /^Advisory/ }).click();
  };
  /** The changed fields of the last draft. */
  const draft = () => at.last('draft')?.draft.fields;
  /** Waits until it is so: the page's messages come a little after what caused them. */
  const same = async (what: () => unknown, expected: unknown) => {
    await at.until(() => isDeepStrictEqual(what(), expected)).catch(() => undefined);
    assert.deepEqual(what(), expected);
  };
  const field = (name: string): Locator => at.page.locator(`[data-field="${name}"]`);
  const press = (name: string) => at.page.getByRole('button', { name, exact: true }).click();
  const finding = (id: string) => at.page.locator(`.fields [data-finding="${id}"]`);
  const active = () =>
    at.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id);

  it('edits the title, counts it, and shows the tags of the bot apart', async () => {
    await open({ ...plain, facts: { ...plain.facts!, tags: ['ACCEPTED'] } });
    assert.match(await field('title').innerText(), /44 of 1,024/);
    assert.equal(
      await field('title')
        .locator('.chip bdi')
        .innerText()
        .then(text => text.trim()),
      'ACCEPTED',
    );
    const title = at.page.getByRole('textbox', { name: 'Title' });
    assert.equal(await title.inputValue(), saved.stored!.title);
    await title.fill('Spam parser: overread');
    await same(draft, { title: 'Spam parser: overread' });
    assert.match(await field('title').innerText(), /21 of 1,024/);
    assert.equal(await field('title').evaluate(element => element.classList.contains('changed')), true);
    await title.fill(saved.stored!.title);
    await same(draft, {});
    assert.equal(await field('title').evaluate(element => element.classList.contains('changed')), false);
  });

  it('edits the description, which grows, and opens the original report', async () => {
    await open({ ...plain, original: 'none' });
    const area = at.page.getByLabel('Description');
    const height = () => area.evaluate(element => element.getBoundingClientRect().height);
    const before = await height();
    await area.press('Control+End');
    await at.page.keyboard.type('\n\nOne more.\n\nAnd another.');
    await same(draft, { description: `${saved.stored!.description}\n\nOne more.\n\nAnd another.` });
    assert.ok((await height()) > before);
    assert.equal(await at.page.getByRole('button', { name: 'Original report' }).isVisible(), false);
    await at.show({ ...plain, original: 'stored', open: null }, 1000);
    await press('Original report');
    assert.deepEqual(at.last('openOriginal'), { t: 'openOriginal' });
  });

  it('leaves caret and undo to the browser, whatever the host answers', async () => {
    await open(plain);
    at.answer = message =>
      message.t === 'draft'
        ? at.show({ ...plain, open: null, draft: message.draft }, message.revision)
        : host(message);
    for (const control of [
      at.page.getByLabel('Description'),
      at.page.getByRole('textbox', { name: 'Title' }),
    ]) {
      const before = await control.inputValue();
      await control.press('Control+Home');
      await at.page.keyboard.type('So: ');
      assert.equal(await control.inputValue(), `So: ${before}`);
      // The browser may take a word at a time.
      for (let i = 0; i < 4; i++) await control.press('Control+z');
      assert.equal(await control.inputValue(), before);
      for (let i = 0; i < 4; i++) await control.press('Control+Shift+z');
      assert.equal(await control.inputValue(), `So: ${before}`);
    }
    at.answer = host;
    // What somebody else changed is shown, though.
    await at.show({ ...withStored(plain, { title: 'Theirs' }), open: null }, 1000);
    // A field of the toolkit shows its value with the next frame.
    await at.page.waitForFunction(
      () => document.querySelector('#field-title')!.shadowRoot!.querySelector('input')!.value === 'Theirs',
    );
  });

  it('reads CRLF of old texts without calling it a change', async () => {
    await open(withStored(plain, { description: 'a\r\nb\rc' }));
    assert.equal(await at.page.getByLabel('Description').inputValue(), 'a\nb\nc');
    assert.equal(at.last('draft'), undefined);
  });

  it('edits the CVE ID and says what is wrong with it', async () => {
    await open(plain);
    const box = at.page.getByRole('textbox', { name: 'CVE ID' });
    await box.fill(' CVE-2026-4 ');
    await same(draft, { cveId: 'CVE-2026-4' });
    await finding('cve-form').waitFor();
    assert.match(await finding('cve-form').innerText(), /Not a CVE ID\. It looks like CVE-2026-12345\./);
    const input = field('cveId').locator('vscode-text-field');
    assert.equal(
      await input.evaluate(element =>
        element.shadowRoot!.querySelector('input')!.getAttribute('aria-description'),
      ),
      'Not a CVE ID. It looks like CVE-2026-12345.',
    );
    assert.equal(await box.getAttribute('aria-invalid'), 'true');
  });

  it('finds weaknesses by number and words, by keyboard alone', async () => {
    await open(plain);
    const box = at.page.getByRole('combobox', { name: 'Weaknesses' });
    await field('weaknesses').getByText('CWE-125 Out-of-bounds Read').waitFor();
    await box.focus();
    await at.page.keyboard.type('use after');
    const options = at.page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    await at.page.keyboard.press('Escape');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    await at.page.keyboard.press('ArrowDown');
    await options.first().waitFor();
    await at.page.keyboard.press('ArrowDown');
    await at.page.keyboard.press('ArrowUp');
    await at.page.keyboard.press('ArrowDown');
    const marked = await box.getAttribute('aria-activedescendant');
    assert.equal(await at.page.locator(`#${marked}`).getAttribute('aria-selected'), 'true');
    const chosen = (await at.page.locator(`#${marked} b`).innerText()).trim();
    await at.page.keyboard.press('Enter');
    await same(draft, { cweIds: ['CWE-125', chosen] });
    assert.equal(await box.inputValue(), '');
    // By number, without waiting for the list.
    await at.page.keyboard.type('79');
    await at.page.keyboard.press('Enter');
    await at.page.getByRole('button', { name: /^Remove CWE-79 / }).waitFor();
    await same(draft, { cweIds: ['CWE-125', chosen, 'CWE-79'] });
    await at.page.keyboard.press('Backspace');
    await same(draft, { cweIds: ['CWE-125', chosen] });
    await press('Remove CWE-125 Out-of-bounds Read');
    await same(draft, { cweIds: [chosen] });
    // Many match, none is marked: nothing is taken.
    await at.page.keyboard.type('overflow');
    await at.page.keyboard.press('Enter');
    await field('weaknesses').getByText('choose by the arrow keys').waitFor();
    await same(draft, { cweIds: [chosen] });
    assert.match(await options.first().innerText(), /overflow/i);
    await at.page.keyboard.press('Tab');
    assert.equal(await box.inputValue(), '');
    await box.focus();
    await at.page.keyboard.type('no such words at all');
    await field('weaknesses').getByText('No weakness has this number or these words.').first().waitFor();
    await at.page.keyboard.press('Tab');
    assert.equal(await field('weaknesses').locator('p.none').isVisible(), false);
  });

  it('edits, adds and removes affected products, by keyboard', async () => {
    await open(plain);
    await at.page.getByRole('button', { name: 'Edit CPython' }).press('Enter');
    assert.equal(await active(), 'Package');
    const of = (name: string) => at.page.getByRole('textbox', { name, exact: true });
    await of('Affected versions').fill('< 3.15.2');
    await of('Patched versions').fill('3.15.2');
    await of('Functions').fill('Parser.feed, spam.parse');
    const [product] = saved.stored!.products;
    const edited = {
      ...product!,
      range: '< 3.15.2',
      patched: '3.15.2',
      functions: ['Parser.feed', 'spam.parse'],
    };
    await same(draft, { products: [edited] });
    await at.page.getByRole('combobox', { name: 'Ecosystem' }).focus();
    await at.page.keyboard.press('ArrowDown');
    await same(draft, { products: [{ ...edited, ecosystem: 'pip' }] });
    await of('Functions').press('Enter');
    assert.equal(await active(), 'Edit CPython');
    assert.match(
      await field('products').innerText(),
      /CPython pip\s+< 3\.15\.2\s+3\.15\.2\s+Parser\.feed, spam\.parse/,
    );
    await press('Add an affected product');
    assert.equal(await active(), 'Package');
    assert.equal(await of('Package').inputValue(), 'CPython');
    await of('Affected versions').fill('until the end');
    await of('Affected versions').press('Escape');
    await at.page.getByText('Cannot read this range. Write it like < 3.16.0.').waitFor();
    assert.equal(await field('products').locator('tbody tr').nth(1).locator('.codicon-warning').count(), 1);
    await field('products').locator('tbody tr').nth(1).getByRole('button').click();
    await press('Remove this product');
    await same(draft, { products: [{ ...edited, ecosystem: 'pip' }] });
    assert.equal(await active(), 'Edit CPython');
    await press('Add an affected product');
    await of('Package').press('Escape');
    await same(draft, { products: [{ ...edited, ecosystem: 'pip' }] });
    assert.equal(await active(), 'Add an affected product');
  });

  it('changes nothing of a row but what is edited', async () => {
    const row = {
      ecosystem: 'kernel' as 'other',
      name: ' spam ',
      range: '< 2',
      patched: '',
      functions: ['parse(a, b)', 'feed'],
    };
    await open(withStored(plain, { products: [row] }));
    await at.page.getByRole('button', { name: 'Edit spam' }).click();
    const of = (name: string) => at.page.getByRole('textbox', { name, exact: true });
    await of('Affected versions').fill('< 3');
    await same(draft, { products: [{ ...row, range: '< 3' }] });
    const box = at.page.getByRole('combobox', { name: 'Ecosystem' });
    assert.equal(await box.evaluate(element => (element as HTMLInputElement).value), 'kernel');
    await of('Functions').fill('parse(a, b), peek(n, m)');
    await same(() => draft()?.products?.[0]?.functions, ['parse(a, b)', 'peek(n, m)']);
    await box.focus();
    await at.page.keyboard.press('ArrowUp');
    await same(() => draft()?.products?.[0]?.ecosystem, 'swift');
    await at.page.keyboard.press('ArrowDown');
    await same(() => draft()?.products?.[0]?.ecosystem, 'kernel');
  });

  it('closes the row that is edited when it was changed elsewhere', async () => {
    await open(plain);
    await press('Edit CPython');
    const other = { ecosystem: 'pip', name: 'spam', range: '< 2', patched: '2', functions: [] } as const;
    await at.show({ ...withStored(plain, { products: [other, ...saved.stored!.products] }), open: null });
    assert.equal(await at.page.getByRole('textbox', { name: 'Affected versions' }).count(), 0);
    assert.equal(await field('products').locator('tbody tr').count(), 2);
  });

  it('edits credits: you and the reporter first, roles, add and remove', async () => {
    const credits = [
      { login: 'oregano-core', type: 'remediation_developer' },
      { login: 'Parsley-Dev', type: 'reporter' },
      { login: 'octo-coordinator', type: 'coordinator' },
    ] as const;
    await open(withStored(plain, { credits }));
    const rows = field('credits').locator('li');
    const words = async () => (await rows.allInnerTexts()).map(text => text.split('\n')[0]!.trim());
    assert.deepEqual(await words(), ['octo-coordinator you', 'Parsley-Dev reporter', 'oregano-core']);
    assert.match(await rows.first().innerText(), /Accepted/);
    const role = at.page.getByRole('combobox', { name: 'Role of oregano-core' });
    await role.focus();
    await at.page.keyboard.press('ArrowDown');
    await same(draft, {
      credits: [{ login: 'oregano-core', type: 'remediation_reviewer' }, ...credits.slice(1)],
    });
    assert.equal(await active(), 'Role of oregano-core');
    await press('Add a credit');
    await at.page.keyboard.type('octo-coordinator');
    await at.page.keyboard.press('Enter');
    await field('credits').getByText('octo-coordinator is credited already.').waitFor();
    await at.page.getByRole('textbox', { name: 'Login to credit' }).fill('not a login!');
    await at.page.keyboard.press('Enter');
    await field('credits').getByText('Not a login of GitHub.').waitFor();
    await at.page.getByRole('textbox', { name: 'Login to credit' }).fill('@basil-rm');
    await at.page.keyboard.press('Enter');
    await same(() => draft()?.credits?.at(-1), { login: 'basil-rm', type: 'reporter' });
    assert.equal(await active(), 'Add a credit');
    assert.match(await rows.last().innerText(), /Not saved/);
    await at.page.getByRole('button', { name: 'Remove the credit of oregano-core' }).press('Enter');
    assert.deepEqual(
      draft()?.credits?.map(({ login }) => login),
      ['Parsley-Dev', 'octo-coordinator', 'basil-rm'],
    );
    assert.equal(await active(), 'Remove the credit of basil-rm');
  });

  it('gives members the words for an admin, and admins the fields', async () => {
    await open(plain);
    assert.equal(
      await field('collaborators')
        .getByRole('button', { name: /^Remove/ })
        .count(),
      0,
    );
    await press('Ask an admin to add');
    assert.deepEqual(at.last('offer'), { t: 'offer', id: 'askAdmin' });
    await field('collaborators').getByText('Copied').waitFor();
    await at.show({ ...plain, open: null, facts: { ...plain.facts!, admin: true } });
    await press('Remove oregano-core');
    await same(draft, { users: [] });
    assert.equal(await active(), 'Remove psrt');
    await press('Add a collaborator');
    await at.page.keyboard.type('@basil-rm');
    await at.page.keyboard.press('Enter');
    await same(draft, { users: ['basil-rm'] });
    await press('Add a collaborator');
    await at.page.getByRole('combobox', { name: 'Kind of collaborator' }).focus();
    await at.page.keyboard.press('ArrowDown');
    await at.page.getByRole('textbox', { name: 'Login or team' }).fill('@python/release-managers');
    await at.page.keyboard.press('Enter');
    await same(draft, { users: ['basil-rm'], teams: ['psrt', 'release-managers'] });
  });

  it('repairs by one press, and undo takes the repair of a text back', async () => {
    await open(plain);
    await finding('reporter').getByRole('button', { name: 'Add' }).click();
    await same(() => draft()?.credits?.at(-1), { login: 'parsley-dev', type: 'reporter' });
    assert.equal(await active(), 'Role of parsley-dev');
    const area = at.page.getByLabel('Description');
    const before = await area.inputValue();
    await at.page.getByRole('button', { name: 'Insert from affected products' }).click();
    assert.notEqual(await area.inputValue(), before);
    assert.match(draft()!.description!, /3\.16\.0/);
    await area.press('Control+z');
    assert.equal(await area.inputValue(), before);
    await same(() => draft()!.description, undefined);
  });

  it('repairs what stands there now, not what stood there at the last check', async () => {
    await open(
      withStored(plain, { description: `${saved.stored!.description} Low severity, low severity.` }),
    );
    await at.page.getByRole('button', { name: 'Write high' }).nth(1).waitFor();
    /** Types and presses within one turn of the page: no check runs between them. */
    const typeAndPress = (words: string, title: string, at_: number) =>
      at.page.evaluate(
        ([words, title, at_]) => {
          const area = document.querySelector<HTMLTextAreaElement>('#field-description')!;
          area.value = words.replace('…', area.value);
          area.dispatchEvent(new Event('input', { bubbles: true }));
          [...document.querySelectorAll<HTMLElement>('[data-field="description"] .fixes button')]
            .filter(({ textContent }) => textContent === title)
            [at_]!.click();
        },
        [words, title, at_] as const,
      );
    await typeAndPress('New words. …', 'Write high', 1);
    assert.equal(
      draft()?.description,
      `New words. ${saved.stored!.description} Low severity, high severity.`,
    );
    await typeAndPress('… End.', 'Insert from affected products', 0);
    assert.match(
      draft()!.description!,
      /^New words\. .* End\.\n\nCPython versions before 3\.16\.0 are affected\.$/s,
    );
    // Gone by now: nothing is pressed.
    await at.page.getByRole('button', { name: 'Write high' }).first().waitFor();
    await typeAndPress('High severity.', 'Write high', 0);
    await same(() => draft()?.description, 'High severity.');
  });

  it('asks the reporter first, in words that are seen before they go', async () => {
    await open(plain);
    await finding('reporter').getByRole('button', { name: 'Ask first' }).click();
    const comment = at.page.getByRole('textbox', { name: 'Comment' });
    assert.match(await comment.inputValue(), /^Hello @parsley-dev,\n\n.*credit/s);
    assert.equal(at.last('comment'), undefined);
    at.answer = message =>
      message.t === 'comment' ? Promise.reject(new Error('GitHub cannot be reached.')) : host(message);
    await press('Post comment');
    await at.page.getByText('GitHub cannot be reached.').waitFor();
    assert.match(await comment.inputValue(), /^Hello @parsley-dev,/);
    at.answer = host;
    await comment.fill('Would you like credit?');
    assert.deepEqual(at.last('draft')?.draft.comments, { credit: 'Would you like credit?' });
    await press('Copy the comment');
    assert.deepEqual(at.last('copy'), { t: 'copy', text: 'Would you like credit?' });
    await comment.press('Control+Enter');
    await at.page.getByText('Comment posted.').waitFor();
    assert.deepEqual(at.last('comment'), { t: 'comment', body: 'Would you like credit?' });
    assert.equal(await comment.isVisible(), false);
    assert.deepEqual(at.last('draft')?.draft.comments, {});
  });

  it('comes back with the comment that was being written', async () => {
    const state = { ...plain, draft: { ...plain.draft, comments: { credit: 'Would you' } } };
    await open(state);
    const comment = at.page.getByRole('textbox', { name: 'Comment' });
    assert.equal(await comment.inputValue(), 'Would you');
    await comment.press('Control+End');
    await at.page.keyboard.type(' like it?');
    assert.deepEqual(at.last('draft')?.draft.comments, { credit: 'Would you like it?' });
    await comment.press('Escape');
    assert.deepEqual(at.last('draft')?.draft.comments, {});
    assert.equal(await comment.isVisible(), false);
    assert.equal(await at.focus(), 'Ask first');
    // Nothing was sent, so nothing is lost.
    await at.page.keyboard.press('Enter');
    assert.equal(await comment.inputValue(), 'Would you like it?');
    await at.show({ ...state, open: null, phase: 'withdrawn' }, 1000);
    assert.equal(await comment.inputValue(), 'Would you');
    assert.equal(await comment.isEditable(), false);
    assert.equal(await at.page.getByRole('button', { name: 'Post comment' }).isVisible(), false);
  });

  it('says under a field what GitHub said of it', async () => {
    await open(
      saving(plain, {
        fieldProblems: {
          cveId: 'CVE ID is already in use.',
          description: 'Description is too long.',
          users: 'Only admins may change collaborators.',
        },
      }),
    );
    for (const [name, text] of [
      ['cveId', 'CVE ID is already in use.'],
      ['description', 'Description is too long.'],
      ['collaborators', 'Only admins may change collaborators.'],
    ] as const)
      assert.ok((await field(name).innerText()).includes(text), name);
    const area = at.page.getByLabel('Description');
    assert.match((await area.getAttribute('aria-describedby'))!, /description-problem/);
    assert.equal(await area.getAttribute('aria-invalid'), 'true');
  });

  it('asks at the field which of two versions stays', async () => {
    await open(
      saving(drawn, {
        questions: [{ field: 'description', mine: 'Mine.', theirs: 'Theirs.', at: new Date().toISOString() }],
      }),
    );
    await at.page.getByRole('button', { name: 'Edit together' }).click();
    assert.equal(await at.focus(), 'field-description');
    await at.page.getByRole('button', { name: 'Take theirs' }).click();
    assert.deepEqual(at.last('settle'), { t: 'settle', field: 'description', keep: 'theirs' });
    assert.equal(await at.focus(), 'field-description');
    await at.show({ ...drawn, open: null }, 1000);
    assert.equal(await at.focus(), 'field-description');
  });

  it('leaves the focus beside a preview that is closed or opened', async () => {
    await open(plain);
    const beside = (on: boolean) =>
      at.show({ ...plain, open: null, settings: { ...plain.settings, previewBeside: on } });
    await at.page.getByRole('button', { name: 'Close preview' }).focus();
    await beside(false);
    assert.equal(await active(), 'Show preview');
    await beside(true);
    assert.equal(await active(), 'Close preview');
  });

  it('goes to the field of each finding, and on from two of a kind', async () => {
    await open(
      withStored(plain, { description: `${saved.stored!.description} Low severity, low severity.` }),
    );
    await finding('reporter').waitFor();
    const seen = new Set<string>();
    for (let i = 0; i < 6; i++) {
      await at.page.keyboard.press('F8');
      seen.add(
        (await at.page.evaluate(() =>
          document.activeElement!.closest('[data-field]')?.getAttribute('data-field'),
        )) ?? '',
      );
    }
    assert.ok(seen.has('description') && seen.has('credits'), [...seen].join());
  });

  it('changes nothing while there is nothing to change', async () => {
    await open({ ...plain, phase: 'withdrawn' });
    assert.equal(
      await at.page.getByLabel('Description').evaluate(area => (area as HTMLTextAreaElement).readOnly),
      true,
    );
    assert.equal(await at.page.getByRole('textbox', { name: 'Title' }).getAttribute('readonly'), '');
    assert.equal(
      await at.page
        .locator('.fields button:visible')
        .filter({ hasNotText: 'Original report' })
        .filter({ hasNotText: 'Ask an admin' })
        .count(),
      0,
    );
  });

  it('shows hostile words as words, and turns nothing of its own round', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202e<script>alert(2)</script>';
    await open(
      withStored(plain, {
        title: evil,
        cveId: evil,
        cweIds: [evil],
        products: [{ ecosystem: 'other', name: evil, range: evil, patched: evil, functions: [evil] }],
        credits: [{ login: evil, type: 'reporter' }],
        users: [evil],
        teams: [evil],
      }),
    );
    assert.equal(await at.page.locator('img, main script').count(), 0);
    assert.equal(await at.sideways(), 0);
    // Marked where it stands, as in the preview.
    const marked = evil.replace('\u202e', 'U+202E');
    const parts = await at.page.locator('.fields bdi').allInnerTexts();
    // The ecosystem is the only honest word.
    assert.deepEqual(new Set(parts), new Set([marked, 'other']));
  });

  it('types into 65,535 characters without a pause', async () => {
    const words = 'Calling `feed()` with *streaming* on reads past [the buffer](https://example.org/x).\n\n';
    await open(withStored(plain, { description: words.repeat(780).slice(0, 65_500) }), { width: 1000 });
    await at.page.locator('.plain-text .part').first().waitFor();
    for (const preview of ['E-mail', 'Advisory']) {
      await at.page.getByRole('radio', { name: preview }).check({ force: true });
      await at.page.locator('.previews:not([aria-busy])').first().waitFor();
      await at.page.getByLabel('Description').evaluate(area => {
        const text = area as HTMLTextAreaElement;
        text.focus();
        const middle = text.value.indexOf('Calling', 30_000);
        text.setSelectionRange(middle, middle);
      });
      const longest = await longestTask(() => tasksOfTyping(browser, at.page));
      console.log(
        `      65,535 characters, ${preview}: the longest task of a key press takes ${longest.toFixed(1)} ms`,
      );
      assert.ok(longest < 50, `a key press blocks for ${longest} ms`);
    }
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      await open(drawn, { theme, width: 922, height: 830 });
      await finding('reporter').waitFor();
      await field('weaknesses').getByText('Out-of-bounds').waitFor();
      for (const width of [1280, 922, 590, 400, 320]) {
        await at.page.setViewportSize({ width, height: 830 });
        assert.equal(await at.sideways(), 0, `scrolls sideways at ${width}`);
        await at.picture(`page-${theme}-advisory-${width}`);
        assert.deepEqual(await at.violations(), [], String(width));
      }
      await press('Edit CPython');
      await press('Add a credit');
      await finding('reporter').getByRole('button', { name: 'Ask first' }).click();
      await at.page.getByRole('combobox', { name: 'Weaknesses' }).fill('overflow');
      await at.page.getByRole('option').first().waitFor();
      for (const width of [922, 320]) {
        await at.page.setViewportSize({ width, height: 830 });
        assert.equal(await at.sideways(), 0, `scrolls sideways at ${width}`);
        await at.picture(`page-${theme}-advisory-open-${width}`);
        assert.deepEqual(await at.violations(), [], `open ${width}`);
      }
    });
  }
});
