import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { ExtensionContext, Memento, SecretStorage } from 'vscode';
import { fieldsOf } from '../../../src/advisory/fields.ts';
import { connect, type GitHub } from '../../../src/github/index.ts';
import { confirmIssue, prepareIssue, proposeIssue, releaseIssue } from '../../../src/jobs/issue/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { AnnounceDrafts } from '../../../src/ui/announce/drafts.ts';
import { jobStoreOf } from '../../../src/ui/common/jobRecords.ts';
import { keepLinks } from '../../../src/ui/common/portLinks.ts';
import { ProgressRecords } from '../../../src/ui/common/progress.ts';
import { SecretStore } from '../../../src/ui/common/secretStore.ts';
import { EditorModel } from '../../../src/ui/editor/model.ts';
import { rememberOpen } from '../../../src/ui/editor/remembered.ts';
import { Agreements } from '../../../src/ui/fork/tests/agreed.ts';
import { keepOpened } from '../../../src/ui/issue/opened.ts';
import { LastReports } from '../../../src/ui/reports/last.ts';
import type { Canary } from '../../leaks/canary.ts';
import { lines } from '../../leaks/look.ts';
import { quietPage } from './editor/quietPage.ts';

const repo = { owner: 'python', name: 'cpython' };
const spam = 'GHSA-7q4m-xv2c-93rp';
const ham = 'GHSA-m2pg-3qcr-4vfw';
const typed = 'The walnut astronaut waits behind the second length field of the chunk.';
const reason = 'The branch has no such reader of lengths, says the coordinator.';
const reader = 'dill-outsider';

/** VS Code's secrets and state, with all that was ever put there. */
function recorder() {
  const [secrets, state] = [new Map<string, string>(), new Map<string, unknown>()];
  const ever = { secrets: [] as string[], state: [] as string[] };
  return {
    ever,
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => {
        ever.secrets.push(`${key} ${value}`);
        secrets.set(key, value);
      },
      delete: async (key: string) => void secrets.delete(key),
    } as unknown as SecretStorage,
    state: {
      get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
      update: async (key: string, value: unknown) => {
        ever.state.push(`${key} ${JSON.stringify(value)}`);
        state.set(key, value);
      },
    } as unknown as Memento,
  };
}

