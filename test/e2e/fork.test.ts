import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { git } from '../../src/sandbox/gitdir.ts';
import { folderOf } from './folders.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const ham = 'GHSA-m2pg-3qcr-4vfw';
const title = 'Ham cookie jar';
const fork = `python/cpython-${ham.toLowerCase()}`;
/** Milliseconds that GitHub takes for a fork here, by the sandbox's clock. */
const forkDelay = 600_000;
const run = promisify(execFile);
const person = ['-c', 'user.name=Octo Coordinator', '-c', 'user.email=octo@example.org'];

for (const version of ['latest', 'floor'] as const) {
  describe(`a member develops a fix in private, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let embargoed: Workbench | undefined;
    let path = '';
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      const advisory = at.sandbox.store.advisory(ham)!;
      advisory.vectorV4 = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N';
      advisory.severity = 'high';
      // The sandbox has prepared one already.
      await at.sandbox.deleteFork(ham);
      at.sandbox.knobs({ forkDelay });
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      await at.picture(`${version}-fork-failed`);
      await embargoed?.picture(`${version}-fork-embargoed-failed`);
    });
    after(() => at.close());

    const refresh = () => at.runCommand('GHSA: Refresh Advisories');
    const says = (words: string) =>
      tree
        .row(title)
        .and(at.page.locator(`[aria-label*="${words}" i]`))
        .first()
        .waitFor();
    const notice = (page: Page, words: RegExp) =>
      page.locator('.notification-list-item', { hasText: words }).first();
    const inClone = async (...args: string[]) => {
      // Without a clone git would run in the project itself.
      assert.notEqual(path, '', 'There is no private clone.');
      const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
      return (await run('git', [...person, ...args], { cwd: path, env })).stdout.trim();
    };
    const mainOf = () => git(at.sandbox.dir('python/cpython'), ['show-ref']);

    it('asks the bot, which makes the fork; is told when it is ready', async () => {
      await tree.press(title, 'Accept as Vulnerability', 'Ask the bot');
      await tree.pick('Without a comment');
      await tree.notice(/\[ACCEPTED\] is in the title of 4vfw/);
      await tree.clearNotices();
      await at.sandbox.tick();
      await refresh();
      await at.picture(`${version}-fork-waiting`);
      at.sandbox.clock(forkDelay);
      await notice(at.page, /4vfw: the private fork is ready/).waitFor({ timeout: 90_000 });
      await at.picture(`${version}-fork-ready`);
    });

    it('clones it, with the objects of the public clone, into a window of its own', async () => {
      await notice(at.page, /4vfw: the private fork is ready/)
        .getByRole('button', { name: 'Clone' })
        .click();
      const cloned = notice(at.page, /cloned in/);
      await cloned.waitFor({ timeout: 60_000 });
      await at.picture(`${version}-fork-cloned`);
      const opened = at.parts.context.waitForEvent('page');
      await cloned.getByRole('button', { name: 'Open in New Window' }).click();
      embargoed = at.in(await opened);
      const mark = embargoed.page.locator('.statusbar-item', { hasText: 'Embargo 4vfw' });
      await embargoed.holdsFolder(mark);
      await embargoed.picture(`${version}-fork-embargoed`);
      path = await folderOf(at.parts.dataDir, fork.split('/')[1]!);
      assert.equal(await inClone('symbolic-ref', '--short', 'HEAD'), 'advisory-fix-1');
      assert.equal(await inClone('remote', 'get-url', 'origin'), `${at.sandbox.git}/${fork}.git`);
      await assert.rejects(stat(join(path, '.git', 'objects', 'info', 'alternates')));
    });

    it('edits, commits, and pushes nowhere but to the fork', async () => {
      const before = await mainOf();
      const { page } = embargoed!;
      const explorer = page.locator('.explorer-folders-view .monaco-list-row');
      await explorer.filter({ hasText: /^Lib$/ }).click();
      await explorer.filter({ hasText: /^ham\.py$/ }).dblclick();
      await page.locator('.tab.active', { hasText: 'ham.py' }).waitFor();
      await page.locator('.monaco-editor.focused .view-line', { hasText: 'jar.send' }).waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\nSAME_HOST_ONLY = True\n');
      await page.keyboard.press('Control+s');
      await page.locator('.tab.active:not(.dirty)', { hasText: 'ham.py' }).waitFor();
      await inClone('commit', '-qam', 'Keep the jar at home');
      const refused = await inClone(
        'push',
        '--no-verify',
        `${at.sandbox.git}/python/cpython.git`,
        'HEAD',
      ).then(
        () => 'pushed',
        (error: { stderr: string }) => error.stderr,
      );
      assert.match(refused, /this clone is under embargo\. Push to \S+\/python\/cpython refused\./);
      assert.equal(await mainOf(), before);
    });

    it('opens the private pull request', async () => {
      const { page } = embargoed!;
      await embargoed!.runCommand('GHSA: Open Private PR…');
      const box = page.locator('.quick-input-widget input');
      await page.locator('.quick-input-titlebar', { hasText: '4vfw' }).waitFor();
      await box.fill('Keep the jar at home');
      await embargoed!.picture(`${version}-fork-pull-form`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-titlebar', { hasText: '2/2' }).waitFor();
      await page.keyboard.press('Enter');
      await notice(page, /#1/).waitFor();
      const [pull] = [...at.sandbox.store.repo(fork)!.issues.values()];
      assert.equal(pull?.title, 'Keep the jar at home');
      assert.equal(pull.author, 'octo-coordinator');
      assert.deepEqual(
        at.sandbox.recorder.pushes.map(({ repo, login }) => [repo, login]),
        [[fork, 'octo-coordinator']],
      );
    });

    it('ports it to a public pull request', async () => {
      await at.sandbox.colleagues();
      await refresh();
      await says('next: port');
      await at.pressPort(title);
      const page = await at.portPage(title, 'review');
      await page.locator('#make-public:not([aria-disabled])').click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      await at.picture(`${version}-fork-ported`);
      const push = at.sandbox.recorder.pushes.find(({ repo }) => repo === 'octo-coordinator/cpython')!;
      const text = await git(at.sandbox.dir('octo-coordinator/cpython'), [
        'show',
        `${push.updates[0]!.to!}:Lib/ham.py`,
      ]);
      assert.match(text, /SAME_HOST_ONLY = True/);
      assert.ok(!at.sandbox.recorder.pushes.some(({ repo }) => repo === 'python/cpython'));
    });

    it('left the token in no file below the clone', async () => {
      const token = at.sandbox.tokens['coordinator']!;
      for (const name of await readdir(path, { recursive: true })) {
        const file = join(path, name);
        if (!(await stat(file)).isFile()) continue;
        assert.ok(!(await readFile(file)).includes(token), name);
      }
    });
  });
}
