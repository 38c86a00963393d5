import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

interface Setting {
  readonly scope: string;
  readonly type: string;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly main: string;
  readonly browser?: string;
  readonly extensionKind: readonly string[];
  readonly activationEvents?: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
  };
};
const settings = Object.entries(manifest.contributes.configuration.properties);

/** What a folder that somebody opens may say: how things look, and nothing that leads a request or a program. */
const fromWorkspace = [
  'ghsa.refreshMinutes',
  'ghsa.hideTitles',
  'ghsa.git.forkRemote',
  'ghsa.port.author',
  'ghsa.port.releaseBlockerFrom',
  'ghsa.embargo.windowTitle',
  'ghsa.cvss.showAlternatives',
  'ghsa.cvss.send',
  'ghsa.preview.beside',
];

describe('what package.json promises of trust', () => {
  it('lets no folder say where requests and programs go: such settings are the machine’s', () => {
    const others = settings.flatMap(([name, { scope }]) => (scope === 'machine' ? [] : [name]));
    assert.deepEqual(others.sort(), [...fromWorkspace].sort());
    for (const [name, { scope }] of settings)
      if (/url|path|command|clones|repositories|templates|profiles|mail/i.test(name))
        assert.equal(scope, 'machine', name);
  });

  it('takes no text that becomes public or names a remote from a folder that nobody trusts', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.ok(restrictedConfigurations.includes('ghsa.git.forkRemote'));
    assert.ok(restrictedConfigurations.every(name => settings.some(([known]) => known === name)));
  });

  it('is no extension for a browser, and starts no program where no folder is on a disk', () => {
    assert.equal(manifest.browser, undefined);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
  });

  it('keeps every command that runs git out of both kinds of window', () => {
    const when = new Map(manifest.contributes.menus.commandPalette.map(entry => [entry.command, entry.when]));
    for (const command of [
      ...['port', 'backportTo', 'pullPatch', 'applyPatch', 'cloneFork', 'updateFromPublic', 'addWorktree'],
      ...['showPushes', 'deleteClone', 'openPrivatePull', 'checkOutPrivatePull', 'runTests'],
    ]) {
      const condition = when.get(`ghsa.${command}`) ?? '';
      assert.match(condition, /isWorkspaceTrusted/, command);
      assert.match(condition, /!virtualWorkspace/, command);
    }
    // Our own window of a conflict holds files of ours alone.
    assert.equal(when.get('ghsa.continuePort'), 'isWorkspaceTrusted && !virtualWorkspace || ghsa:jobWindow');
  });
});