/** The rows of SECURITY.md, "What is stored where"; that of tokens is held by `session/tokens.test.ts`. */
describe('what is stored where', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let at: ReturnType<typeof recorder>;
  let canaries: readonly Canary[];
  const store = (index: `ghsa.${string}`) => new SecretStore(at.secrets, at.state, index);
  const inState = () => lines('state', at.ever.state.join('\n'), canaries);
  const inSecrets = () => at.ever.secrets.join('\n');

  before(async () => {
    sandbox = await startSandbox();
    const { api, tokens } = sandbox;
    github = connect({ apiUrl: api, token: async () => tokens['coordinator']!, throttle: false });
    const { title, description } = await github.advisories.get(repo, spam);
    canaries = [
      ...[title, description, typed, reason, reader].map((text): Canary => ({ kind: 'report', text })),
      { kind: 'token', text: tokens['coordinator']! },
    ];
  });
  beforeEach(() => (at = recorder()));
  after(() => sandbox.stop());

  it('the draft of an advisory: in the secret storage, with its key alone in the state', async () => {
    const model = new EditorModel(
      quietPage({
        ...{ repo, ghsaId: spam, key: spam, github: async () => github, store: store('ghsa.drafts') },
        log: error => assert.ifError(error),
      }),
    );
    await model.load();
    model.edit({ ...model.state.draft, fields: { title: typed, description: typed } }, 1);
    await model.settled();
    assert.ok(inSecrets().includes(typed));
    assert.ok(inSecrets().includes(JSON.stringify(fieldsOf(model.advisory!).title)));
    assert.deepEqual(inState(), []);
    assert.deepEqual(at.ever.state, [`ghsa.drafts ["ghsa.draft:${spam}"]`]);
  });

  it('the draft of an announcement: likewise', async () => {
    const drafts = new AnnounceDrafts(store('ghsa.drafts'), `ghsa.announcement:${spam}`, assert.ifError);
    drafts.keep({ text: typed, template: '', kept: [] });
    await drafts.settled();
    assert.ok(inSecrets().includes(typed));
    assert.deepEqual(inState(), []);
  });

  it('confirmed texts, and what a job has done: likewise, until its end', async () => {
    const lockRoot = mkdtempSync(join(tmpdir(), 'ghsa-stored-'));
    const jobs = jobStoreOf({
      secrets: at.secrets,
      globalState: at.state as ExtensionContext['globalState'],
    });
    const tools = { github, store: jobs, lockRoot, openedBefore: () => null, now: () => new Date() };
    const prepared = await prepareIssue(tools, { repo, ghsaId: ham }, 'bug');
    const texts = { 'issue.title': 'Ham client asks the jar once', 'issue.body': typed };
    await confirmIssue(jobs, prepared, { ...proposeIssue(prepared), texts }, tools.now());
    await releaseIssue(tools, prepared.key);
    rmSync(lockRoot, { recursive: true });
    assert.ok(inSecrets().includes(typed));
    assert.deepEqual(inState(), []);
    assert.deepEqual(at.ever.state, [`ghsa.jobs ["${prepared.key}"]`]);
    await jobs.remove(prepared.key);
    assert.equal(await jobs.load(prepared.key), null);
    assert.deepEqual(jobs.keys(), []);
  });

  it('a command of tests, and the progress of an advisory with readers and reasons: likewise', async () => {
    await new Agreements(store('ghsa.tests')).keep('/clones/x', { setting: 'run', command: typed });
    const progress = new ProgressRecords(store('ghsa.progress'), () => sandbox.api);
    const now = new Date().toISOString();
    await progress.update(
      { repo, ghsaId: spam },
      { seen: { readers: [reader], at: now }, notBackported: { '3.12': reason } },
    );
    for (const text of [typed, reason, reader]) assert.ok(inSecrets().includes(text), text);
    assert.deepEqual(inState(), []);
  });

  it('ids, numbers, public names and open pages: in the state, and nothing of them in the secret storage', async () => {
    const of = { repo: 'python/cpython', ghsaId: spam };
    await keepLinks(at.state, { ...of, issue: 210_501, pull: 210_502, commit: '', droppedLabels: [] });
    await keepOpened(at.state)({ ...of, issue: 210_501 });
    const context = { workspaceState: at.state } as never;
    rememberOpen(context, [{ ...of, column: 1, active: true }]);
    await new LastReports(at.state, () => sandbox.api).setDay('2026-11-20');
    assert.deepEqual(
      at.ever.state.map(line => line.split(' ')[0]),
      ['ghsa.links', 'ghsa.issues', 'ghsa.editors', 'ghsa.reports'],
    );
    assert.deepEqual([inState(), at.ever.secrets], [[], []]);
  });

  it('nobody else writes into the state: who does is named here, with a test of what it writes', () => {
    const root = resolve(import.meta.dirname, '../../..');
    const writers = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter(path =>
        /\b(?:globalState|workspaceState|\w*[sS]tate|#?memory)\s*\.update\(/.test(readFileSync(path, 'utf8')),
      )
      .map(path => relative(join(root, 'src/ui'), path).replaceAll('\\', '/'));
    assert.deepEqual(writers.sort(), [
      'common/kept.ts',
      'common/portLinks.ts',
      'common/releaseCycles.ts',
      'common/secretStore.ts',
      'editor/remembered.ts',
      'fork/clones.ts',
      'fork/offered.ts',
      'issue/opened.ts',
      'port/open.ts',
      'port/remembered.ts',
      'practice/prefixed.ts',
      'reports/last.ts',
    ]);
  });

  it('would be seen: a title in the state', async () => {
    await at.state.update('ghsa.editors', [{ title: canaries[0]!.text }]);
    assert.equal(inState().length, 1);
  });
});
