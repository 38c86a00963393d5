import * as assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { sandbox } from './sandbox.ts';

/** What the extension hands to tests (and to nobody else: it is undefined outside of them). */
export interface TestDoor {
  readonly secrets: { store(key: string, value: string): Thenable<void> };
  readonly rows: () => readonly {
    readonly label: string;
    readonly description: string;
    readonly context: string;
  }[];
  readonly refresh: () => Promise<void>;
}

export function tree(): void {
  describe('the tree', () => {
    it('is there before anybody signed in', async () => {
      await extensions.getExtension('ghsa-coordinator.ghsa-coordinator')!.activate();
      await commands.executeCommand('ghsa.advisories.focus');
      assert.ok(sandbox.api.startsWith('http://127.0.0.1:'));
    });
  });
}
