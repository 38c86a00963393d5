import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { FieldId, PortFile, PortState } from '../../../src/ui/port/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { PortPage } from './portPage.ts';
import { ready } from './sample.ts';
import { longestTask, tasksDuring } from './tasks.ts';

/** The port of a fix of so many files, 20,000 lines together. */
function large(count: number): PortState {
  const files = Array.from({ length: count }, (_, file): PortFile => {
    const path = `Lib/feast/course${file % 20}/plate${file}.py`;
    const added = Math.round(20_000 / count);
    return { path, oldPath: null, change: 'modified', added, deleted: file % 7 };
  });
  return { ...ready, view: { ...ready.view, files } };
}

describe('the port of a large fix, alone in a browser', () => {
  let browser: Browser;
  let at: PortPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints } = at;
    await at.close();
    assert.deepEqual(complaints, []);
  });

  /** Opens the page; the host answers each edit with all that is to be seen, as the real one does. */
  async function open(files: number): Promise<void> {
    let state = large(files);
    at = await PortPage.open(browser, state);
    at.answer = message => {
      if (message.t !== 'edit') return;
      const fields = { ...state.view.fields, [message.field]: message.value };
      state = { ...state, view: { ...state.view, fields } };
      void at.show(state, message.revision);
    };
  }

  /** Types letters at the end of a field; each is answered by the host before the next. */
  async function type(field: FieldId, letters: string): Promise<void> {
    const area = at.page.locator(`#${field.replace('.', '-')}`);
    await area.evaluate(area => {
      (area as HTMLTextAreaElement).focus();
      (area as HTMLTextAreaElement).setSelectionRange(1e9, 1e9);
    });
    for (const letter of letters) {
      const asked = at.asked.length;
      await at.page.keyboard.press(letter);
      while (at.asked.length === asked) await at.heard();
      // What the host said to it was taken in, and what follows was painted.
      await at.page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
    }
  }

  for (const count of [300, 1_000])
    for (const field of ['commit.blurb', 'commit.message'] as const)
      it(`takes a key in ${field} at once, with ${count} files, and draws none of them again`, async () => {
        await open(count);
        const rows = at.page.locator('.files .file');
        assert.equal(await rows.count(), count);
        const [first] = await rows.elementHandles();
        // What is made once for a field that was never typed in is no key's.
        await type(field, 'warm');
        const longest = await longestTask(() => tasksDuring(browser, at.page, () => type(field, 'abcdefgh')));
        console.log(
          `      ${count} files, ${field}: the longest task of a key takes ${longest.toFixed(1)} ms`,
        );
        assert.ok(longest < 50, `a key blocks for ${longest} ms`);
        assert.ok(await rows.first().evaluate((row, before) => row === before, first));
      });
});
