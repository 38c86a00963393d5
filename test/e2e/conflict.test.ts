import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../../src/sandbox/gitdir.ts';
import { Workbench } from './workbench.ts';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person resolves a conflict, in the ${version} VS Code`, () => {
    let at: Workbench;
    before(async () => (at = await Workbench.open(version)));
    let now: Workbench | undefined;
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await now?.picture(`${version}-conflict-failed`);
    });
    after(() => at.close());

    it('in the merge editor of an embargoed window, and goes on to the pull request', async () => {
      await at.openView();
      await at.signIn();
      await at.pressPort('Egg codec');
      const asked = await at.portPage('Egg codec');
      assert.equal(await asked.locator('.conflicts li').count(), 1);
      await at.picture(`${version}-conflict`);
      const opened = at.parts.context.waitForEvent('page');
      await asked.getByRole('button', { name: 'Open Merge Editor' }).click();
      const embargoed = at.in(await opened);
      now = embargoed;
      const merge = embargoed.page.locator('.merge-editor');
      const accept = merge.getByText('Accept Private fix');
      await embargoed.holdsFolder(accept.nth(1));
      await embargoed.picture(`${version}-merge`);

      // One conflict is chosen, one is left; the merge editor saves the file without a marker all the same.
      await accept.first().click();
      await merge.getByText('1 Conflict Remaining').waitFor();
      const goOn = embargoed.page.locator('.editor-actions a[aria-label^="Continue Port"]');
      await goOn.click();
      let page = await embargoed.portPage('Egg codec');
      await page.getByText('neither change was chosen').waitFor();
      await embargoed.picture(`${version}-unchosen`);
      assert.deepEqual(at.sandbox.recorder.writes(), []);

      await page.getByRole('button', { name: 'Open in merge editor: Lib/egg.py' }).click();
      await accept.last().click();
      await merge.getByText('0 Conflicts Remaining').waitFor();
      await goOn.click();
      await merge.waitFor({ state: 'detached' });
      page = await embargoed.portPage('Egg codec', 'review');
      await page.locator('#make-public:not([aria-disabled])').waitFor();
      await embargoed.picture(`${version}-resolved`);
      await page.locator('#make-public').click();
      await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });

      const [push] = at.sandbox.recorder.pushes;
      const commit = push!.updates[0]!.to!;
      const fork = at.sandbox.dir('octo-coordinator/cpython');
      const text = await git(fork, ['show', `${commit}:Lib/egg.py`]);
      assert.match(text, /LONGEST = 1 << 20\n/);
      assert.match(text, /out\.append\(byte \^ 0x55 & 0xff\)/);
      assert.doesNotMatch(text, /KEY|<<<<|>>>>/);
      const changed = (await git(fork, ['diff', '--name-only', `${commit}^`, commit])).split('\n');
      assert.deepEqual(changed.slice(0, 2), ['Lib/egg.py', 'Lib/test/test_egg.py']);
      assert.equal(changed.length, 3, 'and the blurb');
      assert.deepEqual(
        await holding(join(at.parts.dataDir, 'data'), 'LONGEST = 1 << 20'),
        [],
        'nothing of it is left on disk',
      );
      assert.deepEqual(embargoed.complaints, []);
    });
  });
}

/** The files below a folder that hold a text. */
async function holding(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path).catch(() => Buffer.alloc(0))).includes(text)) found.push(path);
  }
  return found;
}
