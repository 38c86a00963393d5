import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { commands, window } from 'vscode';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

const id = 'GHSA-hj5m-pq6r-vw7x';

/** Answers quick picks by taking what is offered; gives what was offered. */
async function picking<T>(work: () => Promise<T>): Promise<readonly string[]> {
  const original = window.showQuickPick;
  const offered: string[] = [];
  try {
    Object.assign(window, {
      showQuickPick: async (
        items: readonly { readonly label: string }[],
        options?: { canPickMany?: boolean },
      ) => {
        offered.push(...items.map(({ label }) => label));
        return options?.canPickMany ? items : items[0];
      },
    });
    await work();
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
  return offered;
}

export function unfinished(): void {
  describe('a port that stopped, in the extension host', () => {
    before(() => knob('reset'));

    it('is named in the tree, goes on by Continue Port, and leaves ids only', async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      const door = await signedIn();
      const ports = await door.ports();
      const advisory = door.model.advisories.find(({ ghsaId }) => ghsaId === id)!;
      await commands.executeCommand('ghsa.port', { kind: 'advisory', advisory });
      const open = [...ports.models.values()].find(({ prepared }) => prepared?.advisory.ghsaId === id)!;
      // It was ported before, on the sandbox that was reset since: asked about, and kept with a reason.
      assert.deepEqual(
        open.state.findings.map(({ id: finding }) => finding),
        ['files:ported'],
      );
      open.keep('files:ported', 'the sandbox was reset');
      await knob('fail', { method: 'POST', path: '/pulls', status: 502 });
      await open.makePublic(open.state.view);
      await open.settled();
      assert.equal(open.state.phase, 'failed');
      await door.unfinished.refresh();
      assert.equal(door.unfinished.of(advisory), 'open pull request');

      // The page is closed: what is left is the record and the scratch repository.
      await commands.executeCommand('workbench.action.closeAllEditors');
      assert.equal((await readdir(ports.scratchRoot)).length, 1);
      await commands.executeCommand('ghsa.continuePort', { kind: 'advisory', advisory });
      const again = [...ports.models.values()].at(-1)!;
      await again.settled();
      assert.equal(again.state.phase, 'done', JSON.stringify(again.state.steps));
      assert.deepEqual(await readdir(ports.scratchRoot), []);
      await door.unfinished.refresh();
      assert.equal(door.unfinished.of(advisory), null);
      const issues = (await ask('/repos/python/cpython/issues?state=all')) as { pull_request?: object }[];
      assert.deepEqual(issues.map(({ pull_request: pull }) => pull !== undefined).sort(), [false, true]);
    });

    it('and whatever is left goes by Remove Traces', async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      const door = await signedIn();
      const ports = await door.ports();
      const egg = door.model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-2c3f-4g5h-6j7m')!;
      await commands.executeCommand('ghsa.port', { kind: 'advisory', advisory: egg });
      await commands.executeCommand('workbench.action.closeAllEditors');
      const offered = await picking(async () => commands.executeCommand('ghsa.removeTraces'));
      assert.equal(offered[0], '6j7m: 1 file with conflicts');
      assert.match(String(offered[1]), /^Links of \d finished ports?$/);
      // What other suites left in this window.
      for (const other of offered.slice(2))
        assert.match(
          String(other),
          /^(Links of \d|Notes on \d|Test commands of|Paths of \d|Ids of \d|What reports|Whether commits|Texts of another|Token of )/,
        );
      assert.deepEqual(await readdir(ports.scratchRoot), []);
      assert.deepEqual(await picking(async () => commands.executeCommand('ghsa.removeTraces')), []);
    });
  });
}
