import * as assert from 'node:assert/strict';
import { commands, env, window, type QuickPickItem } from 'vscode';
import { emptyDraft, type Draft } from '../../../src/advisory/draft.ts';
import type { TestDoor } from '../../../src/extension.ts';
import type { EditorModel } from '../../../src/ui/editor/model.ts';
import { ask, knob, sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

/** Triage, octo-coordinator's. */
const ham = 'GHSA-m2pg-3qcr-4vfw';
const butter = 'GHSA-p3q4-r5v6-w7x8';
const reply = 'The cookie is for both hosts.\n\nIt is documented.';

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

/** Does something while a person answers the questions, each by the words of a row. Gives the rows that were offered. */
async function answering(
  answers: readonly RegExp[],
  work: () => PromiseLike<unknown>,
): Promise<readonly (readonly string[])[]> {
  const { showQuickPick, showInformationMessage, showWarningMessage } = window;
  const [open, offered] = [[...answers], [] as (readonly string[])[]];
  try {
    Object.assign(window, {
      showQuickPick: async (rows: readonly QuickPickItem[]) => {
        offered.push(rows.map(({ label }) => label));
        const answer = open.shift();
        return rows.find(({ label }) => answer?.test(label));
      },
      showInformationMessage: async () => undefined,
      showWarningMessage: async () => undefined,
    });
    await work();
  } finally {
    Object.assign(window, { showQuickPick, showInformationMessage, showWarningMessage });
  }
  return offered;
}

/** What an admin does elsewhere. */
async function asAdmin(method: string, path: string, body: object): Promise<void> {
  const answer = await fetch(`${sandbox.api}/repos/python/cpython${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.tokens['admin'] ?? ''}` },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, await answer.text());
}

/** Does something while no browser opens. Gives the addresses that would have been opened. */
async function outside(work: () => PromiseLike<unknown>): Promise<readonly string[]> {
  const { openExternal } = env;
  const opened: string[] = [];
  try {
    Object.assign(env, { openExternal: async (url: unknown) => opened.push(String(url)) > 0 });
    await work();
  } finally {
    Object.assign(env, { openExternal });
  }
  return opened;
}

export function discussion(): void {
  describe('the discussion in the extension host', () => {
    let door: TestDoor;
    before(async () => {
      door = await signedIn();
    });
    beforeEach(async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      await knob('reset');
      door.model.reset();
      await door.model.refresh();
    });
    after(async () => {
      await commands.executeCommand('workbench.action.closeAllEditors');
      await knob('reset');
      door.model.reset();
      await door.model.refresh();
    });

    const opened = async () => {
      const advisory = door.model.advisories.find(({ ghsaId }) => ghsaId === ham)!;
      await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory }, 'discussion');
      const page = (await door.editor.editors()).pages.find(({ model }) => model.state.ghsaId === ham)!;
      await until(
        page.model,
        () => page.model.state.phase === 'ready' && page.model.state.facts?.admin !== null,
      );
      return page;
    };
    const comments = async () =>
      ((await ask(`/repos/python/cpython/security-advisories/${ham}/comments`)) as { body: string }[]).map(
        ({ body }) => body,
      );
    const draft = (text: string): Draft => ({
      ...emptyDraft,
      comments: { discussion: text },
      triage: { documented: { answer: 'yes', why: 'In the manual.' } },
    });

    it('where it cannot be written: the reply is on the clipboard, GitHub is opened, the draft stays', async () => {
      await knob('knobs', { comments: false });
      try {
        const { model, handle } = bound(await opened());
        handle({ t: 'draft', draft: draft(reply), revision: 1, generation: model.state.generation });
        await handle({ t: 'readDiscussion' });
        assert.equal(model.state.discussion.kind, 'no-api');
        await assert.rejects(async () => handle({ t: 'comment', body: reply }), { kind: 'comment' });
        const urls = await outside(async () => handle({ t: 'replyOnGitHub', body: reply }));
        assert.deepEqual(urls, [model.advisory!.htmlUrl]);
        assert.equal((await env.clipboard.readText()).replaceAll('\r\n', '\n'), reply);
        assert.equal(model.state.draft.comments?.discussion, reply);
        model.discard();
        await model.settled();
      } finally {
        await knob('knobs', { comments: true });
      }
    });

    it('rejects with the reply that was written, and nothing of it is left in the draft', async () => {
      await knob('role', { login: 'octo-coordinator', repo: 'python/cpython', role: 'admin' });
      // Who may do what is learned by reading.
      door.model.reset();
      await door.model.refresh();
      const { model, handle } = bound(await opened());
      handle({ t: 'draft', draft: draft(reply), revision: 1, generation: model.state.generation });
      const decide = { t: 'decide', what: 'reject', reply, written: true } as const;
      const left = await answering([/^Invalid$/], async () => handle(decide));
      assert.ok(left[1]!.includes('It is documented.'), 'proposed');
      assert.equal(model.state.draft.comments?.discussion, reply, 'the question was left');
      await answering([/^Invalid$/, /^\$\(comment\) Reject\. Post/], async () => handle(decide));
      await until(model, () => model.state.facts?.state === 'closed');
      await model.settled();
      assert.deepEqual(await comments(), [reply]);
      assert.deepEqual(model.state.draft, emptyDraft);
      assert.deepEqual(
        model.state.discussion.comments.map(({ body }) => body),
        [reply],
      );
    });

    it('opens what is similar: an advisory in its page, an issue in the browser', async () => {
      const { model, handle } = bound(await opened());
      const { title, description } = model.advisory!;
      await asAdmin('PATCH', `/security-advisories/${butter}`, { summary: `${title}, too`, description });
      await asAdmin('POST', '/issues', { title, body: description, labels: ['type-security'] });
      await door.model.refresh();
      await handle({ t: 'findSimilar' });
      const { kind, rows } = model.state.discussion.similar;
      const advisory = rows.find(({ label }) => label === 'GHSA w7x8');
      const issue = rows.find(row => row.kind === 'issue');
      assert.ok(kind === 'ready' && advisory && issue, JSON.stringify(rows));
      await handle({ t: 'openSimilar', id: advisory.id });
      const { models } = await door.editor.editors();
      assert.deepEqual(
        models.map(({ state }) => state.ghsaId),
        [ham, butter],
      );
      const urls = await outside(async () => handle({ t: 'openSimilar', id: issue.id }));
      assert.match(urls.join(' '), /^\S+\/python\/cpython\/issues\/\d+$/);
      assert.deepEqual(await outside(async () => handle({ t: 'openSimilar', id: 'none' })), []);
    });
  });
}

/** A page's model, and what is pressed in it. */
function bound(page: Awaited<ReturnType<TestDoor['editor']['editors']>>['pages'][number]) {
  return { model: page.model, handle: page.handle.bind(page) };
}
