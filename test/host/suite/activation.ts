import * as assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { commands, extensions } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

export function activation(): void {
  describe('the extension in its host', () => {
    const extension = extensions.getExtension<TestDoor>('ghsa-coordinator.ghsa-coordinator')!;

    it('activates without Octokit or simple-git', async () => {
      const { took } = await extension.activate();
      const loaded = Object.keys(require.cache).filter(path => /(work|sandbox|askpass)\.cjs$/.test(path));
      assert.deepEqual(loaded, []);
      if (!process.env['GHSA_BENCH']) return;
      const main = Object.keys(require.cache).find(path => path.endsWith('extension.cjs'))!;
      delete require.cache[main];
      const began = performance.now();
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle, evaluated once more to time it
      require(main);
      writeFileSync(
        process.env['GHSA_BENCH'],
        JSON.stringify({ load: performance.now() - began, activate: took, loaded }),
      );
    });

    it('registers what the manifest contributes, and nothing else', async () => {
      const manifest = extension.packageJSON as Manifest;
      const contributed = manifest.contributes.commands.map(({ command }) => command).sort();
      const registered = (await commands.getCommands(true))
        // Those of a view VS Code adds itself.
        .filter(id => id.startsWith('ghsa.') && !/^ghsa\.(advisories|backports)\./.test(id))
        .sort();
      assert.deepEqual(registered, contributed);
    });

    it('names every command under one category, and puts no stranger into a menu', () => {
      const { commands: list, menus } = (extension.packageJSON as Manifest).contributes;
      for (const { category, title } of list) {
        assert.equal(category, 'GHSA');
        assert.ok(title !== '' && !title.startsWith('%'), title);
      }
      const known = new Set(list.map(({ command }) => command));
      for (const { command } of Object.values(menus).flat()) assert.ok(known.has(command), command);
    });
  });
}
