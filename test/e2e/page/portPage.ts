import * as esbuild from 'esbuild';
import { mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { MessageHandler } from '../../../src/ui/messageHandler.ts';
import type { ConflictState, PortState, ToHost, ToPage } from '../../../src/ui/port/protocol.ts';
import { webviewHtml } from '../../../src/ui/webviewHtml.ts';
import type { Theme } from '../workbench.ts';
import themes from './themes.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../../..');
const origin = 'http://port.test';
/** What VS Code writes on the body for each theme; high contrast light carries both for older pages. */
const kinds: Readonly<Record<Theme, readonly string[]>> = {
  dark: ['vscode-dark'],
  light: ['vscode-light'],
  hc: ['vscode-high-contrast'],
  hcl: ['vscode-high-contrast-light', 'vscode-high-contrast'],
};

let built: Promise<ReadonlyMap<string, string | Buffer>> | undefined;

/** The page's script and styles as they ship, but for their size. */
function bundle(): Promise<ReadonlyMap<string, string | Buffer>> {
  return (built ??= (async () => {
    const { outputFiles } = await esbuild.build({
      entryPoints: { port: join(root, 'webview/port/main.ts') },
      outdir: '/',
      bundle: true,
      write: false,
      format: 'iife',
      target: 'chrome128',
    });
    const icons = join(root, 'node_modules/@vscode/codicons/dist');
    return new Map<string, string | Buffer>([
      ...outputFiles.map(({ path, text }) => [path, text] as const),
      ...['codicon.css', 'codicon.ttf'].map(name => [`/${name}`, readFileSync(join(icons, name))] as const),
    ]);
  })());
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/** The port page in a plain browser, under its own CSP; this end is the host. */
export class PortPage {
  readonly page: Page;
  /** What the page asked, in order, without its first `ready`. */
  readonly asked: ToHost[] = [];
  /** What the page's console complained about. */
  readonly complaints: string[] = [];
  /** Answers what the page asks; its errors reach the page. */
  answer: (message: ToHost) => unknown = () => undefined;
  readonly #messages: MessageHandler<ToPage, ToHost>;

  private constructor(page: Page, first: PortState, revision: number) {
    this.page = page;
    this.#messages = new MessageHandler<ToPage, ToHost>(
      message => void page.evaluate(data => window.postMessage(data, '*'), message).catch(() => undefined),
      message => {
        if (message.t === 'ready') return void this.show(first, revision);
        this.asked.push(message);
        return this.answer(message);
      },
    );
  }

  /** Opens the page and waits until it shows `state`. `revision` is what the host had counted so far. */
  static async open(
    browser: Browser,
    state: PortState,
    look: {
      readonly theme?: Theme;
      readonly width?: number;
      readonly revision?: number;
      readonly remembered?: unknown;
      readonly clock?: boolean;
    } = {},
  ): Promise<PortPage> {
    const { theme = 'dark', width = 1280, revision = 0 } = look;
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    if (look.clock) await page.clock.install();
    const files = await bundle();
    const html = webviewHtml({
      nonce: 'bm9uY2U',
      source: origin,
      script: `${origin}/port.js`,
      styles: [`${origin}/codicon.css`, `${origin}/port.css`],
      title: 'Port to a public pull request',
    });
    await page.route(`${origin}/**`, route => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      const body = files.get(pathname);
      if (body === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: types[extname(pathname)]!, body });
    });
    const opened = new PortPage(page, state, revision);
    page.on('console', message => {
      if (message.type() === 'error') opened.complaints.push(message.text());
    });
    page.on('pageerror', error => opened.complaints.push(String(error)));
    await page.exposeFunction('toHost', (data: unknown) => opened.#messages.receive(data));
    await page.addInitScript(behaveLikeVsCode, {
      colours: themes[theme] as Readonly<Record<string, string>>,
      classes: kinds[theme],
      remembered: look.remembered ?? null,
    });
    await page.goto(`${origin}/`);
    await page.locator('body[data-phase]').waitFor();
    return opened;
  }

  /** Shows the conflicts that wait. */
  async showConflicts(state: ConflictState): Promise<void> {
    await this.#messages.ask({ t: 'conflict', state });
  }

  /** Shows a state, as the host does after an edit with this number. */
  async show(state: PortState, revision = 0): Promise<void> {
    await this.#messages.ask({ t: 'state', state, revision });
  }

  /** The last thing of this kind that the page asked. */
  last<T extends ToHost['t']>(tag: T): Extract<ToHost, { t: T }> | undefined {
    return this.asked.findLast((message): message is Extract<ToHost, { t: T }> => message.t === tag);
  }

  get makePublic(): Locator {
    return this.page.locator('#make-public');
  }

  /** What axe says against the page, one line per rule. */
  async violations(): Promise<string[]> {
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    await this.page.evaluate(readFileSync(axe, 'utf8'));
    return this.page.evaluate(async () => {
      const { axe: runner } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await runner.run({ resultTypes: ['violations'] });
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`,
      );
    });
  }

  async picture(name: string): Promise<void> {
    const folder = join(root, 'out/screenshots');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
    this.#messages.dispose();
    return this.page.context().close();
  }
}

/** Runs in the page before its script: the colours, the body's classes and the one function of VS Code. */
function behaveLikeVsCode(given: {
  readonly colours: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly remembered: unknown;
}): void {
  const scope = window as unknown as {
    toHost(data: unknown): void;
    acquireVsCodeApi: () => object;
    kept: unknown;
  };
  scope.kept = given.remembered;
  scope.acquireVsCodeApi = () => ({
    postMessage: (data: unknown) => scope.toHost(data),
    getState: () => scope.kept,
    setState: (state: unknown) => (scope.kept = state),
  });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(given.colours))
      document.documentElement.style.setProperty(name, value);
    document.documentElement.style.setProperty('--vscode-font-family', 'system-ui, sans-serif');
    document.documentElement.style.setProperty('--vscode-font-size', '13px');
    document.documentElement.style.setProperty('--vscode-editor-font-family', 'monospace');
    document.body.classList.add(...given.classes);
    document.body.dataset['vscodeThemeKind'] = given.classes[0]!;
  });
}
