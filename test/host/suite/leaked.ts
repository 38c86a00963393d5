import * as assert from 'node:assert/strict';
import { commands, env, window, workspace } from 'vscode';
import type { AdvisoriesModel } from '../../../src/ui/advisories/model.ts';
import { sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
const documentOf = (scheme: string) => workspace.textDocuments.find(({ uri }) => uri.scheme === scheme)!;

/** What this window sent to the sandbox so far, and how much of it writes, as What Leaves This Machine counts it. */
async function counted(): Promise<{ readonly sent: number; readonly writes: number }> {
  await commands.executeCommand('ghsa.showOutgoing');
  // The copy is the list that was just made; a document is told of it later.
  await commands.executeCommand('ghsa.copyOutgoing');
  const { host } = new URL(sandbox.api);
  const lines = (await env.clipboard.readText()).split('\n');
  const line = lines.find(each => each.startsWith(`${host} `)) ?? assert.fail(`no ${host}`);
  const [, sent, writes] =
    / (\d+) sent +(?:nothing that writes|(\d+) of them write)$/.exec(line) ?? assert.fail(line);
  return { sent: Number(sent), writes: Number(writes ?? 0) };
}

export function leaked(): void {
  describe('a bad day, in the extension host', () => {
    let model: AdvisoriesModel;

    before(async () => {
      ({ model } = await signedIn());
      await model.refresh();
    });
    after(() => commands.executeCommand('workbench.action.closeAllEditors'));

    it('is a page with steps, whose text can be copied; nothing is written', async () => {
      const { showInformationMessage } = window;
      let said = '';
      const before = await counted();
      Object.assign(window, {
        showInformationMessage: async (text: string, ...buttons: string[]) => {
          said = text;
          return buttons[0];
        },
      });
      try {
        const advisory = model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
        await commands.executeCommand('ghsa.somethingLeaked', { kind: 'advisory', advisory });
        const text = documentOf('ghsa-leaked').getText();
        assert.match(text, /^# Something leaked\n\nGHSA-7q4m-xv2c-93rp of python\/cpython, as it was 2/);
        assert.match(text, /^1\. Did a token or a password leak\?/m);
        assert.ok(!text.includes(advisory.title));
        assert.equal(said, '93rp: nothing was sent or changed. Begin with the first step.');
        assert.equal(await env.clipboard.readText(), text);
        const after = await counted();
        assert.ok(after.sent > before.sent, 'what it read is counted');
        assert.equal(after.writes, before.writes, 'nothing is written');
      } finally {
        Object.assign(window, { showInformationMessage });
      }
    });
  });
}
