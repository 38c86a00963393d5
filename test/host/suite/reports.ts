import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commands,
  ConfigurationTarget,
  TabInputWebview,
  Uri,
  window,
  workspace,
  type InputBoxOptions,
  type QuickPickItem,
  type SaveDialogOptions,
} from 'vscode';
import type { AdvisoriesModel } from '../../../src/ui/advisories/model.ts';
import { knob, sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
const ham = 'GHSA-m2pg-3qcr-4vfw';
const today = () => new Date().toISOString().slice(0, 10);

/** What a person does at each question, in order: types, chooses a row, ticks rows, or leaves it (`null`). */
type Answer = string | RegExp | readonly RegExp[] | null;

interface Seen {
  readonly said: string[];
  readonly boxes: InputBoxOptions[];
  readonly ticked: (readonly string[])[];
  readonly proposed: string[];
}

/** A person at the questions, the buttons and the place to save; what was said, until so much of it was. */
async function person(
  work: () => PromiseLike<unknown>,
  answers: readonly Answer[],
  { press = [], saveTo, says = 1 }: { press?: string[]; saveTo?: Uri; says?: number } = {},
): Promise<Seen> {
  const { showQuickPick, showInputBox, showInformationMessage, showErrorMessage, showSaveDialog } = window;
  const open = [...answers];
  const buttons = [...press];
  const seen: Seen = { said: [], boxes: [], ticked: [], proposed: [] };
  let told: () => void = () => undefined;
  const heard = new Promise<void>(done => (told = () => seen.said.length >= says && done()));
  const say = async (text: string, ...offered: string[]) => {
    seen.said.push(text);
    told();
    return offered.includes(buttons[0]!) ? buttons.shift() : undefined;
  };
  const pick = async (
    rows: readonly (QuickPickItem & { picked?: boolean })[],
    { canPickMany = false } = {},
  ) => {
    const answer = open.shift();
    const labels = rows.map(({ label }) => label).join(' | ');
    assert.notEqual(answer, undefined, `nobody answers ${labels}`);
    if (canPickMany) seen.ticked.push(rows.filter(({ picked }) => picked).map(({ label }) => label));
    if (answer === null) return undefined;
    if (canPickMany) return rows.filter(({ label }) => (answer as RegExp[]).some(one => one.test(label)));
    const row = rows.find(({ label, kind }) => kind !== -1 && (answer as RegExp).test(label));
    assert.ok(row, `${String(answer)} is none of ${labels}`);
    return row;
  };
  const type = async (box: InputBoxOptions = {}) => {
    seen.boxes.push(box);
    const answer = open.shift();
    return answer === null ? undefined : (answer as string) || box.value;
  };
  try {
    Object.assign(window, {
      ...{ showQuickPick: pick, showInputBox: type, showInformationMessage: say, showErrorMessage: say },
      showSaveDialog: async ({ defaultUri }: SaveDialogOptions) => {
        seen.proposed.push(defaultUri!.path.split('/').at(-1)!);
        return saveTo;
      },
    });
    await work();
    if (says > 0) {
      told();
      await heard;
    }
  } finally {
    Object.assign(window, { showQuickPick, showInputBox, showInformationMessage });
    Object.assign(window, { showErrorMessage, showSaveDialog });
  }
  assert.deepEqual(open, [], 'everything that was to be asked was asked');
  return seen;
}

const activity = () => commands.executeCommand('ghsa.coordinatorActivity');
const reportOf = (name: string) =>
  workspace.textDocuments.find(({ uri }) => uri.scheme === 'ghsa-report' && uri.path.startsWith(`/${name}`));

/** Resolves when VS Code tells of a tab that shows Markdown. */
function preview(): Promise<void> {
  const isThere = () =>
    window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ input }) => input instanceof TabInputWebview && input.viewType.includes('markdown.preview'));
  return new Promise(done => {
    if (isThere()) return done();
    const listener = window.tabGroups.onDidChangeTabs(() => {
      if (!isThere()) return;
      listener.dispose();
      done();
    });
  });
}

