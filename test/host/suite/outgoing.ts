import * as assert from 'node:assert/strict';
import { commands, env, window, workspace } from 'vscode';
import type { AdvisoriesModel } from '../../../src/ui/advisories/model.ts';
import { sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

/** Shows the list anew, and waits until its document has what the copy has: VS Code asks for it in its own time. */
async function shown(): Promise<void> {
  await commands.executeCommand('ghsa.showOutgoing');
  await commands.executeCommand('ghsa.copyOutgoing');
  const text = await env.clipboard.readText();
  const { document } = window.activeTextEditor!;
  if (document.getText() === text) return;
  await new Promise<void>(done => {
    const listener = workspace.onDidChangeTextDocument(() => {
      if (document.getText() !== text) return;
      listener.dispose();
      done();
    });
  });
}

export function outgoing(): void {
  describe('what left, in the extension host', () => {
    let model: AdvisoriesModel;

    before(async () => {
      ({ model } = await signedIn());
      await model.refresh();
    });
    after(() => commands.executeCommand('workbench.action.closeAllEditors'));

    it('is shown as a document that nobody can change, and made anew and copied by commands', async () => {
      await shown();
      const editor = window.activeTextEditor!;
      assert.equal(editor.document.uri.scheme, 'ghsa-outgoing');
      const rows = (text: string) => text.split('\n').filter(line => line.includes('Read advisories'));
      const first = editor.document.getText();
      assert.match(first, new RegExp(`^${new URL(sandbox.api).host.replace('.', '\\.')} +\\d+ sent`, 'm'));
      assert.ok(rows(first).length > 0, first);
      assert.ok(!/GHSA-\w{4}/i.test(first), 'no id');

      await model.refresh();
      assert.equal(editor.document.getText(), first, 'it stands still while it is read');
      await shown();
      assert.notEqual(editor.document.getText(), first);
    });
  });
}
