import assert from 'node:assert/strict';
import { workspaceOf } from '../../../src/ui/embargo/calm.ts';

type Workspace = {
  readonly folders: readonly { readonly path: string; readonly name: string }[];
  readonly settings: Readonly<Record<string, unknown>>;
};

describe('an embargoed window', () => {
  const of = (namesWindow = false) =>
    workspaceOf('/scratch/port-1/conflict', '93rp', {
      namesWindow,
      languages: ['python', 'xml'],
    }) as Workspace;

  it('opens one folder under its short id', () => {
    assert.deepEqual(of().folders, [{ path: '/scratch/port-1/conflict', name: '93rp' }]);
  });

  it('reads, copies, saves and fetches nothing by itself', () => {
    const { settings } = of();
    for (const [name, value] of Object.entries({
      'chat.disableAIFeatures': true,
      'editor.inlineSuggest.enabled': false,
      'workbench.localHistory.enabled': false,
      'editor.find.history': 'never',
      'editor.find.replaceHistory': 'never',
      'terminal.integrated.enablePersistentSessions': false,
      'terminal.integrated.persistentSessionReviveProcess': 'never',
      'files.autoSave': 'off',
      'git.autofetch': false,
      'git.autoRepositoryDetection': false,
    }))
      assert.equal(settings[name], value, name);
  });

  it('tidies no file on save, whatever the user set for a language', () => {
    const { settings } = of();
    const exact = settings['[xml]'] as Record<string, unknown>;
    for (const name of ['editor.formatOnSave', 'files.trimTrailingWhitespace', 'files.insertFinalNewline']) {
      assert.equal(settings[name], false, name);
      assert.equal(exact[name], false, name);
    }
  });

  it('says so in its title where that is wished, and then only the short id', () => {
    assert.equal(of().settings['window.title'], undefined);
    assert.match(String(of(true).settings['window.title']), /^Embargo: /);
  });
});
