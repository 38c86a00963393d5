import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { commands, window } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

const id = 'GHSA-7q4m-xv2c-93rp';

interface PullAnswer {
  readonly number: number;
  readonly title: string;
  readonly base: { readonly ref: string };
  readonly labels: readonly { readonly name: string }[];
}

export function backport(): void {
  refused();
  describe('a backport in the extension host', () => {
    let door: TestDoor;
    let main: number;
    const row = () => ({
      kind: 'advisory',
      advisory: door.model.advisories.find(({ ghsaId }) => ghsaId === id)!,
    });
    const model = async (branch: string) => {
      const pages = [...(await door.backporting()).pages.values()];
      const found = pages.find(({ page }) => {
        const message = page.message();
        return message.t === 'onto' && message.state.branch === branch;
      });
      assert.ok(found && 'job' in found.page.model, `no page of a backport to ${branch}`);
      return found.page.model;
    };

    before(async () => {
      await knob('reset');
      await commands.executeCommand('workbench.action.closeAllEditors');
      door = await signedIn();
      main = await portedAndMerged(door, row());
    });
    after(() => commands.executeCommand('workbench.action.closeAllEditors'));

    it('goes from the command to the pull request, and leaves nothing on disk', async () => {
      await commands.executeCommand('ghsa.backportTo', row(), '3.12');
      const open = await model('3.12');
      assert.ok(open.state.ready, JSON.stringify(open.state.findings));
      await open.send(open.state.view);
      await open.settled();
      assert.equal(open.state.phase, 'done', JSON.stringify(open.state.steps));
      const pulls = (await ask('/repos/python/cpython/pulls?state=open&base=3.12')) as PullAnswer[];
      assert.equal(pulls.length, 1);
      assert.ok(pulls[0]!.title.startsWith('[3.12] ') && pulls[0]!.title.endsWith(`(GH-${main})`));
      assert.deepEqual(pulls[0]!.labels.map(({ name }) => name).sort(), ['release-blocker', 'type-security']);
      await commands.executeCommand('workbench.action.closeAllEditors');
      assert.deepEqual(await readdir((await door.ports()).scratchRoot), []);
    });

    it('stops at a failure, and goes on by the same command', async () => {
      await commands.executeCommand('ghsa.backportTo', row(), '3.11');
      const open = await model('3.11');
      await knob('fail', { method: 'POST', path: '/pulls', status: 502 });
      await open.send(open.state.view);
      await open.settled();
      assert.equal(open.state.phase, 'failed');
      await commands.executeCommand('workbench.action.closeAllEditors');
      await commands.executeCommand('ghsa.backportTo', row(), '3.11');
      const again = await model('3.11');
      assert.notEqual(again, open);
      await again.settled();
      assert.equal(again.state.phase, 'done', JSON.stringify(again.state.steps));
      const pulls = (await ask('/repos/python/cpython/pulls?state=open&base=3.11')) as PullAnswer[];
      assert.equal(pulls.length, 1);
    });

    it('goes on by Continue Port, which knows its ids only', async () => {
      await commands.executeCommand('ghsa.backportTo', row(), '3.13');
      const open = await model('3.13');
      await knob('fail', { method: 'POST', path: '/pulls', status: 502 });
      await open.send(open.state.view);
      await open.settled();
      assert.equal(open.state.phase, 'failed');
      await commands.executeCommand('workbench.action.closeAllEditors');
      // A question or a complaint would wait for its reader.
      const { showQuickPick, showErrorMessage } = window;
      const asked: unknown[] = [];
      try {
        const note = async (what: unknown) => void asked.push(what);
        Object.assign(window, { showQuickPick: note, showErrorMessage: note });
        await commands.executeCommand('ghsa.continuePort', row());
      } finally {
        Object.assign(window, { showQuickPick, showErrorMessage });
      }
      assert.deepEqual(asked, []);
      const again = await model('3.13');
      await again.settled();
      assert.equal(again.state.phase, 'done', JSON.stringify(again.state.steps));
    });
  });
}

/** A backport in a project that makes none. */
function refused(): void {
  describe('a backport that no project makes, in the extension host', () => {
    let door: TestDoor;
    const bread = 'GHSA-v2w3-x4c5-f6g7';
    const row = () => ({
      kind: 'advisory',
      advisory: door.model.advisories.find(({ ghsaId }) => ghsaId === bread)!,
    });
    before(async () => {
      await knob('reset');
      await knob('add-backported');
      door = await signedIn();
    });
    after(() => knob('reset'));

    it('is refused with one sentence where a project has one branch only', async () => {
      const { advisory } = row();
      const pip = { kind: 'advisory', advisory: { ...advisory, repo: { owner: 'pypa', name: 'pip' } } };
      const original = window.showErrorMessage;
      const told: string[] = [];
      try {
        Object.assign(window, { showErrorMessage: async (words: string) => void told.push(words) });
        await commands.executeCommand('ghsa.backportTo', pip);
      } finally {
        Object.assign(window, { showErrorMessage: original });
      }
      assert.deepEqual(told, ['pypa/pip brings fixes to one branch only, so there is nothing to backport.']);
    });
  });
}

/** The fix of the row is ported without a label for the bots, and merged by a core developer. */
async function portedAndMerged(door: TestDoor, row: object): Promise<number> {
  await commands.executeCommand('ghsa.port', row);
  const port = [...(await door.ports()).models.values()].find(
    ({ prepared }) => prepared?.advisory.ghsaId === id,
  )!;
  for (const { branch } of port.state.backports) port.setBackport(branch, false);
  // Other suites ported it, on a sandbox that was reset since.
  for (const finding of port.state.findings) port.keep(finding.id, 'the sandbox was reset');
  await port.makePublic(port.state.view);
  await port.settled();
  assert.equal(port.state.phase, 'done', JSON.stringify([port.state.steps, port.state.findings]));
  const pull = Number(/pull request gh-(\d+)/.exec(port.state.summary)![1]);
  await knob('merge', { pull, by: 'nutmeg-core' });
  return pull;
}