export function reports(): void {
  describe('the reports in the extension host', () => {
    let model: AdvisoriesModel;
    let folder: string;
    let server: Server;

    before(async () => {
      ({ model } = await signedIn());
      folder = await mkdtemp(join(tmpdir(), 'ghsa-reports-'));
    });
    beforeEach(async () => {
      await knob('reset');
      await commands.executeCommand('workbench.action.closeAllEditors');
      model.reset();
      await model.refresh();
    });
    after(async () => {
      await knob('reset');
      await commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true, force: true });
    });

    const asAdmin = async () => {
      for (const repo of ['python/cpython', 'pypa/pip'])
        await knob('role', { login: 'octo-coordinator', repo, role: 'admin' });
    };
    const write = (id: string, who: string) =>
      fetch(`${sandbox.api}/repos/python/cpython/security-advisories/${id}/comments`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox.tokens[who] ?? ''}` },
        body: JSON.stringify({ body: 'Looked at it.' }),
      });

    it('show a member who is active as a page, and call nobody inactive whom they cannot see', async () => {
      const { said, boxes } = await person(activity, ['', /^No, or not known$/, []]);
      const year = String(Number(today().slice(0, 4)) - 1);
      assert.ok(boxes[0]!.value!.startsWith(year), boxes[0]!.value);
      assert.match(said[0]!, /^Nobody is known to be inactive\. Of \d members it is unknown\.$/);
      await preview();
      const text = reportOf('activity-since-')!.getText();
      assert.match(text, /\| Octo Coordinator \| octo-coordinator \| \d+ or more \| unknown \|/);
      assert.match(text, /of a practice GitHub \(http:/);
    });

    it('name who is inactive, exempt the Council, are saved, and begin there the next time', async () => {
      await asAdmin();
      await write(spam, 'oregano-core');
      const target = Uri.file(join(folder, 'report.csv'));
      const first = await person(activity, ['', [/^Sage Admin$/]], {
        ...{ press: ['Save CSV…'], saveTo: target, says: 2 },
      });
      assert.deepEqual(first.said, [
        '1 member is inactive as far as comments can be read.',
        `report.csv is saved. The next report begins with ${today()}.`,
      ]);
      assert.match(first.proposed[0]!, /^practice-psrt-activity-since-\d{4}-\d\d-\d\d\.csv$/);
      const lines = (await readFile(target.fsPath, 'utf8')).split('\r\n');
      const [, since = ''] = /since-([\d-]+)\.csv$/.exec(first.proposed[0]!) ?? [];
      const columns = 'Member,GitHub login,Coordinated,Commented,Last active,Exempt,Verdict,Since,Note';
      assert.equal(lines[0], `\ufeff${columns}`);
      assert.match(lines[1]!, new RegExp(`^Parsley Core,parsley-core,0,0,,,inactive,${since},\\S`));
      assert.ok(lines.includes(`Sage Admin,sage-admin,0,0,,Steering Council,exempt,${since},`));
      assert.ok(lines.includes(`Oregano Core,oregano-core,0,1,${today()},,active,${since},`));

      const second = await person(activity, [null], { says: 0 });
      assert.equal(second.boxes[0]!.value, today());
      const page = Uri.file(join(folder, 'report.md'));
      const third = await person(activity, ['2026-01-01', [/^Sage Admin$/]], {
        ...{ press: ['Save Markdown…'], saveTo: page, says: 2 },
      });
      assert.deepEqual(third.ticked, [['Sage Admin']], 'the Council is remembered');
      assert.match(await readFile(page.fsPath, 'utf8'), /^# Coordinator activity since 2026-01-01\n/);
    });

    it('refuse a day that is none or has not come', async () => {
      const { boxes } = await person(activity, [null], { says: 0 });
      const check = (text: string) => boxes[0]!.validateInput!(text);
      assert.equal(check('2026-02-30'), 'Write a day, as 2026-01-31.');
      assert.match(String(check('2999-01-01')), /^This day has not come yet/);
      assert.equal(check('2026-01-31'), null);
    });

    it('compare the published list with the team and the readers, without a title', async () => {
      const { said } = await person(() => commands.executeCommand('ghsa.checkAccess'), []);
      assert.match(said[0]!, /^Team and published list are the same; no difference was seen in \d+ open/);
      const text = reportOf('access.md')!.getText();
      assert.match(text, /- On the list, not in the team: nobody\./);
      assert.match(text, new RegExp(`\\| ${spam} \\| python/cpython \\|`));
      assert.ok(!text.includes('Spam parser'));
    });

    it('guess nothing where a line of the list makes no sense', async () => {
      server = createServer((_, answer) => answer.end('Octo,octo-coordinator,\nMallory and friends\n'));
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      const configuration = workspace.getConfiguration('ghsa');
      const before = configuration.get<string>('membersUrl');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/psrt.csv`;
      try {
        await configuration.update('membersUrl', url, ConfigurationTarget.Global);
        const sentence =
          'Line 2 of the list of members names nobody. Have it repaired, or check the setting ghsa.membersUrl.';
        const access = await person(() => commands.executeCommand('ghsa.checkAccess'), []);
        assert.deepEqual(access.said, [sentence]);
        const since = await person(activity, ['']);
        assert.deepEqual(since.said, [sentence]);
        assert.equal(window.activeTextEditor, undefined, 'nothing is shown');
      } finally {
        await configuration.update('membersUrl', before, ConfigurationTarget.Global);
        server.closeAllConnections();
        await new Promise(done => server.close(done));
      }
    });

    it('handle a code-signing report by its checklist, and take it back', async () => {
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === ham)!;
      const row = { kind: 'advisory', advisory };
      const { said } = await person(() => commands.executeCommand('ghsa.handleAsSigning', row), []);
      assert.deepEqual(said, ['4vfw is handled as a code-signing report.']);
      const { next } = model.assessment(advisory);
      assert.equal(next?.id, 'signingEvidence');
      const step = { kind: 'step', advisory, step: next };
      const press = () => commands.executeCommand('ghsa.signing', step);
      await person(press, [/Checksums$/, /Signatures$/, null], { says: 0 });
      assert.equal(model.assessment(advisory).next?.id, 'signingVerification');
      await person(() => commands.executeCommand('ghsa.signing', row), [/No code-signing report after all$/]);
      assert.equal(model.facts(advisory).progress.signing, undefined);
    });
  });
}
