import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** The sources below a folder, by path from the root. */
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') };
    });
const having = (all: ReturnType<typeof sources>, what: RegExp) =>
  all.filter(({ text }) => what.test(text)).map(({ path }) => path);

/** What `test/e2e/page/kept.test.ts` reads in the pages themselves goes by these doors, and there is no other. */
describe('what a page leaves with VS Code', () => {
  const pages = sources('webview');

  it('goes through one door', () => {
    assert.deepEqual(having(pages, /acquireVsCodeApi|\b[gs]etState\b/), ['webview/common/host.ts']);
    assert.deepEqual(having(pages, /localStorage|sessionStorage|indexedDB|document\.cookie|\bcaches\b/), []);
  });

  it('is the open tab and a count, of the advisory page alone', () => {
    assert.deepEqual(having(pages, /\bmemory\b.*from|\bmemory\.\w/), ['webview/advisory/page.ts']);
    const { text } = pages.find(({ path }) => path === 'webview/advisory/page.ts')!;
    assert.deepEqual(text.match(/memory\.write\([^;]*;/g), [
      'memory.write({ tab: this.#tab, opened: this.#opened });',
    ]);
  });

  it('is given to no serializer, which would have VS Code write the titles of tabs, and no hidden page stays alive', () => {
    const what = /registerWebviewPanelSerializer|deserializeWebviewPanel|retainContextWhenHidden/;
    assert.deepEqual(having(sources('src'), what), []);
    const { activationEvents = [] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      activationEvents?: string[];
    };
    assert.deepEqual(
      activationEvents.filter(event => event.startsWith('onWebviewPanel')),
      [],
    );
  });

  it('would be found', () => {
    const planted = [
      { path: 'x.ts', text: "localStorage.setItem('title', title); memory.write({ title });" },
    ];
    assert.deepEqual(having(planted, /localStorage/), ['x.ts']);
    assert.deepEqual(having(planted, /\bmemory\.\w/), ['x.ts']);
  });
});
