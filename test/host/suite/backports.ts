import * as assert from 'node:assert/strict';
import { commands, env, TabInputWebview, window } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import type { Overview } from '../../../src/ui/backports/overview.ts';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

const bread = 'GHSA-v2w3-x4c5-f6g7';
const tabs = () =>
  window.tabGroups.all
    .flatMap(({ tabs: all }) => all)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('ghsa.backports'));

/** Resolves when the overview is as a test needs it. */
function until({ dashboard }: Overview, there: () => boolean): Promise<void> {
  return new Promise(done => {
    if (there()) return done();
    const { dispose } = dashboard.onDidChange(() => {
      if (!there()) return;
      dispose();
      done();
    });
  });
}

export function backports(): void {
  describe('the backports in the extension host', () => {
    let door: TestDoor;
    let overview: Overview;
    const advisory = () => door.model.advisories.find(({ ghsaId }) => ghsaId === bread)!;
    const row = () => ({ kind: 'advisory', advisory: advisory() });
    const entry = () => overview.dashboard.entries.find(one => one.advisory.ghsaId === bread)!;
    const branch = (name: string) => entry().board!.rows.find(one => one.branch === name)!;
    const idle = () => until(overview, () => !overview.dashboard.isReading && entry()?.board != null);

    before(async () => {
      await knob('reset');
      await knob('add-backported');
      await commands.executeCommand('workbench.action.closeAllEditors');
      door = await signedIn();
      // Named by hand, as a fix is that was not ported on this machine.
      const announcement = (await door.announcements()).open(advisory());
      // Its own reading comes first, and would take the place of ours.
      await new Promise<void>(read => {
        const look = () => void (announcement.state.phase === 'ready' && read());
        announcement.onDidChange(look);
        look();
      });
      await announcement.namePull('210461');
      await commands.executeCommand('workbench.action.closeAllEditors');
    });
    after(async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      await knob('reset');
    });

    it('open at an advisory, are read, and say how far they are in its steps', async () => {
      await commands.executeCommand('ghsa.showBackports', row());
      overview = await door.backports();
      await idle();
      assert.equal(tabs().length, 1);
      assert.deepEqual(overview.state.goTo?.id, entry().id);
      const { merged, needed, needsYou } = entry().board!;
      assert.deepEqual([merged, needed, needsYou], [3, 6, 3]);
      assert.equal(overview.state.repair.words, 'Add 1 label, correct 1 title');
      const step = door.model.assessment(advisory()).steps.find(({ id }) => id === 'backports')!;
      assert.match(step.detail, /3 of 6 merged/);
      assert.equal(step.action, 'backports');
    });

    it('are rows of their own view', async () => {
      const [top] = overview.children();
      const { label: name, description: left } = overview.item(top!);
      assert.deepEqual([name, left], ['3 of 6 · Bread socket option ignored', '3 to do']);
      const below = overview.children(top).map(node => {
        const { label, description } = overview.item(node);
        return `${String(label)}: ${String(description)}`;
      });
      assert.ok(below.includes('3.13: release-blocker is missing'), below.join('\n'));
      assert.equal(overview.description, '3 to do');
    });

    it('are repaired from the view and the palette once the reader has seen what would be done', async () => {
      const { showQuickPick } = window;
      const shown: string[] = [];
      try {
        Object.assign(window, {
          showQuickPick: async (rows: readonly { label: string; picked?: boolean }[]) => {
            for (const { label, picked } of rows) shown.push(picked === true ? `x ${label}` : label);
            return undefined;
          },
        });
        await commands.executeCommand('ghsa.repairBackports');
      } finally {
        Object.assign(window, { showQuickPick });
      }
      const [onto, of] = [branch('3.13').pull!.number, branch('3.11').pull!.number];
      assert.deepEqual(shown, [
        'Bread socket option ignored',
        `x Add release-blocker to gh-${onto}`,
        `x Correct the title of gh-${of}`,
      ]);
      const labels = (await ask(`/repos/python/cpython/issues/${onto}/labels`)) as { name: string }[];
      assert.ok(!labels.some(({ name }) => name === 'release-blocker'), 'nothing was done');
    });

    it('are copied and repaired at one press, and are looked at again', async () => {
      const at = branch('3.12').defects.flatMap(({ id, repairs }) =>
        repairs.flatMap((repair, index) => (repair.id === 'copy' ? [{ id, index }] : [])),
      )[0]!;
      const press = {
        t: 'repair',
        section: entry().id,
        branch: '3.12',
        defect: at.id,
        at: at.index,
      } as const;
      await overview.handle(press);
      assert.match(await env.clipboard.readText(), /cherry_picker [0-9a-f]+ 3\.12/);
      const number = branch('3.13').pull!.number;
      const words = await overview.handle({ t: 'repairAll' });
      assert.equal(words, '2 repairs done.');
      await until(
        overview,
        () => branch('3.13').defects.length === 0 && branch('3.11').pull?.title.endsWith(')') === true,
      );
      const labels = (await ask(`/repos/python/cpython/issues/${number}/labels`)) as { name: string }[];
      assert.ok(labels.some(({ name }) => name === 'release-blocker'));
      assert.match(entry().told['3.13']![0]!.words, /^Label added, read back \d\d:\d\d$/);
    });

    it('are not needed where somebody says why, and needed again when that is taken back', async () => {
      const { showInputBox } = window;
      const node = { kind: 'backport', id: entry().id, advisory: advisory(), branch: '3.12' };
      try {
        Object.assign(window, { showInputBox: async () => 'the flaw came with 3.13' });
        await commands.executeCommand('ghsa.notNeeded', node);
      } finally {
        Object.assign(window, { showInputBox });
      }
      assert.deepEqual(
        [branch('3.12').need, branch('3.12').reason],
        ['not-needed', 'the flaw came with 3.13'],
      );
      assert.equal(entry().board!.needed, 5);
      await commands.executeCommand('ghsa.neededAfterAll', node);
      assert.equal(branch('3.12').need, 'needed');
    });
  });
}
