import assert from 'node:assert/strict';
import { connect } from '../../src/github/index.ts';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'python', name: 'cpython' };
const ham = 'GHSA-m2pg-3qcr-4vfw';
const butter = 'GHSA-p3q4-r5v6-w7x8';
const jam = 'GHSA-8p9q-rvwx-2345';
const pickle = 'GHSA-w5x6-c7f8-g9h2';

for (const version of ['latest', 'floor'] as const) {
  describe(`a person takes advisories through the process, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-process-failed`);
    });
    after(() => at.close());

    const stored = (id: string) =>
      connect({
        apiUrl: at.sandbox.api,
        token: async () => at.sandbox.tokens['admin']!,
        throttle: false,
      }).advisories.get(repo, id);
    const coordinators = async (id: string) =>
      (await stored(id)).credits.filter(({ type }) => type === 'coordinator').map(({ login }) => login);

    it('shows the day: whose move, what is next, and the evidence', async () => {
      for (const group of [/^Your move/, /^Waiting/, /^Unassigned/]) await tree.row(group).waitFor();
      await tree.unfold('Spam parser', /^Port to a public pull request/);
      await tree.unfold(['Spam parser', /^Done/], /^Severity/);
      await at.picture(`${version}-tree`);
      await tree.fold('Spam parser');
    });

    it('accepts as a member: the bot is asked, and then it has acted', async () => {
      await tree.press('Ham cookie jar', 'Accept as Vulnerability', 'Ask the bot');
      await tree.pick('Without a comment');
      await tree.notice(/\[ACCEPTED\] is in the title of 4vfw/);
      const asked = await stored(ham);
      assert.equal(asked.title, '[ACCEPTED] Ham cookie jar leaks on redirect');
      assert.equal(asked.state, 'triage');
      await tree.unfold('Ham cookie jar', /asked \d\d:\d\d, bot at (\d+ \w+ )?\d\d:00/);
      await at.picture(`${version}-asked`);
      await at.sandbox.tick();
      await at.runCommand('GHSA: Refresh Advisories');
      await tree.unfold('Ham cookie jar', /^Score the severity/);
      await tree.fold('Ham cookie jar');
      assert.equal((await stored(ham)).state, 'draft');
    });

    it('volunteers', async () => {
      await tree.tell('Butter decoder', 'Volunteer as Coordinator', /You coordinate w7x8 now/);
      const { credits } = await stored(butter);
      assert.deepEqual(credits, [
        { login: 'parsley-dev', type: 'reporter' },
        { login: 'octo-coordinator', type: 'coordinator' },
      ]);
    });

    // Each walk looks at the same when its window is closed.
    it('says no title in a notification or in the status bar', async () => {
      await tree.tell('Wheel name', 'Volunteer as Coordinator', /You coordinate \w{4} now/);
      at.parts.overheard.assertNoTitle(at.sandbox);
    });

    it('hands over, and takes it back', async () => {
      await tree.clearNotices();
      await tree.menu('Jam scheduler', 'Hand Over to Another Member');
      await at.page.locator('.quick-input-list .monaco-list-row', { hasText: 'parsley-core' }).waitFor();
      await at.picture(`${version}-hand-over`);
      await tree.pick('parsley-core');
      await tree.pick('Without a comment');
      await tree.notice(/Handed to parsley-core/);
      assert.deepEqual(await coordinators(jam), ['parsley-core']);
      const handed = at.page.locator('.notification-list-item', { hasText: 'Handed to parsley-core' });
      await handed.getByRole('button', { name: 'Undo' }).click();
      await tree.notice(/back where it was/);
      assert.deepEqual(await coordinators(jam), ['octo-coordinator']);
      assert.ok((await stored(jam)).credits.some(({ type }) => type === 'reporter'));
    });

    it('sees who can read an advisory', async () => {
      await tree.menu('Spam parser', 'Who Can See This?');
      await at.page.locator('.quick-input-list .monaco-list-row', { hasText: 'parsley-dev' }).waitFor();
      await at.picture(`${version}-who`);
      await at.page.keyboard.press('Escape');
    });

    it('rejects what is no vulnerability, after a public issue', async () => {
      await tree.clearNotices();
      await tree.menu('<img src=x', 'Reject');
      await tree.pick('open a public issue first');
      const page = await at.portPage('', 'review');
      await page.locator('#issue-title').fill('Pickle: a shield is drawn as text');
      await page.locator('#issue-body').fill('Draw one and look. Nothing of it was GHSA-w5x6-c7f8-g9h2.');
      await page.locator('.finding.error').first().waitFor();
      await page.getByRole('button', { name: 'Remove sentence' }).click();
      await page.locator('#make-public:not([aria-disabled])').waitFor();
      await at.picture(`${version}-public-issue`);
      assert.equal(at.sandbox.recorder.writes().filter(({ path }) => path.endsWith('/issues')).length, 0);
      await page.locator('#make-public').click();
      await tree.pick('Without a comment');
      await tree.notice(/\[CLOSED\] is in the title of g9h2/);
      const opened = at.sandbox.recorder.writes().filter(({ path }) => path.endsWith('/issues'));
      assert.deepEqual(
        opened.map(({ status, body }) => [status, (body as { title: string }).title]),
        [[201, 'Pickle: a shield is drawn as text']],
      );
      assert.ok(!JSON.stringify(opened).includes('GHSA-'));
      await at.sandbox.tick();
      assert.equal((await stored(pickle)).state, 'closed');
    });

    it('accepts as an admin: GitHub moves it at once', async () => {
      await tree.clearNotices();
      at.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
      const loaded = at.page.waitForEvent('load');
      await at.runCommand('Developer: Reload Window');
      await loaded;
      await tree.row('Butter decoder').waitFor();
      await tree.press('Butter decoder', 'Accept as Vulnerability', 'Move to draft now');
      await tree.pick('Without a comment');
      await tree.notice(/w7x8 is a draft now/);
      const { state, title } = await stored(butter);
      assert.deepEqual([state, title], ['draft', 'Butter decoder reuses its key']);
    });

    it('reopens what was rejected', async () => {
      await tree.clearNotices();
      await tree.filter('Finished');
      await tree.row('<img src=x').waitFor();
      await at.picture(`${version}-finished`);
      await tree.menu('<img src=x', 'Reopen');
      await tree.pick('Reopen as a draft now');
      await tree.notice(/g9h2 is a draft again/);
      const { state, title } = await stored(pickle);
      assert.equal(state, 'draft');
      assert.doesNotMatch(title, /\[CLOSED\]/);
    });
  });
}
