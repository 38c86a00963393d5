import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { injected, names, slow, titles } from '../../../src/sandbox/seed/hostileTexts.ts';
import type { EditorState, TabName } from '../../../src/ui/editor/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AnnouncePage } from './announcePage.ts';
import { hostile } from './announceSample.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { saved } from './advisorySample.ts';
import { comments, discussion } from './discussionSample.ts';

const stored = saved.stored!;

/** Everything in every field, as somebody else's GitHub would send it. */
const everything: EditorState = {
  ...saved,
  facts: { ...saved.facts!, author: '../../x', creditStates: { __proto__: 'accepted' } as never },
  stored: {
    ...stored,
    title: `${titles['markdown']} ${titles['turned round']}`,
    description: injected,
    cveId: 'CVE-1-<script>/../..',
    cweIds: ['CWE-<b>', '../../x'],
    products: names.map(name => ({
      ...{ ecosystem: name as never, name: `${name}"'><img src=https://tracker.invalid/p.png>` },
      ...{ range: `< ${name}`, patched: `${name}\u202e`, functions: [name, injected.slice(0, 200)] },
    })),
    credits: names.map(login => ({ login, type: 'reporter' as const })),
    users: names,
    teams: names,
  },
  discussion: {
    ...discussion,
    reporter: '../../x',
    comments: [injected, ...Object.values(slow)].map((body, i) => ({
      ...{ ...comments[0]!, id: 500 + i, author: names[i % names.length]!, role: '<b>', body },
      htmlUrl: 'command:workbench.action.quit',
    })),
  },
};

describe('a hostile advisory, alone in a browser', () => {
  let browser: Browser;
  let at: AdvisoryPage | AnnouncePage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints, foreign } = at;
    await at.close();
    assert.deepEqual(complaints, []);
    assert.deepEqual(foreign, []);
  });

  const open = async (state: EditorState, tab: TabName) => {
    const page = await AdvisoryPage.open(browser, {
      ...state,
      open: { tab, preview: 'advisory', number: 1 },
    });
    page.answer = ({ t }) => (t === 'nameWeaknesses' || t === 'proposeNews' ? [] : undefined);
    at = page;
    return page;
  };

  const inert = async (title = 'advisory') =>
    assert.deepEqual(
      await at.page.evaluate(() => {
        const scope = window as unknown as { stopped: string[]; hit?: number };
        const ours = [...document.querySelectorAll('#page *')];
        return {
          stopped: scope.stopped,
          hit: scope.hit ?? null,
          title: document.title,
          turned: /[\u202a-\u202e\u2066-\u2069]/.test(
            document.querySelector<HTMLElement>('#page')!.innerText,
          ),
          elements: ours
            .map(({ localName }) => localName)
            .filter(name =>
              /^(script|img|iframe|object|embed|video|audio|source|picture|link|meta|base|style|form|math)$/.test(
                name,
              ),
            ),
          handlers: ours
            .flatMap(({ attributes }) => [...attributes].map(({ name }) => name))
            .filter(name => name.startsWith('on')),
          links: [...document.querySelectorAll('a[href]')]
            .map(link => link.getAttribute('href')!)
            .filter(href => !/^(https?|mailto):/.test(href)),
        };
      }),
      { ...{ stopped: [], hit: null, title, turned: false, elements: [] }, handlers: [], links: [] },
    );

  const settled = (what: string) => at.page.locator(`${what}:not([aria-busy])`).first().waitFor();

  for (const tab of ['advisory', 'severity', 'discussion', 'preview'] as const) {
    it(`runs nothing and fetches nothing at the tab ${tab}, and takes keys`, async () => {
      await open(everything, tab);
      if (tab === 'preview') await at.page.locator('.preview-card').getByText('The end of it.').waitFor();
      if (tab === 'discussion') await settled('.comments');
      await inert();
      const answered = await at.page.evaluate(() => {
        const begun = performance.now();
        return new Promise<number>(done =>
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun))),
        );
      });
      assert.ok(answered < 5_000, `${answered} ms`);
      await at.picture(`hostile-${tab}`);
      assert.ok((await at.sideways()) <= 0, 'the page does not scroll sideways');
    });
  }

  it('would be seen to fetch: a picture that the policy stops, and a window of its own', async () => {
    const page = await AdvisoryPage.open(browser, saved);
    await page.page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: 'https://tracker.invalid/p.png' }));
      window.open('http://tracker.invalid/w');
    });
    await page.until(() => page.foreign.includes('http://tracker.invalid/w'));
    await page.page.waitForFunction(() => {
      const { stopped } = window as unknown as { stopped: string[] };
      return stopped.includes('img-src https://tracker.invalid/p.png');
    });
    assert.ok(page.complaints.length > 0);
    await page.close();
    await open(saved, 'advisory');
    await inert();
  });

  it('runs nothing and fetches nothing at its announcement', async () => {
    const announced = await AnnouncePage.open(browser, hostile);
    at = announced;
    await announced.show(hostile, 1);
    await at.picture('hostile-announce');
    await inert('announce');
  });

  it('shows what a title hides', async () => {
    for (const [what, character] of [
      ['turned round', 'U+202E'],
      ['invisible', 'U+200B'],
      ['fillers', 'U+3164'],
      ['tags', 'U+E0071'],
    ] as const) {
      await open({ ...saved, stored: { ...stored, title: titles[what]! } }, 'advisory');
      const heading = await at.page.locator('h1').innerText();
      assert.ok(heading.includes(character), `${what}: ${heading}`);
      if (what !== 'tags') await at.close();
    }
  });

  for (const [what, description] of Object.entries(slow)) {
    it(`draws ${what} in less than two seconds`, async () => {
      const page = await open(saved, 'preview');
      const timed = async (description: string, revision: number) => {
        const begun = performance.now();
        await page.show({ ...saved, open: null, stored: { ...stored, description } }, revision);
        await settled('.previews');
        await at.page.evaluate(() => new Promise(requestAnimationFrame));
        return performance.now() - begun;
      };
      // On a busy machine an honest text of that length takes its time, too.
      const honest = await timed('A word. '.repeat(8_191), 1);
      const took = await timed(description, 2);
      assert.ok(took < 5_000 + honest, `${took} ms, an honest text ${honest} ms`);
      await inert();
    });
  }
});
