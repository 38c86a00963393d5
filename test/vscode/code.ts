#!/usr/bin/env node
/**
 * An executable that takes the arguments of desktop VS Code and starts the npm-only one: VS Code's server, and a
 * headless browser as its window. `@vscode/test-electron` starts it as it would start the desktop.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeWindow, launchBrowser } from './browser.ts';
import { startServer } from './server.ts';
import type { Version } from './install.ts';

const argument = (name: string) =>
  process.argv.find(entry => entry.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = process.argv.slice(2).find(entry => !entry.startsWith('-'));
const development = argument('extensionDevelopmentPath') ?? '';
const tests = argument('extensionTestsPath') ?? '';
const version = (process.env['GHSA_CODE'] ?? 'latest') as Version;

const dataDir = await mkdtemp(join(tmpdir(), 'ghsa-code-'));
const settings = JSON.parse(process.env['GHSA_SETTINGS'] ?? '{}') as Record<string, unknown>;
const server = await startServer({ version, dataDir, settings, driver: true });
const browser = await launchBrowser();
let code = 1;
try {
  const context = await codeWindow(browser);
  const page = await context.newPage();
  const ended = new Promise<number>(done => {
    // What arrives here is mostly the npm-only VS Code's own complaints (a native module, the gallery); the tests
    // report by file.
    void page.exposeFunction('codeAutomationLog', () => undefined);
    void page.exposeFunction('codeAutomationExit', (exit: number) => done(exit));
    page.on('crash', () => done(1));
  });
  const remote = (path: string) => `vscode-remote://localhost:${server.port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(development)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ tkn: server.token, payload: JSON.stringify(payload) });
  if (folder) query.set('folder', folder);
  await page.goto(`${server.origin}/?${query}`);
  const limit = Number(process.env['GHSA_CODE_LIMIT'] ?? 600_000);
  const late = new Promise<number>(done => setTimeout(() => done(124), limit).unref());
  code = await Promise.race([ended, late]);
  if (code === 124) console.error(`The tests did not end within ${limit / 1000} s.`);
} finally {
  await browser.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
}
process.exit(code);
