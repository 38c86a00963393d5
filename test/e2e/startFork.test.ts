import assert from 'node:assert/strict';
import { Tree } from './tree.ts';
import { Workbench } from './workbench.ts';

const crumb = 'Crumb pickle';
/** Milliseconds that GitHub takes for a fork here, by the sandbox's clock. */
const forkDelay = 600_000;

for (const version of ['latest', 'floor'] as const) {
  describe(`an admin starts a private fork, in the ${version} VS Code`, () => {
    let at: Workbench;
    let tree: Tree;
    before(async () => {
      at = await Workbench.open(version);
      tree = new Tree(at);
      at.sandbox.role('octo-coordinator', 'python/cpython', 'admin');
      at.sandbox.knobs({ forkDelay });
      await at.openView();
      await at.signIn();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await at.picture(`${version}-start-fork-failed`);
    });
    after(() => at.close());

    const notice = (words: RegExp) => at.page.locator('.notification-list-item', { hasText: words }).first();
    const making = () => notice(/j8m9: starting the private fork takes GitHub some minutes/);

    it('from the menu of its row, and sees that GitHub makes it', async () => {
      await tree.menuFor(crumb, 'Start Temporary Private Fork', making());
      assert.equal(at.sandbox.recorder.writes().filter(({ path }) => path.endsWith('/forks')).length, 1);
      await tree.unfold(['Waiting', crumb], /Private fork/);
      await at.row('Private fork').filter({ hasText: 'GitHub makes it, since' }).first().waitFor();
      await at.picture(`${version}-start-fork`);
    });

    it('closes the window, and is told in the next one', async () => {
      await at.page.reload();
      await at.page.locator('.activitybar').waitFor();
      await making().waitFor({ timeout: 60_000 });
      at.sandbox.clock(forkDelay);
      const ready = notice(/j8m9: the private fork is ready/);
      await ready.waitFor({ timeout: 90_000 });
      await making().waitFor({ state: 'detached' });
      for (const name of ['Clone', 'Later']) await ready.getByRole('button', { name }).waitFor();
      await at.picture(`${version}-start-fork-ready`);
      assert.equal(at.sandbox.recorder.writes().filter(({ path }) => path.endsWith('/forks')).length, 1);
      await tree.unfold(['Your move', crumb], /Open the private PR/);
    });
  });
}
