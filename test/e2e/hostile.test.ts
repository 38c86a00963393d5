import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { injected, titles, tracker } from '../../src/sandbox/seed/hostileTexts.ts';
import { netWatch, type NetWatch } from '../leaks/netWatch.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
/** Anything that no row, hover or box must show (see test/unit/ui/hostile.test.ts); line ends are between its parts. */
const trick = /[\p{Cf}\p{Zl}\p{Zp}\u115f\u3164\u034f\u2800]|[^\P{Cc}\n\t]|\$\(/u;
/** Where VS Code itself goes, or the server that it comes with here: gallery, CDN, experiments, a look-up at the start. */
const vscodes =
  /(^|\.)(coder\.com|vscode-cdn\.net|vscode-unpkg\.net|visualstudio\.com|microsoft\.com|exp-tas\.com|open-vsx\.org)$/;

for (const version of ['latest', 'floor'] as const) {
  describe(`reports that were written to break their reader, in the ${version} VS Code`, () => {
    let outer: string;
    let watch: NetWatch;
    let at: Workbench;
    let tree: Tree;
    const asked: string[] = [];
    const dialogs: string[] = [];
    const opened: string[] = [];
    before(async () => {
      outer = await mkdtemp(join(tmpdir(), 'hostile-'));
      watch = await netWatch(join(outer, 'net'));
      const options = [process.env['NODE_OPTIONS'], watch.options].filter(Boolean).join(' ');
      at = await Workbench.open(version, { server: { env: { NODE_OPTIONS: options } } });
      tree = new Tree(at);
      const context = at.page.context();
      context.on('request', request => asked.push(request.url()));
      context.on('page', page => opened.push(page.url()));
      at.page.on('dialog', dialog => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await at.openView();
      await at.signIn();
      at.sandbox.addHostile();
      // One with a private fix, so that the pages of the port and of the announcement have something to show.
      const advisory = at.sandbox.store.advisory(spam)!;
      advisory.summary = `Spam ${titles['markdown']} ${titles['turned round']}`;
      advisory.description = injected;
      await at.runCommand('GHSA: Refresh Advisories');
      await at.row('Everything').waitFor();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-hostile-failed`);
    });
    after(async () => {
      await at?.close();
      await rm(outer, { recursive: true, force: true, maxRetries: 3 });
    });

    /** What ran in a frame, and what in it could ask for something or run something. */
    const alive = (frame: Frame) =>
      frame.evaluate(() => {
        const all = [...document.body.querySelectorAll('*')];
        const ours = (address: string) =>
          !/^(blob:|data:|https?:\/\/[^/]*(localhost|vscode-cdn))/.test(address);
        return {
          hit: 'hit' in window,
          handlers: all.filter(({ attributes }) => [...attributes].some(({ name }) => name.startsWith('on')))
            .length,
          links: all
            .map(element => element.getAttribute('href') ?? '')
            .filter(href => href !== '' && !/^(https?:|mailto:|#)/.test(href)),
          loads: all
            .filter(({ localName }) =>
              /^(img|script|iframe|video|audio|object|link|source|embed)$/.test(localName),
            )
            .map(element => element.getAttribute('src') ?? element.getAttribute('href') ?? '')
            .filter(address => address !== '' && address.includes('.invalid') && ours(address)),
        };
      });
    const quiet = { hit: false, handlers: 0, links: [], loads: [] };

    it('are rows with names that can be read', async () => {
      const rows = at.page.locator('.pane-body .monaco-list-row');
      const words = await rows.evaluateAll(all =>
        all.map(row => [row.textContent, row.getAttribute('aria-label')].join('\n')),
      );
      assert.ok(words.length > 20, `${words.length} rows`);
      for (const said of words) assert.doesNotMatch(said, trick, JSON.stringify(said));
      await at.picture(`${version}-hostile-tree`);
    });

    it('say in the hover what was left out, and nothing in it is a link or a picture', async () => {
      const hover = at.page.locator('.workbench-hover:visible, .monaco-hover:visible').last();
      for (const [label, words] of [
        ['Overflow in gnp.exe', 'cannot be seen or turn text round'],
        ['S\u0430lt p\u0430rser', 'mixes alphabets'],
        ['Everything', 'cannot be seen or turn text round'],
      ] as const) {
        const shown = hover.filter({ hasText: words });
        // A list that is drawn anew takes its hover along.
        for (let tries = 4; tries > 0 && !(await shown.isVisible()); tries--) {
          await at.rest();
          await tree.row(label).first().hover();
          await shown.waitFor({ timeout: 8_000 }).catch(() => undefined);
        }
        await shown.waitFor();
        const found = await hover.evaluate(box => ({
          text: box.textContent,
          links: [...box.querySelectorAll('a')].map(link => link.getAttribute('data-href') ?? link.href),
          pictures: box.querySelectorAll('img').length,
        }));
        assert.doesNotMatch(found.text, trick);
        assert.deepEqual([found.links, found.pictures], [[], 0], label);
        await at.picture(`${version}-hostile-hover-${words.slice(0, 5)}`);
      }
      await at.rest();
    });

    it('are inert in the page, on every tab and in every preview', async () => {
      const page = await at.openAdvisory('Everything');
      for (const tab of [/^Severity/, /^Advisory/, /^Discussion/, /^Preview/]) {
        await page.getByRole('tab', { name: tab }).click();
        await at.picture(`${version}-hostile-page-${tab.source.slice(1)}`);
        assert.deepEqual(await alive(page), quiet, tab.source);
      }
      for (const input of await page.locator('#panel-preview input[type="radio"]').all()) {
        await input.check();
        assert.deepEqual(await alive(page), quiet);
      }
      await page.locator('#panel-preview input[value="advisory"]').check();
      await page.getByText(`Image not loaded: ${tracker}`).first().waitFor();
      await at.picture(`${version}-hostile-preview`);
      assert.deepEqual(await reports(page), []);
    });

    it('are inert in what a bad day shows, which is VS Code’s own preview', async () => {
      await tree.menu('Everything', 'Something Leaked');
      await at.previewShows('Something leaked');
      await tree.notice(/nothing was sent or changed/);
      await at.picture(`${version}-hostile-leaked`);
      for (const frame of at.page.frames()) {
        const { hit, loads } = await alive(frame);
        assert.deepEqual([hit, loads], [false, []], frame.url());
      }
      await tree.clearNotices();
    });

    it('are read in the boxes that ask which one', async () => {
      await at.runCommand('GHSA: Open Advisory…');
      const rows = at.page.locator('.quick-input-list .monaco-list-row');
      await rows.filter({ hasText: 'Overflow in gnp.exe' }).first().waitFor();
      await at.picture(`${version}-hostile-picks`);
      for (const row of await rows.allInnerTexts()) assert.doesNotMatch(row, trick, JSON.stringify(row));
      assert.equal(await rows.locator('.codicon-loading').count(), 0);
      await at.page.locator('.quick-input-widget input').fill('Everything');
      await rows.filter({ hasText: 'Everything' }).first().waitFor();
      await at.page.keyboard.press('Escape');
    });

    it('are inert on the page of the port and of the announcement', async () => {
      await tree.menuFor('Spam', 'Port Private Fix', at.page.locator('.tab', { hasText: 'Port: ' }));
      const port = await at.portPage();
      await port.locator('#make-public').waitFor();
      await at.picture(`${version}-hostile-port`);
      assert.deepEqual(await alive(port), quiet);
      assert.deepEqual(await reports(port), []);
      await at.runCommand('GHSA: Announce…');
      await at.page.getByPlaceholder('Which advisory?').fill('Spam **b**');
      const row = at.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Spam **b**' });
      await row.first().waitFor();
      await at.page.keyboard.press('Enter');
      const announce = await at.announcePage();
      await at.picture(`${version}-hostile-announce`);
      assert.deepEqual(await alive(announce), quiet);
      assert.deepEqual(await reports(announce), []);
    });

    it('ran nothing and asked for nothing, neither here nor in the extension host', async () => {
      for (const frame of at.page.frames()) assert.equal((await alive(frame)).hit, false, frame.url());
      assert.deepEqual([dialogs, opened, at.complaints], [[], [], []]);
      const hosts = asked.flatMap(url => (URL.canParse(url) ? [new URL(url).hostname] : []));
      const local = /^(localhost|127\.0\.0\.1|local|)$/;
      const strangers = [...hosts, ...watch.hosts()].filter(host => !local.test(host) && !vscodes.test(host));
      assert.deepEqual([...new Set(strangers)], []);
      assert.ok(hosts.length > 100, `${hosts.length} requests were seen`);
      assert.ok(watch.hosts().includes(new URL(at.sandbox.api).hostname), watch.hosts().join());
    });

    it('would be refused and reported if a picture stood in a page after all', async () => {
      const page = await at.openAdvisory('Everything');
      const planted = `https://${tracker}/planted.png`;
      await page.evaluate(
        src =>
          new Promise(done => {
            const image = document.createElement('img');
            image.onerror = done;
            image.src = src;
            document.body.append(image);
          }),
        planted,
      );
      assert.deepEqual(await reports(page), [planted]);
      assert.ok(
        at.complaints.some(words => words.includes(planted)),
        at.complaints.join(),
      );
      assert.notDeepEqual((await alive(page)).loads, []);
    });
  });
}

/** Addresses that the policy of a page refused since it was loaded. VS Code writes its pages anew, which takes listeners away. */
function reports(frame: Frame): Promise<string[]> {
  return frame.evaluate(async () => {
    const found: string[] = [];
    const take = (all: readonly Report[]) =>
      all.forEach(({ body }) => found.push((body as unknown as { readonly blockedURL: string }).blockedURL));
    const observer = new ReportingObserver(take, { types: ['csp-violation'], buffered: true });
    observer.observe();
    await new Promise(done => setTimeout(done));
    take(observer.takeRecords());
    observer.disconnect();
    return found;
  });
}
