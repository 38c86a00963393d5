import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { browserState } from '../leaks/browserState.ts';
import type { Canary } from '../leaks/canary.ts';
import { onDisk } from '../leaks/disk.ts';
import { lines } from '../leaks/look.ts';
import { exists, folderOf, waitFor } from './folders.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'Spam parser';
const fork = 'cpython-ghsa-7q4m-xv2c-93rp';
const file = 'README.rst';

/** What the person types, by what happens to it. */
const typed = {
  ordinary: 'walnuts are saved in an ordinary folder',
  ordinaryUnsaved: 'walnuts wait in an ordinary folder',
  saved: 'hazelnuts are saved in the private clone',
  unsaved: 'hazelnuts wait in the private clone',
  sought: 'hazelnuts are looked for in the private clone',
  draft: 'hazelnuts are in the draft of the report',
} as const;
type Typed = keyof typeof typed;

/** What VS Code itself keeps of a file that is edited: Local History, backups (hot exit), what was looked for. */
for (const version of ['latest', 'floor'] as const) {
  describe(`a file of a private clone that is edited, in the ${version} VS Code`, () => {
    let outer: string;
    let at: Workbench;
    let inside: Workbench;
    let clone = '';
    before(async () => {
      outer = await mkdtemp(join(tmpdir(), 'leaks-editing-'));
      for (const name of ['home', 'tmp']) await mkdir(join(outer, name));
      const name = '[user]\n\tname = Octo Coordinator\n\temail = octo@sandbox.example\n';
      await writeFile(join(outer, 'home', '.gitconfig'), name);
      const env = { HOME: join(outer, 'home'), TMPDIR: join(outer, 'tmp') };
      at = await Workbench.open(version, { server: { env } });
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state !== 'failed') return;
      await at.picture(`${version}-leaks-editing-failed`);
      await inside?.picture(`${version}-leaks-editing-window-failed`);
    });
    after(async () => {
      await at?.close();
      await rm(outer, { recursive: true, force: true, maxRetries: 3 });
    });

    /** Where these words are: on the disk outside of the clone, and in what VS Code keeps in the browser. */
    const found = async (what: Typed, page = at.page): Promise<string[]> => {
      const wanted: Canary[] = [{ kind: 'report', text: typed[what] }];
      const { dataDir } = at.parts;
      const skipped = clone === '' ? null : relative(dataDir, clone);
      const files = [dataDir, outer].flatMap(root =>
        onDisk(root, name =>
          name.startsWith('extensions/') || (skipped !== null && name.startsWith(skipped)) ? [] : wanted,
        ),
      );
      const kept = await browserState(page);
      return [
        ...files,
        ...kept.flatMap(({ where, text }) => [
          ...lines(`name of ${where}`, where, wanted),
          ...lines(where, text, wanted),
        ]),
      ].map(line => line.replace(/: report: .*/, ''));
    };
    const mark = () => inside.page.locator('.statusbar-item', { hasText: 'Embargo 93rp' });
    const answer = (words: string) =>
      inside.page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first().click();

    it('of an ordinary folder is in the History when it is saved, and in the backups while it is not', async () => {
      await openFile(at, file);
      await type(at, typed.ordinary);
      await save(at, file);
      await waitFor(async () => (await found('ordinary')).some(where => where.includes('User/History/')));
      await type(at, typed.ordinaryUnsaved);
      await waitFor(async () => (await found('ordinaryUnsaved')).some(isBackup));
      await save(at, file);
    });

    it('is in no History when it is saved', async () => {
      const cloned = at.page.locator('.notification-list-item', { hasText: /cloned in/ }).first();
      await at.openView();
      await new Tree(at).menuFor(spam, 'Clone Temporary Private Fork', cloned);
      const opened = at.page.context().waitForEvent('page');
      await cloned.getByRole('button', { name: 'Open in New Window' }).click();
      inside = at.in(await opened);
      await inside.holdsFolder(mark());
      clone = await folderOf(at.parts.dataDir, fork);
      await openFile(inside, file);
      await type(inside, typed.saved);
      await waitFor(async () => (await found('saved', inside.page)).some(isBackup));
      await save(inside, file);
      await waitFor(async () => (await found('saved', inside.page)).length === 0);
    });

    it('leaves nothing of what was looked for in it', async () => {
      await inside.page.keyboard.press('Control+f');
      const box = inside.page.locator('.find-widget textarea[aria-label="Find"]');
      await box.fill(typed.sought);
      await box.press('Enter');
      await inside.page.keyboard.press('Escape');
      const loaded = inside.page.waitForEvent('load');
      await inside.runCommand('Developer: Reload Window');
      await loaded;
      await mark().waitFor();
      assert.deepEqual(await found('sought', inside.page), []);
    });

    it('is nowhere but in the backups while it is not saved, also when the window is closed', async () => {
      await openFile(inside, file);
      await type(inside, typed.unsaved);
      await waitFor(async () => (await found('unsaved', inside.page)).some(isBackup));
      await inside.page.close({ runBeforeUnload: true });
      assert.deepEqual(
        (await found('unsaved')).filter(where => !isBackup(where)),
        [],
      );
    });

    it('is there again when the window is opened again, and so is the draft of the report', async () => {
      const opened = at.page.context().waitForEvent('page');
      await at.runCommand('GHSA: Open Private Clone');
      inside = at.in(await opened);
      await inside.holdsFolder(mark());
      await inside.page.locator('.tab.dirty', { hasText: file }).waitFor();
      await mark().getByRole('button').click();
      await answer('Open Advisory');
      const page = await inside.advisoryPage(spam);
      await page.getByRole('tab', { name: /^Advisory/ }).click();
      const field = page.locator('#field-description');
      await field.fill(`${await field.inputValue()}\n\n${typed.draft}`);
      await page.getByText('Unsaved: description').waitFor();
      await inside.picture(`${version}-leaks-editing`);
      assert.deepEqual(await found('draft', inside.page), []);
    });

    it('leaves nothing when its clone is deleted', async () => {
      await mark().getByRole('button').click();
      await answer('Delete Local Private Clone…');
      const anyway = inside.page.getByRole('button', { name: 'Delete Anyway' });
      await anyway.waitFor();
      await inside.picture(`${version}-leaks-editing-delete`);
      await anyway.click();
      await waitFor(async () => !(await exists(clone)));
      await mark().waitFor({ state: 'detached', timeout: 60_000 });
      await waitFor(async () => !(await exists(`${clone}.code-workspace`)));
      await inside.picture(`${version}-leaks-editing-deleted`);
      for (const what of ['saved', 'unsaved', 'sought', 'draft'] as const)
        assert.deepEqual([what, ...(await found(what))], [what]);
      assert.notDeepEqual(await found('ordinary'), [], 'The look still sees.');
    });
  });
}

const isBackup = (where: string) => /\/User\/Backups\//i.test(where);

async function openFile(at: Workbench, name: string): Promise<void> {
  // The floor comes without the program that searches for files.
  await at.page.keyboard.press('Control+Shift+E');
  const rows = at.page.locator('.explorer-folders-view .monaco-list-row');
  await rows.filter({ hasText: name }).first().dblclick();
  await at.page.locator('.tab', { hasText: name }).waitFor();
}
async function type(at: Workbench, words: string): Promise<void> {
  await at.page.locator('.editor-instance .monaco-editor .view-lines').first().click();
  await at.page.keyboard.press('Control+Home');
  await at.page.keyboard.type(`${words} `);
  await at.page.locator('.tab.dirty').waitFor();
}

async function save(at: Workbench, name: string): Promise<void> {
  await at.page.keyboard.press('Control+s');
  await at.page.locator('.tab:not(.dirty)', { hasText: name }).waitFor();
}
