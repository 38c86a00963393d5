import * as assert from 'node:assert/strict';
import { commands, env, window, type InputBoxOptions, type QuickPickItem } from 'vscode';
import type { Advisory } from '../../../src/advisory/model.ts';
import type { AdvisoriesModel } from '../../../src/ui/advisories/model.ts';
import { ask, knob, sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

const ham = 'GHSA-m2pg-3qcr-4vfw';
const butter = 'GHSA-p3q4-r5v6-w7x8';
const jam = 'GHSA-8p9q-rvwx-2345';
const wheel = 'GHSA-q2r3-v4w5-x6c7';
const pickle = 'GHSA-w5x6-c7f8-g9h2';

interface Stored {
  readonly summary: string;
  readonly state: string;
  readonly credits: readonly { readonly login: string; readonly type: string }[];
}

const stored = (id: string, who?: string) =>
  ask(`/repos/python/cpython/security-advisories/${id}`, who) as Promise<Stored>;
const coordinators = async (id: string) =>
  (await stored(id)).credits.filter(({ type }) => type === 'coordinator').map(({ login }) => login);
const comments = async (id: string) =>
  ((await ask(`/repos/python/cpython/security-advisories/${id}/comments`)) as { body: string }[]).map(
    ({ body }) => body,
  );

/** Changes an advisory as an admin does it elsewhere. */
async function change(id: string, body: object): Promise<void> {
  const repo = id === wheel ? 'pypa/pip' : 'python/cpython';
  const answer = await fetch(`${sandbox.api}/repos/${repo}/security-advisories/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.tokens['admin'] ?? ''}` },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** Words of the row that is chosen, or what is typed into a box. */
type Answer = RegExp | string;

/**
 * A person at the questions: gives the answers one after another (`null` leaves a question), and presses a button of
 * the notifications where one is named. Gives what was said.
 */
async function answering(
  work: () => PromiseLike<unknown>,
  answers: readonly (Answer | null)[],
  press: readonly string[] = [],
  wanted = press.length + 1,
): Promise<readonly string[]> {
  const { showQuickPick, showInputBox, showInformationMessage, showWarningMessage, showErrorMessage } =
    window;
  const [open, buttons, said] = [[...answers], [...press], [] as string[]];
  let told: () => void = () => undefined;
  const all = new Promise<void>(done => (told = () => said.length >= wanted && done()));
  const say = async (text: string, ...offered: readonly unknown[]) => {
    said.push(text);
    const button = offered.find(one => one === buttons[0]);
    if (button !== undefined) buttons.shift();
    told();
    return button;
  };
  const pick = async (rows: readonly QuickPickItem[], { title = '' } = {}) => {
    const answer = open.shift();
    assert.notEqual(
      answer,
      undefined,
      `nobody answers ${title}: ${rows.map(({ label }) => label).join(' | ')}`,
    );
    if (answer == null) return undefined;
    const row = rows.find(({ label }) => typeof answer !== 'string' && answer.test(label));
    assert.ok(row, `${String(answer)} is none of ${rows.map(({ label }) => label).join(' | ')}`);
    return row;
  };
  const type = async ({ title = '', validateInput }: InputBoxOptions = {}) => {
    const answer = open.shift();
    assert.ok(answer === null || typeof answer === 'string', `nobody types into ${title}`);
    assert.equal(answer === null ? null : ((await validateInput?.(answer)) ?? null), null);
    return answer ?? undefined;
  };
  try {
    Object.assign(window, {
      ...{ showQuickPick: pick, showInputBox: type },
      ...{ showInformationMessage: say, showWarningMessage: say, showErrorMessage: say },
    });
    await work();
    await all;
  } finally {
    Object.assign(window, { showQuickPick, showInputBox });
    Object.assign(window, { showInformationMessage, showWarningMessage, showErrorMessage });
  }
  assert.deepEqual([open, buttons], [[], []], 'everything that was to be asked was asked');
  return said;
}

export function decide(): void {
  describe('the decisions in the extension host', () => {
    let model: AdvisoriesModel;
    const row = (id: string) => {
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === id);
      assert.ok(advisory, id);
      return { kind: 'advisory', advisory } satisfies { kind: 'advisory'; advisory: Advisory };
    };
    const run = (command: string, id: string) => () => commands.executeCommand(`ghsa.${command}`, row(id));
    const admin = (role: 'admin' | 'write') =>
      knob('role', { login: 'octo-coordinator', repo: 'python/cpython', role });
    const moveOf = (id: string) => model.assessment(row(id).advisory).move;
    const anew = async () => {
      model.reset();
      await model.refresh();
    };
    before(async () => {
      ({ model } = await signedIn());
    });
    beforeEach(async () => {
      await knob('reset');
      await anew();
    });
    after(async () => {
      await knob('reset');
      await anew();
    });

    it('volunteer, and take it back', async () => {
      const said = await answering(run('volunteer', butter), [], ['Undo']);
      assert.deepEqual(said, ['You coordinate w7x8 now.', 'You do not coordinate w7x8 any more.']);
      assert.deepEqual((await stored(butter)).credits, [{ login: 'parsley-dev', type: 'reporter' }]);
      await answering(run('volunteer', butter), []);
      assert.deepEqual(await coordinators(butter), ['octo-coordinator']);
      assert.equal(moveOf(butter), 'yours');
    });

    it('accept as a member: the bot is asked, and does it', async () => {
      const said = await answering(run('accept', ham), [/^Ask the bot: put \[ACCEPTED\]/, null]);
      assert.match(
        said[0]!,
        /^\[ACCEPTED\] is in the title of 4vfw\. The bot acts at (\d+ \w+, )?\d\d:\d\d\.$/,
      );
      assert.deepEqual(
        [(await stored(ham)).summary, (await stored(ham)).state, moveOf(ham)],
        ['[ACCEPTED] Ham cookie jar leaks on redirect', 'triage', 'waiting'],
      );
      assert.deepEqual(await comments(ham), [], 'nothing is written into the discussion unasked');
      await knob('tick');
      await model.refresh();
      assert.equal(row(ham).advisory.state, 'draft');
      assert.equal((await answering(run('accept', ham), []))[0], '4vfw is a draft, so this does not apply.');
    });

    it('take back what the bot was asked', async () => {
      await answering(run('accept', ham), [/^Ask the bot/, null]);
      const said = await answering(run('withdrawRequest', ham), []);
      assert.deepEqual(said, ['The request to the bot is out of the title of 4vfw.']);
      assert.equal((await stored(ham)).summary, 'Ham cookie jar leaks on redirect');
      assert.equal(moveOf(ham), 'yours');
    });

    it('accept as an admin: GitHub moves it at once, and the reporter is told', async () => {
      await admin('admin');
      await anew();
      const said = await answering(run('accept', ham), [/^Move to draft now$/, /Post this comment$/]);
      assert.deepEqual(said, ['4vfw is a draft now.']);
      assert.deepEqual(
        [(await stored(ham)).summary, (await stored(ham)).state],
        ['Ham cookie jar leaks on redirect', 'draft'],
      );
      assert.equal((await comments(ham)).length, 1);
    });

    it('try as a member: GitHub says no, and the bot is asked instead', async () => {
      const said = await answering(run('accept', ham), [/^Move to draft now$/, null], ['Ask the Bot']);
      assert.equal(said[0], 'Only admins may do this. Nothing of 4vfw was changed.');
      assert.match(said[1]!, /^\[ACCEPTED\] is in the title of 4vfw/);
      assert.equal((await stored(ham)).state, 'triage');
    });

    it('hand over to a member, with a comment, and take it back', async () => {
      const said = await answering(run('handOver', jam), [/^parsley-core$/, /Post this comment$/], ['Undo']);
      assert.deepEqual(said, ['Handed to parsley-core. A comment says so.', '2345 is back where it was.']);
      assert.equal((await comments(jam)).length, 1);
      assert.deepEqual(await coordinators(jam), ['octo-coordinator']);
      await answering(run('handOver', jam), [/^parsley-core$/, /Without a comment$/]);
      assert.deepEqual(await coordinators(jam), ['parsley-core']);
      assert.equal((await stored(jam)).credits.length, 2, 'the reporter is credited as before');
    });

    it('reject as a member: a reply, and the bot closes', async () => {
      const said = await answering(run('reject', ham), [/^Invalid$/, /Post this comment$/]);
      assert.match(said[0]!, /^\[INVALID\] is in the title of 4vfw/);
      assert.match((await comments(ham))[0]!, /^Thanks for your report\. We've determined/);
      await knob('tick');
      assert.equal((await stored(ham)).state, 'closed');
    });

    it('reject as an admin as a duplicate, and reopen it', async () => {
      await admin('admin');
      await anew();
      const said = await answering(run('reject', ham), [
        /^Duplicate of/,
        /^Spam parser/,
        /Post this comment$/,
      ]);
      assert.deepEqual(said, ['4vfw is closed.']);
      const [reply] = await comments(ham);
      assert.match(reply!, /duplicate/);
      assert.ok(!reply!.includes('Spam'), 'of what, the reporter is not told');
      assert.equal((await stored(ham)).state, 'closed');
      const again = await answering(run('reopen', ham), [/^Reopen as a draft now$/]);
      assert.deepEqual(again, ['4vfw is a draft again.']);
      assert.equal((await stored(ham)).state, 'draft');
    });

    it('reopen where GitHub does not: on its page', async () => {
      await admin('admin');
      await knob('knobs', { reopen: false });
      await anew();
      await answering(run('reject', pickle), [/^Spam, without a reply$/]);
      assert.deepEqual(await comments(pickle), []);
      const said = await answering(run('reopen', pickle), [/^Reopen as a draft now$/]);
      assert.match(said[0]!, /GitHub/);
      assert.equal((await stored(pickle)).state, 'closed');
    });

    it('leave a question: nothing is sent', async () => {
      for (const [command, answers] of [
        ['accept', [null]],
        ['reject', [/^Invalid$/, null]],
        ['handOver', [null]],
      ] as const) {
        const before = await stored(ham);
        await leaving(run(command, ham), answers);
        assert.deepEqual(await stored(ham), before, command);
      }
    });

    it('show who can see it, and mark the new ones the next time', async () => {
      const rows: QuickPickItem[][] = [];
      const { showQuickPick } = window;
      const look = async () => {
        Object.assign(window, {
          showQuickPick: async (shown: QuickPickItem[]) => void rows.push(shown),
        });
        try {
          await run('whoCanSee', jam)();
        } finally {
          Object.assign(window, { showQuickPick });
        }
      };
      await look();
      assert.ok(model.facts(row(jam).advisory).progress.seen?.readers.includes('parsley-dev'));
      const labels = rows[0]!.map(({ label }) => label);
      for (const label of ['Reporter', 'parsley-dev', 'Team psrt', 'nutmeg-core'])
        assert.ok(labels.includes(label), label);
      await change(jam, { collaborating_users: ['dill-outsider'] });
      await model.refresh();
      await look();
      const fresh = rows[1]!.filter(({ description }) => description?.includes('new since'));
      assert.deepEqual(
        fresh.map(({ label }) => label),
        ['dill-outsider'],
      );
      await look();
      assert.ok(!JSON.stringify(rows[2]).includes('new since'), 'who was looked at is not new any more');
    });

    it('set the CVE ID where no bot reserves one', async () => {
      await change(wheel, { state: 'draft' });
      await model.refresh();
      const said = await answering(run('setCveId', wheel), [/^Type the CVE ID/, 'cve-2026-12345'], ['Undo']);
      assert.deepEqual(said, ['x6c7 is CVE-2026-12345 now.', 'The CVE ID of x6c7 is as it was.']);
    });

    it('ask about credit, and record the answer', async () => {
      const said = await answering(run('askCredit', jam), [/Post this comment$/]);
      assert.deepEqual(said, ['2345: parsley-dev is asked about credit.']);
      assert.match((await comments(jam))[0]!, /@parsley-dev/);
      const answer = await answering(run('askCredit', jam), [/^No credit$/], ['Undo']);
      assert.deepEqual(answer, [
        'parsley-dev is not credited in 2345.',
        'The credits of 2345 are as they were.',
      ]);
      await answering(run('recordCredit', jam), [/^Credit as/, 'oregano-core']);
      assert.deepEqual(
        (await stored(jam)).credits.filter(({ type }) => type === 'reporter').map(({ login }) => login),
        ['oregano-core'],
      );
    });

    it('add collaborators as an admin; a member gets the words that ask one', async () => {
      const asked = await answering(run('addCollaborators', jam), ['@dill-outsider', /^Copy request/]);
      assert.deepEqual(asked, ['The request for 2345 is on the clipboard. Send it to an admin.']);
      const refused = await answering(run('addCollaborators', jam), ['dill-outsider', /^Add them now/]);
      assert.deepEqual(refused, ['Only admins may do this. Nothing of 2345 was changed.']);
      await admin('admin');
      await anew();
      const said = await answering(run('addCollaborators', jam), ['dill-outsider'], ['Undo']);
      assert.deepEqual(said, ['They can read 2345 now.', 'The collaborators of 2345 are as they were.']);
    });

    it('open a mail as an advisory, as an admin; else copy the reply', async () => {
      const open = () => commands.executeCommand('ghsa.newAdvisory');
      const mail =
        'From: Dill <dill@localhost>\nSubject: Re: Radish hangs\n\nIt hangs.\n\nGitHub: dill-outsider';
      const answers = [
        /^python\/cpython$/,
        /Use the mail on the clipboard$/,
        /Open an advisory in python\/cpython$/,
      ];
      await env.clipboard.writeText(mail);
      const refused = await answering(open, answers, ['Copy Reply']);
      assert.deepEqual(refused, [
        'Only admins may open advisories in python/cpython.',
        'The reply is on the clipboard.',
      ]);
      assert.match(await env.clipboard.readText(), /security\/advisories\/new$/);
      await admin('admin');
      await env.clipboard.writeText(mail);
      const said = await answering(open, answers);
      assert.match(said[0]!, /^The mail is \w{4} now\.$/);
      const made = model.advisories.find(({ title }) => title === 'Radish hangs');
      assert.equal(made?.state, 'draft');
      assert.ok(!made?.description.includes('dill@localhost'), 'headers stay with us');
      assert.deepEqual(made?.credits, [{ login: 'dill-outsider', type: 'reporter' }]);
    });

    it('tell what to do about a mistake, in a page that nobody can change', async () => {
      await change(jam, { state: 'published' });
      await model.refresh();
      const { advisory } = row(jam);
      const [mistake] = model.assessment(advisory).mistakes;
      await commands.executeCommand('ghsa.showMistake', { kind: 'mistake', advisory, mistake });
      const { document } = window.activeTextEditor!;
      assert.equal(document.uri.scheme, 'ghsa-advice');
      assert.match(document.getText(), /^# Published on GitHub by mistake\n/);
      assert.ok(!document.getText().includes('Jam'));
    });

    it('reopen asks for the closed ones where none is loaded', async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      try {
        const said = await answering(() => commands.executeCommand('ghsa.reopen'), []);
        assert.deepEqual(said, ['Closed advisories are not loaded yet.']);
        await answering(() => commands.executeCommand('ghsa.reopen'), [], ['Show Finished'], 1);
        await until(model, () => model.advisories.some(({ state }) => state === 'closed'));
      } finally {
        model.setFilter({ show: 'mine' });
      }
    });

    it('choose an advisory where none is named, of those that it fits', async () => {
      let offered: readonly string[] = [];
      const { showQuickPick } = window;
      Object.assign(window, {
        showQuickPick: async (rows: QuickPickItem[]) => void (offered = rows.map(({ label }) => label)),
      });
      try {
        await commands.executeCommand('workbench.action.closeAllEditors');
        await commands.executeCommand('ghsa.volunteer');
      } finally {
        Object.assign(window, { showQuickPick });
      }
      assert.ok(offered.includes('Butter decoder reuses its key'));
      assert.ok(!offered.includes('Ham cookie jar leaks on redirect'), 'that one is ours');
    });
  });
}

/** Resolves when the advisories are as a test needs them. */
function until(model: AdvisoriesModel, there: () => boolean): Promise<void> {
  return new Promise(done => {
    if (there()) return done();
    const { dispose } = model.onDidChange(() => {
      if (!there()) return;
      dispose();
      done();
    });
  });
}

/** A person who leaves a question: nothing is to be said then. */
async function leaving(work: () => PromiseLike<unknown>, answers: readonly (RegExp | null)[]): Promise<void> {
  const { showQuickPick } = window;
  const open = [...answers];
  try {
    Object.assign(window, {
      showQuickPick: async (rows: readonly QuickPickItem[]) => {
        const answer = open.shift();
        return answer ? rows.find(({ label }) => answer.test(label)) : undefined;
      },
    });
    await work();
  } finally {
    Object.assign(window, { showQuickPick });
  }
  assert.deepEqual(open, []);
}
