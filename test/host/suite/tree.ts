import * as assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import { sandbox } from './sandbox.ts';

/** Activates the extension and signs in, as a person does: the command, then the token into the box. */
export async function signedIn(): Promise<TestDoor> {
  const door = await extensions.getExtension<TestDoor>('ghsa-coordinator.ghsa-coordinator')!.activate();
  const box = window.showInputBox;
  try {
    Object.assign(window, { showInputBox: async () => sandbox.tokens['coordinator'] });
    await commands.executeCommand('ghsa.signIn');
  } finally {
    Object.assign(window, { showInputBox: box });
  }
  await door.model.refresh();
  return door;
}

export function tree(): void {
  describe('the advisories in the extension host', () => {
    it('are the ones that name us coordinator, once we signed in', async () => {
      const { model } = await signedIn();
      assert.equal(model.state.kind, 'loaded');
      const titles = model.advisories.map(({ title }) => title);
      assert.equal(titles.length, 7);
      assert.ok(titles.includes('Spam parser reads past the end of its buffer'));
      assert.ok(!titles.includes('Pepper hash is predictable'));
    });

    it('keep their private pull requests at hand', async () => {
      const { model } = await signedIn();
      const spam = model.advisories.find(({ ghsaId }) => ghsaId === 'GHSA-7q4m-xv2c-93rp')!;
      assert.deepEqual(
        model.pullsOf(spam)?.map(({ number }) => number),
        [1],
      );
    });
  });
}
