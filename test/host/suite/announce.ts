import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, env, TabInputWebview, Uri, window, type QuickPickItem } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import type { AnnounceModel } from '../../../src/ui/announce/model.ts';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
const tabs = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('ghsa.announce'));

/** Resolves when a model is as a test needs it. */
function until(model: AnnounceModel, there: () => boolean): Promise<void> {
  return new Promise(done => {
    if (there()) return done();
    const { dispose } = model.onDidChange(() => {
      if (!there()) return;
      dispose();
      done();
    });
  });
}

/** Does something while a person chooses where to save, and which row. */
async function answering<T>(
  { saveTo, row }: { readonly saveTo?: string; readonly row?: RegExp },
  work: () => PromiseLike<T>,
): Promise<T> {
  const { showSaveDialog, showQuickPick, showInformationMessage } = window;
  try {
    Object.assign(window, {
      showSaveDialog: async () => (saveTo === undefined ? undefined : Uri.file(saveTo)),
      showQuickPick: async (rows: readonly QuickPickItem[]) => rows.find(({ label }) => row?.test(label)),
      showInformationMessage: async () => undefined,
    });
    return await work();
  } finally {
    Object.assign(window, { showSaveDialog, showQuickPick, showInformationMessage });
  }
}

export function announce(): void {
  describe('the announcement in the extension host', () => {
    let door: TestDoor;
    let folder: string;
    before(async () => {
      await knob('reset');
      await commands.executeCommand('workbench.action.closeAllEditors');
      folder = await mkdtemp(join(tmpdir(), 'ghsa-host-announce-'));
      door = await signedIn();
      await door.progress.update(advisory(), { announcedAt: undefined, archiveUrl: undefined });
    });
    after(async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true, force: true });
      await knob('reset');
    });

    const advisory = () => door.model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
    const row = () => ({ kind: 'advisory', advisory: advisory() });
    const opened = async () => {
      await commands.executeCommand('ghsa.announce', row());
      const [open] = (await door.announcements()).pages;
      await until(open!.model, () => open!.model.state.phase !== 'loading');
      return open!;
    };

    it('is saved, copied and marked as sent once colleagues have merged the fix, and a member closes by the bot', async () => {
      // The port leaves its links, as it does for a person.
      await commands.executeCommand('ghsa.port', row());
      const port = [...(await door.ports()).models.values()].find(
        ({ prepared }) => prepared?.advisory.ghsaId === spam,
      )!;
      // Another suite may have ported it, on the sandbox that was reset since.
      port.keep('files:ported', 'the sandbox was reset');
      await port.makePublic(port.state.view);
      await port.settled();
      assert.equal(port.state.phase, 'done', JSON.stringify(port.state.steps));
      await door.model.refresh();

      const { model, page } = await opened();
      assert.equal(
        model.state.held,
        'Sending waits for the fix to be merged.',
        JSON.stringify(model.state.gates),
      );
      await knob('colleagues');
      assert.deepEqual((await opened()).model, model, 'one page, which looks again');
      await until(model, () => model.state.held === null);
      assert.equal(tabs().length, 1);

      const { mail } = model.state;
      const file = join(folder, 'announcement.eml');
      await answering({ saveTo: file }, async () => page.handle({ t: 'send', way: 'eml', seen: mail }));
      const text = await readFile(file, 'utf8');
      assert.match(
        text,
        /^X-Unsent: 1\r\nTo: security-announce@python\.org\r\nReply-To: security-sig@python\.org\r\n/,
      );
      assert.ok(text.endsWith(mail.body.replaceAll('\n', '\r\n')), text);
      await page.handle({ t: 'send', way: 'copy', seen: mail });
      assert.equal((await env.clipboard.readText()).replaceAll('\r\n', '\n'), mail.body);
      const record = join(folder, 'record.json');
      const said = await answering({ saveTo: record }, async () => page.handle({ t: 'saveRecord' }));
      assert.match(String(said), /^Saved as record\.json\. It lacks: .*e-mail in the archive/);
      const { cveMetadata } = JSON.parse(await readFile(record, 'utf8')) as {
        cveMetadata: { cveId: string };
      };
      assert.equal(cveMetadata.cveId, advisory().cveId);

      await page.handle({ t: 'sent', on: model.state.today });
      assert.equal(model.state.sentOn, model.state.today);
      assert.equal(door.model.assessment(advisory()).next?.id, 'close');
      await answering({ row: /^Ask the bot: put \[COMPLETED\]/ }, async () => page.handle({ t: 'close' }));
      await until(model, () => model.state.close.state === 'waiting');
      await knob('tick');
      const { state } = (await ask(`/repos/python/cpython/security-advisories/${spam}`)) as { state: string };
      assert.equal(state, 'closed');
    });

    it('that was not sent is shown by Close', async () => {
      await knob('reset');
      await commands.executeCommand('workbench.action.closeAllEditors');
      await door.progress.update(advisory(), { announcedAt: undefined });
      await door.model.refresh();
      await answering({ row: /^Show the announcement$/ }, () => commands.executeCommand('ghsa.close', row()));
      assert.equal((await door.announcements()).pages.length, 1);
    });

    it('saves the CVE record without its page, too', async () => {
      const record = join(folder, 'alone.json');
      await answering({ saveTo: record }, () => commands.executeCommand('ghsa.saveCveRecord', row()));
      assert.match(await readFile(record, 'utf8'), /"dataVersion": "5\.2"/);
    });
  });
}
