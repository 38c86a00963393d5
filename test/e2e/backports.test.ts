import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { git } from '../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../src/sandbox/seed/history.ts';
import { Tree } from './tree.ts';
import { Walk } from './walk.ts';
import { Workbench } from './workbench.ts';

const repo = { owner: 'python', name: 'cpython' };
const ham = 'GHSA-m2pg-3qcr-4vfw';
const title = 'Ham cookie jar';

/** Three branches get a fix after main; in one of them other words stand where the fix goes. */
async function threeBranches({ sandbox }: Workbench): Promise<void> {
  const branch = (name: string, status: string, manager: string, end: string) => ({
    branch: name,
    pep: 800,
    status,
    first_release: '2025-10-07',
    end_of_life: end,
    release_manager: manager,
  });
  sandbox.serveReleaseCycle({
    '3.16': branch('main', 'feature', 'Basil Thyme', '2032-10'),
    '3.14': branch('3.14', 'bugfix', 'Basil Thyme', '2030-10'),
    '3.13': branch('3.13', 'security', 'Saffron Reed', '2029-10'),
    '3.12': branch('3.12', 'security', 'Saffron Reed', '2028-10'),
    '3.11': branch('3.11', 'end-of-life', 'Clove Marsh', '2026-10-31'),
  });
  await writeHistory(
    sandbox.dir('python/cpython'),
    [
      {
        branch: '3.12',
        from: 'refs/heads/3.12^0',
        message: '[3.12] gh-210431: Call the address by its name (GH-210432) (#210433)',
        files: {
          'Lib/ham.py': '"""Ham, the cookie jar."""\n\n\ndef follow(jar, url):\n    return jar.send(url)\n',
        },
      },
    ],
    Date.UTC(2026, 9, 21) / 1000,
  );
}

for (const version of ['latest', 'floor'] as const) {
  describe(`a person looks after backports, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    let walk: Walk;
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      walk = new Walk(at, tree);
      await threeBranches(at);
      // Accepted, scored and with its CVE ID: what comes before is another walk's.
      Object.assign(at.sandbox.store.advisory(ham)!, {
        state: 'draft',
        cveId: 'CVE-2026-900477',
        vectorV3: null,
        vectorV4: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N',
        severity: 'high',
      });
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-backports-failed`);
    });
    after(() => at.close());

    /** The page of all backports, read anew. */
    const board = async (): Promise<Frame> => {
      await at.runCommand('GHSA: Show Backports');
      const page = await at.backportsPage();
      await at.runCommand('GHSA: Refresh Backports');
      return page;
    };
    const row = (page: Frame, branch: string) =>
      page.locator(`section[data-advisory*="${ham}" i] tbody[data-branch="${branch}"]`);
    const pullTo = (base: string) =>
      [...at.sandbox.store.repo('python/cpython')!.issues.values()].find(
        ({ pull, state, title: name }) =>
          pull?.base === base && state === 'open' && name.includes('Ham changes hosts'),
      )!;

    it('the bot opens two and gives one up; what they lack is repaired at one press', async () => {
      await walk.port(title);
      await at.sandbox.tick();
      // A colleague words the title anew, and loses what the bots look for.
      pullTo('3.13').title = pullTo('3.13').title.replace(/ \(GH-\d+\)$/, '');
      const page = await board();
      await row(page, '3.14').getByText('release-blocker is missing').waitFor();
      await row(page, '3.13')
        .getByText(/^.*The title lacks \(GH-\d+\)/)
        .waitFor();
      await row(page, '3.12').getByText('Needs a backport by hand.').waitFor();
      assert.equal(await row(page, '3.11').count(), 0);
      await page.getByText('3.11 reached its end of life in October 2026').waitFor();
      await at.picture(`${version}-backports-defects`);
      const before = at.sandbox.recorder.writes().length;
      await page.getByRole('button', { name: /^Repair 3/ }).click();
      await row(page, '3.13')
        .getByText(/read back \d\d:\d\d/)
        .waitFor();
      await row(page, '3.14')
        .getByText(/read back \d\d:\d\d/)
        .waitFor();
      assert.ok(pullTo('3.14').labels.includes('release-blocker'));
      assert.ok(pullTo('3.13').labels.includes('release-blocker'));
      assert.match(pullTo('3.13').title, /^\[3\.13\] gh-\d+: .* \(GH-\d+\)$/);
      const writes = at.sandbox.recorder.writes().slice(before);
      assert.deepEqual(
        writes.map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'N')}`).sort(),
        [
          'PATCH /repos/python/cpython/pulls/N',
          'POST /repos/python/cpython/issues/N/labels',
          'POST /repos/python/cpython/issues/N/labels',
        ],
        'nothing else was sent',
      );
      await at.picture(`${version}-backports-repaired`);
    });

    it('the one that conflicts is made by hand, in the merge editor', async () => {
      const page = await board();
      await row(page, '3.12').getByRole('button', { name: 'Backport to 3.12' }).click();
      const asked = await at.portPage(title, 'conflict');
      await at.picture(`${version}-backports-conflict`);
      await asked.getByRole('button', { name: 'Open Merge Editor' }).click();
      const merge = at.page.locator('.merge-editor');
      await merge.getByText('Accept Fix on main').first().click();
      await merge.getByText('0 Conflicts Remaining').waitFor();
      const before = at.sandbox.recorder.writes().length;
      await at.page.locator('.editor-actions a[aria-label^="Continue"]').click();
      await merge.waitFor({ state: 'detached' });
      const review = await at.portPage(title, 'review');
      await review.locator('#make-public:not([aria-disabled])').waitFor();
      await at.picture(`${version}-backports-review`);
      assert.equal(at.sandbox.recorder.writes().length, before, 'nothing is sent before the line');
      await review.locator('#make-public').click();
      await review.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
      const made = pullTo('3.12');
      assert.match(made.title, /^\[3\.12\] gh-\d+: .* \(GH-\d+\)$/);
      assert.match(made.pull!.headRef, /^backport-[0-9a-f]{7}-3\.12$/);
      assert.deepEqual(made.labels.toSorted(), ['release-blocker', 'type-security']);
      const message = await git(at.sandbox.dir('python/cpython'), [
        'log',
        '-1',
        '--format=%B',
        made.pull!.headSha,
      ]);
      assert.match(message, /^\(cherry picked from commit [0-9a-f]{40}\)$/m);
      assert.match(message, /^Co-authored-by: /m);
    });

    it('the release manager merges, everything is green, and the advisory is closed', async () => {
      await at.sandbox.tick();
      await at.sandbox.colleagues();
      const page = await board();
      await page.getByText('4 of 4 merged').first().waitFor();
      // What is done folds itself.
      await page.getByRole('button', { name: title, expanded: false }).click();
      for (const branch of ['main', '3.14', '3.13', '3.12'])
        await row(page, branch)
          .getByText(/^merged /)
          .waitFor();
      assert.equal(await page.locator(`section[data-advisory*="${ham}" i] [data-defect]`).count(), 0);
      await row(page, '3.13').getByText('saffron-rm, release manager').waitFor();
      await at.picture(`${version}-backports-green`);
      await walk.refresh();
      const [letter] = await walk.announce(title, `${version}-backports-announce`);
      await walk.markAsSent(letter);
      await letter.getByRole('button', { name: /^Close/ }).click();
      await tree.pick('Ask the bot');
      await tree.notice(/\[COMPLETED\] is in the title of 4vfw/);
      await at.sandbox.tick();
      assert.equal((await walk.stored(repo, ham)).state, 'closed');
      assert.deepEqual(at.complaints, []);
    });
  });
}
