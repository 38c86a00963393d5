import * as assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

export function activation(): void {
  describe('the extension in its host', () => {
    const extension = extensions.getExtension('ghsa-coordinator.ghsa-coordinator')!;

    it('activates without Octokit or simple-git', async () => {
      await extension.activate();
      const loaded = Object.keys(require.cache).filter(path => path.endsWith('work.cjs'));
      assert.deepEqual(loaded, []);
    });

    it('registers what the manifest contributes, and nothing else', async () => {
      const manifest = extension.packageJSON as Manifest;
      const contributed = manifest.contributes.commands.map(({ command }) => command).sort();
      const registered = (await commands.getCommands(true))
        .filter(id => id.startsWith('ghsa.') && !/^ghsa\.advisories\./.test(id))
        .sort();
      assert.deepEqual(registered, contributed);
    });
  });
}
