import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { codeWindow, launchBrowser } from '../vscode/browser.ts';
import type { Version } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import { clonePublic } from '../vscode/publicClone.ts';
import { sandboxSettings } from '../vscode/sandboxSettings.ts';
import { Overheard } from './overheard.ts';
import { startServer, type CodeServer, type ServerOptions } from '../vscode/server.ts';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
  hcl: 'Default High Contrast Light',
} as const;

export type Theme = keyof typeof themes;

/** Of what may be there several times, or hidden as a question that was closed is, the first that can be seen. */
export const firstShown = (found: Locator): Locator => found.filter({ visible: true }).first();

let packaged: Promise<string> | undefined;

/** The extension as it ships, built once per run. */
export function vsix(): Promise<string> {
  return (packaged ??= mkdtemp(join(tmpdir(), 'ghsa-vsix-')).then(folder => {
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return packageExtension(folder);
  }));
}

/** A person at a workbench: real VS Code with the packaged extension, a sandbox, a public clone. */
export class Workbench {
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly clone: string;
  /** What the developer console complained about: CSP violations and errors of our own pages. */
  readonly complaints: string[] = [];
  /** What else the console said, for the report of a failure. */
  readonly #console: string[] = [];
  readonly #parts: {
    readonly browser: Browser;
    readonly context: BrowserContext;
    readonly server: CodeServer;
    readonly remove: () => Promise<void>;
    readonly dataDir: string;
    readonly overheard: Overheard;
  };
  readonly #pictures: string;
  static readonly #open = new Set<Page>();

  private constructor(
    page: Page,
    sandbox: Sandbox,
    clone: string,
    pictures: string,
    parts: Workbench['parts'],
  ) {
    this.page = page;
    this.sandbox = sandbox;
    this.clone = clone;
    this.#pictures = pictures;
    this.#parts = parts;
    Workbench.#open.add(page);
    page.on('close', () => Workbench.#open.delete(page));
    page.on('console', message => {
      const text = message.text();
      if (/Content Security Policy|Content-Security-Policy/.test(text)) this.complaints.push(text);
      // The npm-only VS Code has no native log; it says so again and again.
      if (message.type() === 'error' && !text.includes('bindings file'))
        this.#console.push(text.slice(0, 300));
    });
  }

  get parts() {
    return this.#parts;
  }

  static async open(
    version: Version,
    {
      theme = 'dark',
      pictures = 'screenshots',
      repositories,
      restricted = false,
      folder,
      server: more = {},
    }: {
      readonly theme?: Theme;
      readonly pictures?: string;
      /** Other ones than the default settings list. */
      readonly repositories?: readonly string[];
      /** In Restricted Mode. */
      readonly restricted?: boolean;
      /** Instead of the public clone: the address of a folder on no disk. */
      readonly folder?: string;
      readonly server?: Pick<ServerOptions, 'env' | 'logLevel' | 'settings'>;
    } = {},
  ): Promise<Workbench> {
    const sandbox = await startSandbox({ control: true });
    const clone = await clonePublic(sandbox);
    // That was the test's own: what comes is the window's.
    sandbox.recorder.clear();
    const dataDir = await mkdtemp(join(tmpdir(), 'ghsa-e2e-'));
    const server = await startServer({
      version,
      dataDir,
      vsix: await vsix(),
      restricted,
      ...more,
      settings: {
        'workbench.colorTheme': themes[theme],
        ...sandboxSettings(sandbox),
        ...(repositories ? { 'ghsa.repositories': repositories } : {}),
        ...more.settings,
      },
    });
    const browser = await launchBrowser();
    const context = await codeWindow(browser);
    const overheard = new Overheard();
    await overheard.listen(context);
    const page = await context.newPage();
    const shown = resolve(import.meta.dirname, '../../out', pictures);
    await mkdir(shown, { recursive: true });
    const workbench = new Workbench(page, sandbox, clone.path, shown, {
      browser,
      context,
      server,
      remove: clone.remove,
      dataDir,
      overheard,
    });
    await page.goto(
      `${server.origin}/?tkn=${server.token}&folder=${encodeURIComponent(folder ?? clone.path)}`,
    );
    await page.locator('.monaco-workbench').waitFor();
    await page.locator('.activitybar').waitFor();
    // The floor asks, whatever its settings say.
    if (restricted && version === 'floor')
      await page.locator('.monaco-dialog-box').getByRole('button', { name: /^No, / }).click();
    return workbench;
  }

  /** The same person in another window of the same VS Code. */
  in(page: Page): Workbench {
    return new Workbench(page, this.sandbox, this.clone, this.#pictures, this.#parts);
  }

  /** Opens this window on a workspace file with these folders; the sign tells that it holds them. */
  async openWorkspace(name: string, folders: readonly string[], sign: Locator): Promise<void> {
    const { server, dataDir } = this.#parts;
    const file = join(dataDir, `${name}.code-workspace`);
    await writeFile(file, JSON.stringify({ folders: folders.map(path => ({ path })) }));
    await this.page.goto(`${server.origin}/?tkn=${server.token}&workspace=${encodeURIComponent(file)}`);
    await this.holdsFolder(sign);
  }

  async close(): Promise<void> {
    const { browser, server, remove, dataDir, overheard } = this.#parts;
    await browser.close();
    await server.stop();
    await this.sandbox.stop();
    await remove();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    overheard.assertNoTitle(this.sandbox);
  }

  /** Opens our view by its icon, which would close it where it is open. */
  async openView(): Promise<void> {
    const title = this.page.locator('.sidebar .composite.title', { hasText: 'GHSA Coordinator' });
    if (await title.isVisible()) return;
    await this.page.locator('.activitybar').getByRole('tab', { name: 'GHSA Coordinator' }).click();
    await title.waitFor();
  }

  /** Signs in as a person would: the button of the welcome text, then the token. */
  async signIn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign In to GitHub' }).click();
    const box = this.page.locator('.quick-input-widget input');
    await box.waitFor();
    await box.fill(this.sandbox.tokens['coordinator']!);
    await this.page.keyboard.press('Enter');
    await this.row('Spam parser').waitFor();
  }

  /** A row of the tree by a part of its label. The view of backports has rows of the same names. */
  row(label: string | RegExp) {
    const pane = '.pane:not(:has(> .pane-header[aria-label^="Backports"]))';
    return this.page.locator(`${pane} > .pane-body .monaco-list-row`, { hasText: label });
  }

  /** Presses the inline Port action of a row. */
  async pressPort(label: string): Promise<void> {
    await this.pressToOpen(label, 'Port Private Fix', `Port: ${label.slice(0, 12)}`);
  }

  /** Presses the inline action of a row that opens a tab. */
  pressToOpen(label: string, action: string, tab: string): Promise<void> {
    return this.pressFor(label, action, this.page.locator('.tab', { hasText: tab }));
  }

  /** Presses the inline action of a row until its sign is there: a row that moves loses a press, and we ask which one. */
  async pressFor(label: string, action: string, sign: Locator): Promise<void> {
    const lost = this.page.getByPlaceholder('Which advisory?');
    for (let tries = 3; tries > 0; tries--) {
      await this.pressInline(label, action, sign.or(lost));
      await firstShown(sign.or(lost)).waitFor({ timeout: 60_000 });
      if (!(await lost.isVisible())) return;
      await this.page.keyboard.press('Escape');
      await lost.waitFor({ state: 'hidden' });
    }
    throw new Error(`${label} loses each press of ${action}.`);
  }

  /** Takes the mouse off the tree, and the hover of a row with it: it would lie over the rows below. */
  async rest(): Promise<void> {
    const hover = this.page.locator('.context-view .monaco-hover, .workbench-hover').first();
    await this.page.mouse.move(700, 1);
    try {
      await hover.waitFor({ state: 'hidden', timeout: 5_000 });
    } catch {
      // What got the focus back (a status bar item after its menu) keeps its hover until Escape.
      await this.page.keyboard.press('Escape');
      await hover.waitFor({ state: 'hidden' });
    }
  }

  /** Presses the inline action of a row, by the beginning of its name; `sign` tells that it was pressed, too. */
  async pressInline(label: string, action: string, sign?: Locator): Promise<void> {
    const row = this.row(label).first();
    const button = row.locator(`a[aria-label^="${action}"]`);
    // A list that has just been drawn anew does not know the mouse until it moves.
    for (let tries = 10; tries > 0; tries--) {
      await this.rest();
      const pressed = await row
        .hover({ timeout: 3_000 })
        .then(() => button.click({ timeout: 3_000 }))
        .then(
          () => true,
          () => false,
        );
      // A row that went with the press may leave it unanswered.
      if (pressed || (sign && (await firstShown(sign).isVisible()))) return;
    }
    throw new Error(`${label} offers no ${action}.`);
  }

  /** The port page whose title has these words, in this phase. */
  portPage(title = '', phase = ''): Promise<Frame> {
    return this.#frame('port', '.meta', title, phase);
  }

  /** The advisory page whose heading has these words, once it shows the advisory. */
  advisoryPage(title = ''): Promise<Frame> {
    return this.#frame('advisory', 'h1', title, 'ready');
  }

  /** The announcement whose advisory's title has these words, once it was read. */
  announcePage(title = ''): Promise<Frame> {
    return this.#frame('announce', '.meta', title, 'ready');
  }

  /** The page of an advisory that is to be published. */
  publishPage(): Promise<Frame> {
    return this.#frame('port', 'h1', 'Publish on GitHub', '');
  }

  /** The page of all backports, once it was read. */
  backportsPage(): Promise<Frame> {
    return this.#frame('backports', 'h1', 'Backports', 'ready');
  }

  /** The frame (two deep) of one of our pages: its script, an element with these words, and its phase. */
  async #frame(
    script: 'port' | 'advisory' | 'announce' | 'backports',
    selector: string,
    words: string,
    phase: string,
  ): Promise<Frame> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        const ready = await frame
          .evaluate(
            ([script, selector, words, phase]) =>
              document.querySelector(`script[src$="/${script}.js"]`) !== null &&
              document.body?.dataset['phase']?.startsWith(phase) === true &&
              [...document.querySelectorAll(selector)].some(found => found.textContent.includes(words)),
            [script, selector, words, phase] as const,
          )
          .catch(() => false);
        if (ready) return frame;
      }
      await this.page.waitForEvent('framenavigated', { timeout: 500 }).catch(() => undefined);
    }
    throw new Error(`The ${script} page did not open. There is:\n${await this.#frames()}`);
  }

  /** Waits for VS Code's own preview of Markdown with this heading. */
  async previewShows(heading: string): Promise<void> {
    for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
      for (const frame of this.page.frames()) {
        const shown = frame.locator('h1', { hasText: heading }).first();
        if (await shown.isVisible().catch(() => false)) return;
      }
      await this.page.waitForEvent('framenavigated', { timeout: 500 }).catch(() => undefined);
    }
    throw new Error(`No preview shows ${heading}.\n${await this.#frames()}`);
  }

  /** Opens an advisory as a person does: a press on its row, and another one where a list drawn anew took the first. */
  async openAdvisory(label: string): Promise<Frame> {
    // A hover may lie over the row.
    await this.rest();
    await this.row(label).click();
    return this.advisoryPage(label).catch(async () => {
      await this.row(label).click();
      return this.advisoryPage(label);
    });
  }

  /** What every frame holds, for the report of a failure. */
  async #frames(): Promise<string> {
    const lines = this.page.frames().map(async frame => {
      const look = frame.evaluate(() => {
        const { readyState, body } = document;
        return `${readyState}, phase ${body?.dataset['phase']}, ${body?.innerText.length} characters`;
      });
      const late = new Promise<string>(done => setTimeout(done, 2_000, 'no answer'));
      const words = await Promise.race([look, late]).catch((error: Error) => error.message);
      return `${frame.url().slice(0, 120)}: ${words}`;
    });
    return [...(await Promise.all(lines)), ...this.#console.slice(-12)].join('\n');
  }

  /**
   * Waits for the sign that a new window has its folder. VS Code in a browser sometimes opens a workspace file before its
   * server answers, and then shows none until it is loaded anew, sometimes more than once.
   */
  async holdsFolder(sign: Locator): Promise<void> {
    for (let tries = 5; tries > 0; tries--) {
      const come = await sign
        .first()
        .waitFor({ timeout: 25_000 })
        .then(
          () => true,
          () => false,
        );
      if (come) return;
      await this.page.reload();
    }
    throw new Error('The new window does not hold its folder.');
  }

  /** Runs a command by its title. A box that was just closed may take the first keys; Enter takes the row with the focus. */
  async runCommand(title: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget input');
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    // A label goes on with the command's keys.
    const isWanted = (label: string | null) => label === title || label?.startsWith(`${title}, `) === true;
    for (let tries = 5; tries > 0; tries--) {
      await this.page.keyboard.press('F1');
      const filled = await box
        .fill(`>${title}`, { timeout: 3_000 })
        .then(() => rows.filter({ hasText: title }).first().waitFor({ timeout: 5_000 }))
        .then(
          () => true,
          () => false,
        );
      // Others with the same words may stand before it, and one used lately is the first.
      const shown = filled ? await rows.count() : 0;
      for (let down = 0; down < shown; down++) {
        const focused = this.page.locator('.quick-input-list .monaco-list-row.focused');
        if (isWanted(await focused.getAttribute('aria-label', { timeout: 3_000 }).catch(() => null)))
          return this.page.keyboard.press('Enter');
        await this.page.keyboard.press('ArrowDown');
      }
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`VS Code offers no ${title}.`);
  }

  /** Titles of our commands that the palette offers for these words. A box that was just closed may take the first keys. */
  async offered(words: string): Promise<readonly string[]> {
    const box = this.page.locator('.quick-input-widget input');
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    for (let tries = 5; tries > 0; tries--) {
      await this.page.keyboard.press('F1');
      const filled = await box
        .fill(`>${words}`, { timeout: 3_000 })
        .then(() => rows.first().waitFor({ timeout: 5_000 }))
        .then(
          () => true,
          () => false,
        );
      const texts = filled ? await rows.allInnerTexts() : [];
      await this.page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
      if (filled) return texts.filter(row => row.includes('GHSA: '));
    }
    throw new Error(`The palette does not open for ${words}.`);
  }

  /** Gives a command a key of the person's own: no menu's condition holds for it. */
  async bindKey(key: string, command: string): Promise<void> {
    const title = 'Preferences: Open Keyboard Shortcuts (JSON)';
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${title}`);
    // The file of all of VS Code's own comes before it.
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title });
    await row.filter({ hasNotText: 'Default' }).first().click();
    const tab = this.page.locator('.tab', { hasText: 'keybindings.json' });
    await tab.waitFor();
    await this.page.locator('.editor-instance .monaco-editor .view-lines').click();
    await this.page.evaluate(text => navigator.clipboard.writeText(text), JSON.stringify([{ key, command }]));
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Control+v');
    await tab.and(this.page.locator('.dirty')).waitFor();
    await this.page.keyboard.press('Control+s');
    await tab.and(this.page.locator(':not(.dirty)')).waitFor();
  }

  /** Presses a key that `bindKey` has just given, until VS Code has read of it and shows what it does. */
  async pressKey(key: string, shown: Locator): Promise<void> {
    for (let tries = 6; tries > 0 && !(await shown.isVisible()); tries--) {
      await this.page.keyboard.press(key);
      await shown.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await shown.waitFor();
  }

  /** Keeps what is in view. A window that is closing takes no picture while it draws itself anew. */
  async picture(name: string): Promise<void> {
    const take = () => this.page.screenshot({ path: join(this.#pictures, `${name}.png`) });
    await take().catch(take);
  }

  /** What the windows that are open show, in words: what is left of a failure where nobody sees the pictures. */
  static async shown(): Promise<string> {
    const looks = [...Workbench.#open].map(async page => {
      const words = page.evaluate(() => document.body.innerText.replaceAll(/\s*\n\s*/g, ' | '));
      const late = new Promise<string>(done => setTimeout(done, 3_000, 'no answer'));
      const text = await Promise.race([words, late]).catch((error: Error) => error.message);
      return `a window shows: ${text.slice(0, 2_000)}`;
    });
    return (await Promise.all(looks)).join('\n');
  }
}
