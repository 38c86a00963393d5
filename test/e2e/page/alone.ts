import * as esbuild from 'esbuild';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/ui/webviewHtml.ts';
import type { Theme } from '../workbench.ts';
import themes from './themes.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../../..');
const origin = 'http://page.test';
/** What VS Code writes on the body for each theme; high contrast light carries both for older pages. */
const kinds: Readonly<Record<Theme, readonly string[]>> = {
  dark: ['vscode-dark'],
  light: ['vscode-light'],
  hc: ['vscode-high-contrast'],
  hcl: ['vscode-high-contrast-light', 'vscode-high-contrast'],
};

const built = new Map<string, Promise<ReadonlyMap<string, string | Buffer>>>();

/** A page's script and styles as they ship, but for their size. */
function bundle(name: string): Promise<ReadonlyMap<string, string | Buffer>> {
  const known = built.get(name) ?? build(name);
  built.set(name, known);
  return known;
}

async function build(name: string): Promise<ReadonlyMap<string, string | Buffer>> {
  const { outputFiles } = await esbuild.build({
    entryPoints: { [name]: join(root, `webview/${name}/main.ts`) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome128',
  });
  const icons = join(root, 'node_modules/@vscode/codicons/dist');
  return new Map<string, string | Buffer>([
    ...outputFiles.map(({ path, text }) => [path, text] as const),
    ...['codicon.css', 'codicon.ttf'].map(file => [`/${file}`, readFileSync(join(icons, file))] as const),
  ]);
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What VS Code kept of the page. */
  readonly remembered?: unknown;
  readonly clock?: boolean;
}

/**
 * One of our pages in a plain browser, under its own CSP, with a stand-in for VS Code. What it posts goes to
 * `receive`; `send` posts to it.
 */
export class Alone {
  readonly page: Page;
  /** What the page's console complained about. */
  readonly complaints: string[] = [];
  /** What anything asked for that is no file of the page, from before its first line. */
  readonly foreign: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    browser: Browser,
    name: string,
    receive: (data: unknown) => void,
    look: Look,
  ): Promise<Alone> {
    const { theme = 'dark', width = 1280, height = 900 } = look;
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const alone = new Alone(page);
    if (look.clock) await page.clock.install();
    const files = await bundle(name);
    const own = new Set(['/', ...files.keys()].map(path => origin + path));
    context.on('request', request => {
      if (!own.has(request.url().replace(/\?.*/, ''))) alone.foreign.push(request.url());
    });
    const html = webviewHtml({
      nonce: 'bm9uY2U',
      source: origin,
      script: `${origin}/${name}.js`,
      styles: [`${origin}/codicon.css`, `${origin}/${name}.css`],
      title: name,
    });
    await page.route(`${origin}/**`, route => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      const body = files.get(pathname);
      if (body === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: types[extname(pathname)]!, body });
    });
    page.on('console', message => {
      if (message.type() === 'error') alone.complaints.push(message.text());
    });
    page.on('pageerror', error => alone.complaints.push(String(error)));
    await page.exposeFunction('toHost', receive);
    await page.addInitScript(behaveLikeVsCode, {
      colours: themes[theme] as Readonly<Record<string, string>>,
      classes: kinds[theme],
      remembered: look.remembered ?? null,
    });
    await page.goto(`${origin}/`);
    return alone;
  }

  /** As JSON, as VS Code carries it; Playwright would walk every value of it in the page. */
  send(message: unknown): void {
    void this.page
      .evaluate(data => window.postMessage(JSON.parse(data), '*'), JSON.stringify(message))
      .catch(() => undefined);
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

  /** How far the page scrolls sideways: it must not. */
  sideways(): Promise<number> {
    return this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  }

  async picture(name: string): Promise<void> {
    const folder = join(root, 'out/screenshots');
    await mkdir(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  }

  close(): Promise<void> {
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
    /** What the page's policy stopped. */
    stopped: string[];
    /** When the first message came. */
    arrived?: number;
  };
  scope.kept = given.remembered;
  scope.stopped = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    scope.stopped.push(`${violatedDirective} ${blockedURI}`),
  );
  window.addEventListener('message', () => (scope.arrived ??= performance.now()));
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
