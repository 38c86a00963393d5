import type { Locator } from 'playwright-core';
import { firstShown, type Workbench } from './workbench.ts';

const answered = [() => true, () => false] as const;

/** What a person does in the tree and in VS Code's questions. */
export class Tree {
  readonly #at: Workbench;

  constructor(at: Workbench) {
    this.#at = at;
  }

  row(label: string | RegExp): Locator {
    return this.#at.row(label);
  }

  /** Opens a row, and those above it, until a child shows: VS Code folds a row that has just moved to another group. */
  async unfold(path: string | readonly (string | RegExp)[], child: RegExp): Promise<void> {
    const shown = this.row(child).first();
    for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
      await this.#openGroups();
      for (const label of typeof path === 'string' ? [path] : path) {
        const row = this.row(label).first();
        if (!(await row.waitFor({ timeout: 2_000 }).then(...answered))) break;
        if (await row.and(this.#at.page.locator('[aria-expanded="false"]')).isVisible())
          await row
            .locator('.monaco-tl-twistie')
            .click({ timeout: 2_000 })
            .catch(() => undefined);
      }
      if (await shown.waitFor({ timeout: 2_000 }).then(...answered)) return;
    }
    throw new Error(`${String(path)} shows no ${child}.`);
  }

  /** A press on a row that has just moved may have folded the group that took its place. */
  async #openGroups(): Promise<void> {
    const folded = this.row(/^(Your move|Waiting|Unassigned)/).and(
      this.#at.page.locator('[aria-expanded="false"]'),
    );
    for (let tries = 3; tries > 0 && (await folded.first().isVisible()); tries--)
      await folded
        .first()
        .locator('.monaco-tl-twistie')
        .click({ timeout: 2_000 })
        .catch(() => undefined);
  }

  async fold(label: string): Promise<void> {
    const row = this.row(label).first();
    const folded = row.and(this.#at.page.locator('[aria-expanded="false"]'));
    for (let tries = 10; tries > 0; tries--) {
      if ((await row.getAttribute('aria-expanded')) === 'true')
        await row
          .locator('.monaco-tl-twistie')
          .click({ timeout: 2_000 })
          .catch(() => undefined);
      if (await folded.waitFor({ timeout: 2_000 }).then(...answered)) return;
    }
    throw new Error(`${label} stays unfolded.`);
  }

  /** Chooses from the menu of a row; what it offers may still depend on what is being read. */
  async menu(label: string, action: string): Promise<void> {
    const item = this.#at.page.locator('.monaco-menu .action-label', { hasText: action });
    for (let tries = 10; tries > 0; tries--) {
      await this.#at.rest();
      await this.#openGroups();
      const opened = await this.row(label)
        .first()
        .click({ button: 'right', timeout: 3_000 })
        .then(...answered);
      const shown = opened && (await item.waitFor({ timeout: 3_000 }).then(...answered));
      // Rows move while they are being read: the menu may be that of the row that came under the mouse.
      if (shown && (await this.#hasFocus(label))) {
        // The menu takes presses only after the mouse has moved on it.
        await item.hover();
        return item.click();
      }
      await this.#at.page.keyboard.press('Escape');
    }
    throw new Error(`The menu of ${label} offers no ${action}.`);
  }

  /** The row whose menu is open has the focus. */
  #hasFocus(label: string): Promise<boolean> {
    return this.row(label).and(this.#at.page.locator('.focused')).first().isVisible();
  }

  /** The same, until its sign is there: a row that is drawn anew takes its menu's press along, or we ask which one. */
  async menuFor(label: string, action: string, sign: Locator): Promise<void> {
    const lost = this.#at.page.getByPlaceholder('Which advisory?');
    await this.menu(label, action);
    for (let tries = 3; tries > 0; tries--) {
      const told = await firstShown(sign.or(lost))
        .waitFor({ timeout: 30_000 })
        .then(...answered);
      if (told && !(await lost.isVisible())) return;
      await this.#at.page.keyboard.press('Escape');
      await lost.waitFor({ state: 'hidden' });
      // What is under way after all is not offered again; then its sign comes.
      await this.menu(label, action).catch(() => undefined);
    }
    throw new Error(`${label} loses each press of ${action}.`);
  }

  /** Presses a row's button until its question is there, and answers it: a list drawn anew may take a press away. */
  async press(label: string, action: string, answer: string): Promise<void> {
    for (let tries = 5; tries > 0; tries--) {
      await this.#at.pressInline(label, action);
      if (
        await this.#answer(answer)
          .waitFor({ timeout: 5_000 })
          .then(...answered)
      )
        return this.pick(answer);
      await this.#at.page.keyboard.press('Escape');
    }
    throw new Error(`${action} asks nothing that ${answer} would answer.`);
  }

  /** Answers a quick pick; the words of the row that is chosen. */
  async pick(words: string): Promise<void> {
    await this.#answer(words).click();
  }

  #answer(words: string): Locator {
    return this.#at.page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
  }

  /** Waits for a notification with these words. */
  async notice(words: RegExp): Promise<void> {
    await this.#at.page.locator('.notification-list-item', { hasText: words }).first().waitFor();
  }

  /** Presses a row's button that asks nothing, and waits for what it says. */
  tell(label: string, action: string, words: RegExp): Promise<void> {
    const said = this.#at.page.locator('.notification-list-item', { hasText: words });
    return this.#at.pressFor(label, action, said);
  }

  async clearNotices(): Promise<void> {
    await this.#at.runCommand('Notifications: Clear All Notifications');
  }

  async filter(words: string): Promise<void> {
    await this.#at.runCommand('GHSA: Filter Advisories…');
    await this.pick(words);
  }
}
