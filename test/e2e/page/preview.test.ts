import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { AdvisoryFields } from '../../../src/advisory/fields.ts';
import { profileFacts, profileOf } from '../../../src/project/index.ts';
import { proposedNews } from '../../../src/ui/editor/news.ts';
import type { EditorState, PreviewName } from '../../../src/ui/editor/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { saved, scored } from './advisorySample.ts';
import { hostile, mutations } from './hostileMarkdown.ts';
import { longestTask, tasksOfTyping } from './tasks.ts';

const label: Readonly<Record<PreviewName, string>> = {
  email: 'E-mail',
  advisory: 'Advisory',
  blurb: 'Blurb',
  record: 'CVE record',
};

const withStored = (change: Partial<AdvisoryFields>): EditorState => ({
  ...saved,
  stored: { ...saved.stored!, ...change },
});

const withDraft = (change: Partial<AdvisoryFields>): EditorState => ({
  ...saved,
  draft: { ...saved.draft, fields: change },
});

/** All that the preview of a text may hold. */
const elements = new Set(
  `div p span b strong i em u s del ins sub sup q code kbd samp tt var pre br hr blockquote ul ol li dl dt dd details
   summary table thead tbody tfoot tr th td mark`.split(/\s+/),
);

describe('the previews, alone in a browser', () => {
  let browser: Browser;
  let at: AdvisoryPage;
  /** Whatever the page fetched besides itself. */
  let fetched: string[];
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints } = at;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
    assert.deepEqual(fetched, [], 'nothing may be fetched');
  });

  const open = async (
    state: EditorState,
    preview: PreviewName,
    look: Parameters<typeof AdvisoryPage.open>[2] & { readonly tab?: 'advisory' | 'preview' } = {},
  ) => {
    const { tab = 'preview', ...rest } = look;
    fetched = [];
    at = await AdvisoryPage.open(browser, { ...state, open: { tab, preview: 'email', number: 1 } }, rest);
    at.answer = message =>
      message.t === 'proposeNews' ? message.titles.map(title => proposedNews(state.repo, title)) : undefined;
    at.page.on('request', request => {
      // Its own icons come when the first of them is drawn.
      if (!/^http:\/\/page\.test\/codicon\.ttf\b/.test(request.url())) fetched.push(request.url());
    });
    await at.page.getByRole('radio', { name: label[preview], exact: true }).check({ force: true });
    await drawn();
  };
  const drawn = async () => {
    await at.page.locator('.previews .preview-card :is(.part, p, dd)').first().waitFor({ state: 'attached' });
    await at.page.locator('.previews:not([aria-busy])').first().waitFor();
  };
  const card = () => at.page.locator('.preview-card');
  const text = async () => (await card().innerText()).replace(/\n{2,}/g, '\n');
  const marks = () => at.page.locator('.preview-card mark').allInnerTexts();
  const press = (name: string) => at.page.getByRole('button', { name, exact: true }).click();

  it('shows the e-mail exactly as it would be sent, with its holes', async () => {
    await open(saved, 'email');
    assert.equal(
      await card().locator('.plain-text').innerText(),
      [
        'There is a HIGH severity vulnerability affecting CPython.',
        ...saved.stored!.description.split('\n\n'),
        'Please see the linked CVE ID for the latest information on affected versions:',
        '* https://www.cve.org/CVERecord?id=CVE-2026-900417\n* pull request, after the merge',
      ].join('\n\n'),
    );
    assert.match(
      await text(),
      /^To\s+security-announce@python\.org\s+Reply to\s+security-sig@python\.org\s+Subject\s+\[CVE-2026-900417\] Spam/,
    );
    assert.deepEqual(await card().locator('.hole').allInnerTexts(), ['pull request, after the merge']);
    assert.deepEqual(await marks(), []);
    assert.equal(await at.page.getByText('Not saved yet').isVisible(), false);
    await at.page.getByText('Not sent from here. Announce opens when the fix is merged into main.').waitFor();
    await press('Copy preview');
    await at.page.getByText('Copied').waitFor();
    const copied = at.last('copy')!.text;
    assert.match(
      copied,
      /^To: security-announce@python\.org\nReply-To: security-sig@python\.org\nSubject: \[CVE-2026-900417\] Spam/,
    );
    assert.match(copied, /\* \[pull request, after the merge\]\n$/);
  });

  it('marks what is not saved yet, word by word', async () => {
    await open(
      withDraft({
        title: 'Spam parser reads far past the end of its buffer',
        description: `${saved.stored!.description}\n\nUse \`spam.parse()\` until then.`,
      }),
      'email',
    );
    assert.deepEqual(await marks(), ['far ', 'Use `spam.parse()` until then.']);
    assert.equal(await at.page.getByText('Not saved yet').isVisible(), true);
    await at.page.getByRole('radio', { name: 'Advisory' }).check({ force: true });
    await card().locator('.shown-title mark').waitFor();
    await drawn();
    assert.deepEqual(await marks(), ['far ', 'Use ', 'spam.parse()', ' until then.']);
    await at.show({ ...saved, open: null }, 1);
    await card().locator('mark').first().waitFor({ state: 'detached' });
    assert.equal(await at.page.getByText('Not saved yet').isVisible(), false);
  });

  it('scores what will be sent: Base only where that was chosen', async () => {
    const metrics = { ...scored.draft.metrics, E: 'U' } as const;
    const rated = () => card().locator('.rated').innerText();
    const header = () => at.page.locator('.meta .rated').innerText();
    await open({ ...saved, draft: { ...saved.draft, metrics } }, 'advisory');
    assert.match(await rated(), /Medium\s*\d\.\d \/ 10\s*CVSS:4\.0.*\/E:U/);
    assert.match(await header(), /^Medium/);
    assert.equal(await at.page.getByText('Not saved yet').isVisible(), true);
    await at.show({ ...saved, open: null, draft: { ...saved.draft, metrics, send: 'base' } }, 1);
    await at.page.locator('.previews:not([aria-busy])', { hasText: 'High' }).waitFor();
    assert.match(await rated(), /High\s*8\.3 \/ 10\s*CVSS:4\.0.*\/SA:N$/);
    assert.match(await header(), /^High 8\.3/);
    for (const name of ['advisory', 'email', 'record'] as const) {
      await at.page.getByRole('radio', { name: label[name] }).check({ force: true });
      await drawn();
      assert.deepEqual(await marks(), [], name);
      assert.equal(await at.page.getByText('Not saved yet').isVisible(), false, name);
    }
    assert.match(await text(), /"baseScore": 8\.3/);
    // A vector with gaps is not sent: the one on GitHub stands.
    const { AV: _, ...gap } = metrics;
    await at.show({ ...saved, open: null, draft: { ...saved.draft, metrics: gap } }, 1);
    await drawn();
    assert.match(await text(), /"baseScore": 8\.3/);
    assert.deepEqual(await marks(), []);
  });

  it('follows the keys', async () => {
    await open(saved, 'email', { tab: 'advisory' });
    await at.page.getByLabel('Description').press('Control+End');
    await at.page.keyboard.type(' And more.');
    await card().locator('mark', { hasText: 'And more.' }).waitFor();
    await at.page.getByRole('textbox', { name: 'CVE ID' }).fill('');
    await card().locator('.subject .hole', { hasText: 'CVE ID' }).waitFor();
  });

  it('shows the advisory as its page on GitHub lists it', async () => {
    await open(
      withStored({
        description:
          '# Impact\n\nReads *past* the end.\nNext line.\n\n- [x] fixed\n- [ ] told\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n\n```py\nx = 1\n```\n\n> quoted\n\n3. three\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>',
      }),
      'advisory',
    );
    const shown = await text();
    for (const words of [
      'Spam parser reads past the end of its buffer',
      'Package',
      'CPython',
      '< 3.16.0',
      'High',
      '8.3 / 10',
      'CVE-2026-900417',
      'GHSA-7q4m-xv2c-93rp',
      'CWE-125',
      'octo-coordinator Coordinator',
      'oregano-core Remediation developer',
    ])
      assert.ok(shown.includes(words), words);
    const markdown = card().locator('.markdown');
    assert.equal(await markdown.getByRole('heading', { level: 2, name: 'Impact' }).count(), 1);
    assert.equal(await markdown.locator('em').innerText(), 'past');
    assert.equal(await markdown.locator('br').count(), 1);
    assert.deepEqual(
      await markdown.getByRole('img').evaluateAll(boxes => boxes.map(box => box.getAttribute('aria-label'))),
      ['Done', 'Not done'],
    );
    assert.equal(await markdown.locator('td.side-center').innerText(), '2');
    assert.equal(
      await markdown
        .locator('pre')
        .innerText()
        .then(words => words.trim()),
      'x = 1',
    );
    assert.equal(await markdown.locator('ol').getAttribute('start'), '3');
    assert.equal(await markdown.getByText('Hidden.').isVisible(), false);
    await markdown.getByText('More').click();
    assert.equal(await markdown.getByText('Hidden.').isVisible(), true);
    await press('Copy preview');
    assert.match(at.last('copy')!.text, /^# Impact/);
  });

  it('proposes the blurb, and says where the final one is written', async () => {
    await open(withDraft({ title: 'gh-1: spam parser reads past its buffer.' }), 'blurb');
    assert.match(await text(), /Section\s+Security/);
    assert.match(await text(), /Spam parser reads past its buffer\./);
    await at.page.getByText('Proposed from the title. The port page writes the final one.').waitFor();
    const profile = profileFacts(profileOf('example/toast'));
    await at.show({ ...saved, open: null, repo: 'example/toast', profile }, 1);
    await at.page.getByText('example/toast has no news entry that is written here.').waitFor();
  });

  it('shows the CVE record, what it lacks, and opens it', async () => {
    const creditStates = { 'oregano-core': 'declined' } as const;
    await open({ ...saved, facts: { ...saved.facts!, creditStates } }, 'record');
    assert.match(await text(), /"dataVersion": "5\.2"/);
    const missing = await card().locator('.missing .hole').allInnerTexts();
    assert.ok(missing.includes('pull request, after the merge'), missing.join());
    assert.doesNotMatch(await text(), /oregano-core/, 'who declined is left out');
    await press('Open as document');
    const record = JSON.parse(at.last('openRecord')!.text) as { cveMetadata: { cveId: string } };
    assert.equal(record.cveMetadata.cveId, 'CVE-2026-900417');
    await press('Copy preview');
    assert.deepEqual(JSON.parse(at.last('copy')!.text), record);
  });

  it('can be closed beside the fields, and opened again', async () => {
    await open(saved, 'email', { tab: 'advisory' });
    await press('Close preview');
    assert.deepEqual(at.last('previewBeside'), { t: 'previewBeside', on: false });
    await at.show({ ...saved, open: null, settings: { ...saved.settings, previewBeside: false } });
    assert.equal(await card().isVisible(), false);
    await press('Show preview');
    assert.deepEqual(at.last('previewBeside'), { t: 'previewBeside', on: true });
  });

  it('moves between the previews by the arrows', async () => {
    await open(saved, 'email');
    await at.page.getByRole('radio', { name: 'E-mail' }).focus();
    await at.page.keyboard.press('ArrowRight');
    await card().locator('.shown').waitFor();
    await at.page.keyboard.press('ArrowLeft');
    await card().locator('.mail').waitFor();
    assert.equal(await at.page.getByRole('radiogroup', { name: 'Preview' }).count(), 1);
  });

  it('shows where a link leads, and asks VS Code to open it', async () => {
    await open(
      withStored({
        description: 'See [the docs](https://docs.example.org/a?b=1) and https://b\u0435ta.example.org',
      }),
      'advisory',
    );
    const link = at.page.getByRole('link', { name: 'the docs' });
    assert.equal(await link.getAttribute('title'), 'https://docs.example.org/a?b=1');
    await link.focus();
    await at.page.locator('.link-address', { hasText: 'https://docs.example.org/a?b=1' }).waitFor();
    await at.page.keyboard.press('Enter');
    assert.deepEqual(at.last('openLink'), { t: 'openLink', url: 'https://docs.example.org/a?b=1' });
    await at.page.keyboard.press('Tab');
    await at.page.locator('.link-address', { hasText: 'https://xn--' }).waitFor();
    await at.page.getByRole('link', { name: 'the docs' }).click();
    assert.equal(at.asked.filter(({ t }) => t === 'openLink').length, 2);
  });

  it('renders a hostile description inert, in every preview', async () => {
    await open(withStored({ description: hostile, title: '<b>x</b>\u202e' }), 'advisory');
    await card().getByText('The end of it.').waitFor();
    await inert();
    const images = await card().locator('.not-loaded').allInnerTexts();
    assert.ok(
      images.some(words => words.startsWith('Image not loaded: example.org')),
      images.join(),
    );
    assert.ok(
      images.some(words => words.startsWith('Image not loaded: data')),
      images.join(),
    );
    const links = await card()
      .getByRole('link')
      .evaluateAll(all => all.map(link => link.getAttribute('title')));
    assert.deepEqual(links, ['https://example.org/', 'mailto:a@example.org']);
    for (const words of [
      'run this',
      'run that',
      'command link',
      'page of data',
      'opens VS Code',
      'a number',
      'button',
    ])
      assert.ok((await text()).includes(words), `the words of ${words} stay`);
    for (const words of ['alert', 'background: red', 'a comment'])
      assert.ok(!(await text()).includes(words), words);
    assert.ok((await text()).includes('U+202E'));
    for (const name of ['email', 'blurb', 'record'] as const) {
      await at.page.getByRole('radio', { name: label[name] }).check({ force: true });
      await card().locator('.plain-text .part').first().waitFor();
      await inert();
    }
    assert.deepEqual(
      await at.page.evaluate(() => {
        const scope = window as unknown as Record<string, unknown>;
        return {
          hit: scope['hit'] ?? null,
          main: document.querySelectorAll('main').length,
          title: document.title,
        };
      }),
      { hit: null, main: 1, title: 'advisory' },
    );
  });

  for (const [name, sample] of Object.entries(mutations)) {
    it(`renders inert: ${name}`, async () => {
      await open(withStored({ description: `${sample}\n\nAfter it.` }), 'advisory');
      await inert();
      assert.equal(
        await at.page.evaluate(() => (window as unknown as Record<string, unknown>)['hit'] ?? null),
        null,
      );
    });
  }

  /** Nothing in the card but what the list allows, without an attribute that does anything. */
  async function inert(): Promise<void> {
    const found = await card().evaluate(root =>
      [...root.querySelectorAll('*')].map(element => ({
        name: element.localName,
        attributes: [...element.attributes].map(({ name }) => name),
        classes: [...element.classList],
      })),
    );
    const ours = [
      'class',
      'title',
      'role',
      'tabindex',
      'aria-hidden',
      'aria-label',
      'aria-level',
      'start',
      'scope',
      'hidden',
      'data-key',
      'type',
      'open',
    ];
    for (const { name, attributes } of found) {
      // The way to open the record is our own button.
      assert.ok(elements.has(name) || name === 'button', `<${name}>`);
      assert.deepEqual(
        attributes.filter(attribute => !ours.includes(attribute)),
        [],
        `<${name}>`,
      );
    }
  }

  it('keeps its own order beside characters that turn text round', async () => {
    await open(withStored({ title: 'a\u202eb', description: 'x \u202e y \u2066 z\n\nAfter' }), 'advisory');
    assert.match(await card().locator('.shown-title').innerText(), /^a\s*U\+202E\s*b$/);
    assert.equal(await card().locator('.unseen').count(), 3);
    assert.doesNotMatch(await text(), /[\u202a-\u202e\u2066-\u2069]/);
    // Whatever the checks call invisible is shown.
    await at.show({ ...withStored({ title: 'a\u200bb\u00adc' }), open: null });
    await card().locator('.shown-title .unseen', { hasText: 'U+00AD' }).waitFor();
    assert.match(await card().locator('.shown-title').innerText(), /^a\s*U\+200B\s*b\s*U\+00AD\s*c$/);
  });

  it('shows as written what is nested too deep, and says so', async () => {
    await open(withStored({ description: `${'>'.repeat(10_000)} deep` }), 'advisory');
    await card().getByText('Nested too deep to draw. Shown as it is written.').waitFor();
    await open2({ description: '['.repeat(10_000) });
    assert.equal(await card().getByText('Nested too deep to draw.').isVisible(), false);
    await open2({ description: 'word '.repeat(200_001) });
    await card().getByText('Too long to draw. The beginning is shown as it is written.').waitFor();
    await open2({ description: 'a\r\nb\r\n\r\nc' });
    assert.equal(await card().locator('.markdown p').count(), 2);
    async function open2(change: Partial<AdvisoryFields>) {
      await at.show({ ...withStored(change), open: null });
      await card()
        .locator('.markdown')
        .getByText(change.description!.slice(0, 4).split('\r')[0]!)
        .first()
        .waitFor();
      await drawn();
    }
  });

  it('takes the longest texts without a pause, whatever their form', async function () {
    this.timeout(300_000);
    const forms: Readonly<Record<string, string>> = {
      'one line': 'word ',
      'one word': 'x',
      'a list': '- item number with some words\n',
      'tangled marks': '**a*b ',
      HTML: '<b>x</b> <i>y</i> ',
      'a quote': '> quoted words here\n',
      code: '    x = [1, 2, 3]\n',
    };
    for (const [name, form] of Object.entries(forms)) {
      const description = form.repeat(65_500 / form.length);
      await open(withStored({ description }), 'advisory', { tab: 'advisory', width: 1000 });
      await at.page.getByLabel('Description').evaluate(area => {
        const field = area as HTMLTextAreaElement;
        field.focus();
        const middle = field.value.search(/\S/) + 30_000;
        field.setSelectionRange(middle, middle);
      });
      const longest = await longestTask(() => tasksOfTyping(browser, at.page, 4));
      console.log(
        `      65,500 characters, ${name}: the longest task of a key press takes ${longest.toFixed(1)} ms`,
      );
      assert.ok(longest < 50, `${name}: a key press blocks for ${longest} ms`);
      if (name !== 'code') await at.close();
    }
  });

  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const) {
    it(`fits every width in ${theme}, and axe finds nothing`, async () => {
      const state = withDraft({
        description: `## Impact\n\n${saved.stored!.description}\n\n- [x] reported\n- see [the docs](https://docs.example.org)\n\n![a picture](https://example.org/a.png)\n\n| version | state |\n| --- | --- |\n| 3.14 | affected |\n\n\`\`\`python\nspam.parse()\n\`\`\`\n\n> quoted \u202e words`,
      });
      await open(state, 'email', { theme, height: 830 });
      for (const name of ['email', 'advisory', 'blurb', 'record'] as const) {
        await at.page.getByRole('radio', { name: label[name], exact: true }).check({ force: true });
        await drawn();
        for (const width of [1280, 590, 400, 320]) {
          await at.page.setViewportSize({ width, height: 830 });
          assert.equal(await at.sideways(), 0, `${name} scrolls sideways at ${width}`);
          await at.picture(`page-${theme}-preview-${name}-${width}`);
          assert.deepEqual(await at.violations(), [], `${name} ${width}`);
        }
      }
    });
  }
});
