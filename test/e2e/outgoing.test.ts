import assert from 'node:assert/strict';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const spam = 'Spam parser';

describe('what left this machine, and the bad day', () => {
  let at: Workbench;
  let tree: Tree;
  before(async () => {
    at = await Workbench.open('latest');
    tree = new Tree(at);
    await at.openView();
    await at.signIn();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await at.picture('latest-outgoing-failed');
  });
  after(() => at.close());

  it('lists the requests of the window, with ids masked', async () => {
    await at.runCommand('GHSA: What Leaves This Machine');
    const lines = at.page.locator('.editor-instance .view-lines').first();
    await lines.getByText('Read advisories').first().waitFor();
    assert.doesNotMatch(await lines.innerText(), /GHSA-\w{4}/i);
    await at.picture('latest-outgoing');
  });

  it('says what is public, who knows, and what to do first; nothing is sent by it', async () => {
    const before = at.sandbox.recorder.writes().length;
    await tree.menu(spam, 'Something Leaked');
    await at.page.locator('.notification-list-item', { hasText: /nothing was sent or changed/ }).waitFor();
    await at.previewShows('Something leaked');
    await at.picture('latest-leaked');
    assert.equal(at.sandbox.recorder.writes().length, before);
  });
});
