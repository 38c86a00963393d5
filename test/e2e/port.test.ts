import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { git } from '../../src/sandbox/gitdir.ts';
import { Tree } from './tree.ts';
import { Workbench, type Theme } from './workbench.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe says against a page, by rule. The CSP lets no script in: it is evaluated by the browser's own door. */
async function violations(frame: Frame): Promise<string[]> {
  const { readFileSync } = await import('node:fs');
  await frame.evaluate(readFileSync(axe, 'utf8'));
  return frame.evaluate(async () => {
    const { axe: runner } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    // The frame is VS Code's: its page has no h1 of its own to complain about elsewhere.
    const found = await runner.run({ resultTypes: ['violations'] });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

for (const version of ['latest', 'floor'] as const) {
  describe(`a person ports a fix, in the ${version} VS Code`, () => {
    let at: Workbench;
    before(async () => (at = await Workbench.open(version)));
    after(() => at.close());

    it('from the menu of a row that waits: Port, read, Make public', async () => {
      await at.openView();
      await at.page.getByRole('button', { name: 'Sign In to GitHub' }).waitFor();
      const { calls, pages } = at.sandbox.recorder;
      // Neither the API, nor git, CVE services, the release cycle and the members.
      assert.deepEqual([calls, pages], [[], []], 'nothing is asked before somebody signed in');
      await at.signIn();
      await new Tree(at).menu('Jam scheduler', 'Port Private Fix to Public PR');
      const page = await at.portPage();
      const button = page.locator('#make-public:not([aria-disabled])');
      await button.waitFor();
      assert.deepEqual(at.sandbox.recorder.writes(), [], 'nothing is sent before the line');
      await button.click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      const writes = at.sandbox.recorder
        .writes()
        .map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'N')}`);
      assert.deepEqual(writes, [
        'POST /repos/python/cpython/issues',
        'POST /repos/python/cpython/pulls',
        'POST /repos/python/cpython/issues/N/labels',
        'POST /repos/python/cpython/issues/N/labels',
      ]);
      const [push] = at.sandbox.recorder.pushes;
      assert.equal(push!.repo, 'octo-coordinator/cpython');
      const commit = push!.updates[0]!.to!;
      const dir = at.sandbox.dir('octo-coordinator/cpython');
      const files = (await git(dir, ['diff', '--name-only', `${commit}^`, commit])).split('\n');
      assert.deepEqual(files.slice(0, 2), ['Lib/jam.py', 'Lib/test/test_jam.py']);
      assert.equal(files.length, 3);
    });

    it('is stopped by a leak, and goes on after a failure', async () => {
      await at.pressPort('Spam parser');
      await at.page.locator('.tab', { hasText: 'Port: Spam' }).waitFor();
      const page = await at.portPage('Spam parser');
      const title = page.locator('#issue-title');
      await title.fill('Spam parser of GHSA-7q4m-xv2c-93rp');
      await page.locator('.finding.error', { hasText: 'Names the advisory' }).waitFor();
      const button = page.locator('#make-public');
      assert.equal(await button.getAttribute('aria-disabled'), 'true');
      const before = at.sandbox.recorder.writes().length;
      await button.click();
      assert.equal(at.sandbox.recorder.writes().length, before);
      await title.fill('Check the length field');
      at.sandbox.fail({ method: 'POST', path: '/pulls', kind: 'reset', effect: 'after' });
      await page.locator('#make-public:not([aria-disabled])').click();
      await page.locator('body[data-phase="failed"]').waitFor({ timeout: 60_000 });
      await at.picture(`${version}-failed`);
      await page.getByRole('button', { name: 'Continue port' }).click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      const titles = [...at.sandbox.store.repo('python/cpython')!.issues.values()].map(issue => issue.title);
      assert.equal(titles.filter(text => text === 'Check the length field').length, 1);
      assert.equal(titles.length, 4);
    });

    it('shows hostile titles as plain text, and breaks no rule of the page', async () => {
      assert.match(await at.row('<img src=x').innerText(), /<img src=x onerror=alert\(1\)>/);
      assert.deepEqual(at.complaints, []);
    });
  });
}

describe('the port page', () => {
  for (const theme of ['dark', 'light', 'hc', 'hcl'] as const satisfies readonly Theme[]) {
    it(`has nothing for axe to find in ${theme}, wide and narrow`, async () => {
      const at = await Workbench.open('latest', { theme });
      try {
        await at.openView();
        await at.signIn();
        await at.pressPort('Spam parser');
        const page = await at.portPage();
        await page.locator('#issue-body').fill('Found while working on GHSA-7q4m-xv2c-93rp. It ends.');
        await page.locator('.finding.error').waitFor();
        for (const width of [1280, 960, 760]) {
          await at.page.setViewportSize({ width, height: 900 });
          assert.deepEqual(await violations(page), [], `${theme} ${width}`);
          const wide = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          assert.equal(wide, false, `sideways scrolling at ${width}`);
          await at.picture(`port-${theme}-${width}`);
        }
      } finally {
        await at.close();
      }
    });
  }
});
