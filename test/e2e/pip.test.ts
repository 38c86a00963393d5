import assert from 'node:assert/strict';
import PostalMime from 'postal-mime';
import { types } from '../../src/project/pip/towncrier.ts';
import { git } from '../../src/sandbox/gitdir.ts';
import { oracle } from '../unit/project/towncrierOracle.ts';
import { Tree } from './tree.ts';
import { Walk } from './walk.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'pypa', name: 'pip' };
const wheel = 'GHSA-q2r3-v4w5-x6c7';
const title = 'Wheel name is taken';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person takes an advisory of pip to closed, in the ${version} VS Code`, () => {
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
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-pip-failed`);
    });
    after(() => at.close());

    it('from triage, by the bot, with a CVE ID that the coordinator was given', async () => {
      await tree.tell(title, 'Volunteer as Coordinator', /You coordinate x6c7 now/);
      await tree.press(title, 'Accept as Vulnerability', 'Ask the bot');
      await tree.pick('Without a comment');
      await tree.notice(/\[ACCEPTED\] is in the title of x6c7/);
      await walk.bots();
      await tree.press(title, 'Set CVE ID', 'Type the CVE ID');
      const box = at.page.getByPlaceholder('CVE-2026-12345');
      await box.fill('CVE-2026-900455');
      await at.page.keyboard.press('Enter');
      await tree.notice(/x6c7 is CVE-2026-900455 now/);
      await walk.score(title);
      assert.equal((await walk.stored(repo, wheel)).cveId, 'CVE-2026-900455');
    });

    it('is ported with a news fragment that towncrier reads, and asks for no backport', async () => {
      await at.sandbox.colleagues();
      await walk.refresh();
      await walk.port(title);
      const main = at.sandbox.dir('pypa/pip');
      const merged = [...at.sandbox.store.repo('pypa/pip')!.issues.values()].find(
        ({ pull }) => pull !== null && pull.mergedAt !== null,
      )!;
      const issue = Number(/#(\d+)/.exec(merged.body)?.[1]);
      const files = (await git(main, ['diff', '--name-only', 'main^', 'main'])).split('\n');
      const fragment = files.find(file => file.startsWith('news/'))!;
      assert.equal(fragment, `news/${issue}.bugfix.rst`);
      assert.deepEqual(oracle(fragment.slice('news/'.length), types), [String(issue), 'bugfix', 0]);
      assert.match(await git(main, ['show', `main:${fragment}`]), /^[A-Z].*\.$/s);
      assert.deepEqual(merged.labels, ['type: security']);
      assert.doesNotMatch(merged.title, /gh-|#\d/);
      await at.picture(`${version}-pip-ported`);
    });

    it('is announced as a vulnerability of pip, and closed', async () => {
      const [page, file] = await walk.announce(title, `${version}-pip-announce`);
      const mail = await PostalMime.parse(file);
      assert.equal(mail.subject, '[CVE-2026-900455] Wheel name is taken as a path');
      assert.match(mail.text ?? '', /severity vulnerability affecting pip\./);
      await walk.markAsSent(page);
      await page.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Ask the bot');
      await tree.notice(/\[COMPLETED\] is in the title of x6c7/);
      await at.sandbox.tick();
      assert.equal((await walk.stored(repo, wheel)).state, 'closed');
      assert.deepEqual(at.complaints, []);
    });
  });
}
