import assert from 'node:assert/strict';
import PostalMime from 'postal-mime';
import { Tree } from './tree.ts';
import { Walk } from './walk.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'python', name: 'cpython' };
const ham = 'GHSA-m2pg-3qcr-4vfw';
const butter = 'GHSA-p3q4-r5v6-w7x8';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person takes an advisory from triage to closed, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let walk: Walk;
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      walk = new Walk(at, tree);
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-endings-failed`);
    });
    after(() => at.close());

    it('as a member: the bot accepts and closes, and nothing is published', async () => {
      await tree.press('Ham cookie jar', 'Accept as Vulnerability', 'Ask the bot');
      await tree.pick('Without a comment');
      await tree.notice(/\[ACCEPTED\] is in the title of 4vfw/);
      await walk.bots();
      await walk.score('Ham cookie jar');
      await walk.port('Ham cookie jar');
      const [page, file] = await walk.announce('Ham cookie jar', `${version}-announce-member`);
      const { cveId } = await walk.stored(repo, ham);
      const mail = await PostalMime.parse(file);
      assert.equal(mail.subject, `[${cveId}] Ham cookie jar leaks on redirect`);
      assert.equal(mail.to?.[0]?.address, 'practice@localhost');
      assert.match(
        mail.text ?? '',
        /^There is a [A-Z]+ severity vulnerability affecting CPython\.\n\nWhen a server/,
      );
      assert.match(
        mail.text ?? '',
        new RegExp(`CVERecord\\?id=${cveId}\\n\\* http\\S+/python/cpython/pull/\\d+\\n$`),
      );
      await walk.markAsSent(page);
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Ask the bot');
      await tree.notice(/\[COMPLETED\] is in the title of 4vfw/);
      await at.sandbox.tick();
      assert.equal((await walk.stored(repo, ham)).state, 'closed');
    });

    it('as an admin: GitHub does it at once', async () => {
      await tree.clearNotices();
      at.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
      await walk.refresh();
      // The list was read anew: the closed one is gone.
      await tree.row('Ham cookie jar').waitFor({ state: 'hidden' });
      await tree.tell('Butter decoder', 'Volunteer as Coordinator', /You coordinate w7x8 now/);
      await tree.press('Butter decoder', 'Accept as Vulnerability', 'Move to draft now');
      await tree.pick('Without a comment');
      await tree.notice(/w7x8 is a draft now/);
      await walk.bots();
      await at.sandbox.colleagues();
      await walk.refresh();
      await walk.score('Butter decoder');
      await walk.port('Butter decoder');
      const [page, file] = await walk.announce('Butter decoder', `${version}-announce-admin`);
      assert.equal((await PostalMime.parse(file)).headers.find(({ key }) => key === 'x-unsent')?.value, '1');
      await walk.markAsSent(page);
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Close it now');
      await tree.notice(/w7x8 is closed/);
      assert.equal((await walk.stored(repo, butter)).state, 'closed');
    });
  });
}
