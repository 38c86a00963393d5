import * as assert from 'node:assert/strict';
import { commands, TabInputWebview, window, workspace } from 'vscode';
import { emptyDraft } from '../../../src/advisory/draft.ts';
import type { EditorModel } from '../../../src/ui/editor/model.ts';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
const pages = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('ghsa.editor'));

/** Resolves when a model is as a test needs it. */
function until(model: EditorModel, there: () => boolean): Promise<void> {
  return new Promise(done => {
    if (there()) return done();
    const { dispose } = model.onDidChange(() => {
      if (!there()) return;
      dispose();
      done();
    });
  });
}

export function editor(): void {
  describe('the advisory page in the extension host', () => {
    before(() => knob('reset'));
    beforeEach(() => commands.executeCommand('workbench.action.closeAllEditors'));

    it('opens once from the tree and from a link, and reads the advisory when it is seen', async () => {
      const { model, editor } = await signedIn();
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
      await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory });
      await editor.openLink({ path: '/advisory', query: `owner=python&repo=cpython&ghsa=${spam}` });
      const [open, ...more] = (await editor.editors()).models;
      await until(open!, () => open!.state.phase === 'ready');
      assert.deepEqual([more.length, pages().length], [0, 1]);
      await until(open!, () => open!.state.phase === 'ready' && open!.state.facts?.admin === false);
      assert.equal(open!.state.stored?.title, 'Spam parser reads past the end of its buffer');
    });

    it('does nothing for a link that names no advisory', async () => {
      const { editor } = await signedIn();
      await assert.rejects(editor.openLink({ path: '/advisory', query: 'owner=python&repo=..&ghsa=x' }), {
        name: 'LinkError',
      });
      assert.equal(pages().length, 0);
    });

    it('keeps a draft when its page closes, shows it again, and saves it', async () => {
      const { model, editor } = await signedIn();
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
      const open = async () => {
        await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory });
        const [opened] = (await editor.editors()).models;
        await until(opened!, () => opened!.state.phase === 'ready' && opened!.state.facts?.admin === false);
        return opened!;
      };
      const first = await open();
      first.edit({ ...emptyDraft, fields: { title: 'Spam parser: new words' } }, 1);
      await first.settled();
      await commands.executeCommand('workbench.action.closeAllEditors');
      const second = await open();
      assert.deepEqual(second.state.draft.fields, { title: 'Spam parser: new words' });
      await second.save();
      const { summary } = (await ask(`/repos/python/cpython/security-advisories/${spam}`)) as {
        summary: string;
      };
      assert.equal(summary, 'Spam parser: new words');
      assert.ok(
        model.advisories.some(({ title }) => title === 'Spam parser: new words'),
        'and the tree says so',
      );
    });

    it('leaves titles out of the tabs when they are hidden', async () => {
      const { model } = await signedIn();
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
      await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory });
      const label = () => window.tabGroups.activeTabGroup.activeTab?.label ?? '';
      // VS Code tells of a tab before it has the tab's new label, and not again: look until it is there.
      const shown = async (fits: (text: string) => boolean) => {
        while (!fits(label())) await new Promise(done => setTimeout(done, 20));
      };
      await shown(text => text.startsWith('Spam'));
      const configuration = workspace.getConfiguration('ghsa');
      try {
        await configuration.update('hideTitles', true, true);
        await shown(text => text === 'GHSA 93rp');
      } finally {
        await configuration.update('hideTitles', undefined, true);
      }
      await shown(text => text.startsWith('Spam'));
    });
  });
}
