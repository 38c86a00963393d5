import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { RepoRef } from '../../src/advisory/model.ts';
import { connect } from '../../src/github/index.ts';
import type { Tree } from './tree.ts';
import type { Workbench } from './workbench.ts';

/** The steps of an advisory as a coordinator walks them, each until the next one is there. */
export class Walk {
  readonly #at: Workbench;
  readonly #tree: Tree;

  constructor(at: Workbench, tree: Tree) {
    this.#at = at;
    this.#tree = tree;
  }

  /** The advisory as GitHub has it. */
  stored(repo: RepoRef, ghsaId: string) {
    const { api, tokens } = this.#at.sandbox;
    const github = connect({ apiUrl: api, token: async () => tokens['admin']!, throttle: false });
    return github.advisories.get(repo, ghsaId);
  }

  refresh(): Promise<void> {
    return this.#at.runCommand('GHSA: Refresh Advisories');
  }

  /** Waits until a row says this: VS Code may lose a press on a row that is about to move. */
  async says(title: string, words: string): Promise<void> {
    const said = this.#at.page.locator(`[aria-label*="${words}" i]`);
    await this.#tree.row(title).and(said).first().waitFor();
  }

  /** Lets the bots run, then reads again. */
  async bots(): Promise<void> {
    await this.#at.sandbox.tick();
    await this.refresh();
  }

  /** Eleven letters and Ctrl+S. */
  async score(title: string): Promise<void> {
    await this.says(title, 'next: score');
    const page = await this.#at.openAdvisory(title);
    await page.getByRole('tab', { name: /^Severity/ }).click();
    await page.getByText('0 of 11 set').waitFor();
    await page.locator('input[name="AV"]').first().focus();
    for (const letter of 'NLNNPHNNNNN') await this.#at.page.keyboard.press(letter);
    await page.getByText('11 of 11 set').waitFor();
    await this.#at.page.keyboard.press('Control+s');
    await page.getByText(/^Saved \d\d:\d\d/).waitFor();
    await this.says(title, ', high 7.1, ');
  }

  /** Port, read, Make public; colleagues merge it. */
  async port(title: string): Promise<void> {
    await this.says(title, 'next: port');
    await this.#at.pressPort(title);
    const page = await this.#at.portPage(title);
    await page.locator('#make-public:not([aria-disabled])').click();
    await page.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
    await this.#at.sandbox.colleagues();
    await this.refresh();
    await this.says(title, 'next: announce');
  }

  /** Opens the announcement once every gate is passed; saves it, and gives what was saved. */
  async announce(title: string, picture: string): Promise<[Frame, Uint8Array]> {
    const at = this.#at;
    await at.pressToOpen(title, 'Announce', `Announce: ${title.slice(0, 12)}`);
    const page = await at.announcePage(title);
    await page.locator('#send-eml:not([aria-disabled])').waitFor();
    await at.picture(picture);
    const file = join(at.parts.dataDir, `${picture}.eml`);
    await page.locator('#send-eml').click();
    // VS Code writes its own proposal into the box, a little after it opened.
    await at.page.waitForFunction(() =>
      document.querySelector<HTMLInputElement>('.quick-input-widget input')?.value.endsWith('.eml'),
    );
    await at.page.locator('.quick-input-widget input').fill(file);
    // The first press may only go to the folder.
    const saved = page.getByText('Saved as').first();
    for (let tries = 3; tries > 0 && !(await saved.isVisible()); tries--) {
      await at.page.keyboard.press('Enter');
      await saved.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    return [page, await readFile(file)];
  }

  async markAsSent(page: Frame): Promise<void> {
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    await page
      .getByText(/^Sent /)
      .first()
      .waitFor();
  }
}
