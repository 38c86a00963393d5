import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ExtensionContext, Memento, SecretStorage } from 'vscode';
import { connect, type GitHub } from '../../../../src/github/index.ts';
import { confirmIssue, prepareIssue, proposeIssue, releaseIssue } from '../../../../src/jobs/issue/index.ts';
import type { PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { AnnounceDrafts } from '../../../../src/ui/announce/drafts.ts';
import { jobStoreOf } from '../../../../src/ui/common/jobRecords.ts';
import { keepLinks } from '../../../../src/ui/common/portLinks.ts';
import { ProgressRecords } from '../../../../src/ui/common/progress.ts';
import { SecretStore } from '../../../../src/ui/common/secretStore.ts';
import { EditorModel } from '../../../../src/ui/editor/model.ts';
import { rememberOpen } from '../../../../src/ui/editor/remembered.ts';
import { OriginalReport } from '../../../../src/ui/editor/original.ts';
import { PrivateClones } from '../../../../src/ui/fork/clones.ts';
import { keepOffered } from '../../../../src/ui/fork/offered.ts';
import { agreementsOf } from '../../../../src/ui/fork/tests/agreed.ts';
import { keepOpened } from '../../../../src/ui/issue/opened.ts';
import type { Trace } from '../../../../src/ui/port/jobTraces.ts';
import { LastReports } from '../../../../src/ui/reports/last.ts';
import { Tokens } from '../../../../src/ui/session/tokens.ts';
import '../decide/window.ts';
import { quietPage } from '../editor/quietPage.ts';

const { tracesOf } = await import('../../../../src/ui/port/traces.ts');

const repo = { owner: 'python', name: 'cpython' };
const spam = 'GHSA-7q4m-xv2c-93rp';
const ham = 'GHSA-m2pg-3qcr-4vfw';
const ghe = 'https://ghe.example';
const github = 'https://api.github.com';

/** What stays in state and secrets when everything that is listed was removed. Nothing else may. */
const stays = [
  // Public: the release cycle of Python, for when it cannot be read.
  'state ghsa.releaseCycle',
  // A mark without content: does this VS Code keep its secrets?
  'state ghsa.secretsKept',
  'secret ghsa.secretsKept',
];

/** Names beside commands, settings and views that nothing is stored under. */
const noStores = [
  // Types of pages.
  ...['ghsa.backport', 'ghsa.editor', 'ghsa.issue'],
  // A decoration of the window, and an item of its status bar; the prefix of practice, which Leave Practice deletes.
  ...['ghsa.embargo', 'ghsa.practice'],
];

/** VS Code's memory of one machine; `tells`: its secrets can be listed. */
function machine(tells = false) {
  const [secrets, state] = [new Map<string, string>(), new Map<string, unknown>()];
  /** All keys that were ever written. */
  const ever = new Set<string>();
  const memento = {
    keys: () => [...state.keys()],
    get: (key: string, fallback?: unknown) => structuredClone(state.get(key) ?? fallback),
    update: async (key: string, value: unknown) => {
      ever.add(key);
      if (value === undefined) state.delete(key);
      else state.set(key, structuredClone(value));
    },
  } as unknown as ExtensionContext['globalState'];
  const context = {
    globalState: memento,
    workspaceState: memento as Memento,
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void (ever.add(key), secrets.set(key, value)),
      delete: async (key: string) => void secrets.delete(key),
      ...(tells ? { keys: async () => [...secrets.keys()] } : {}),
    } as unknown as SecretStorage,
  } as unknown as ExtensionContext;
  /** An empty list of keys is nothing. */
  const left = () => [
    ...[...state].flatMap(([key, value]) =>
      Array.isArray(value) && value.length === 0 ? [] : [`state ${key}`],
    ),
    ...[...secrets.keys()].map(key => `secret ${key}`),
  ];
  return { context, secrets, state, ever, left };
}

describe('Remove Traces and everything that is stored', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let api: GitHub;
  let root: string;
  let at: ReturnType<typeof machine>;

  before(async () => {
    sandbox = await startSandbox();
    const { tokens } = sandbox;
    api = connect({ apiUrl: sandbox.api, token: async () => tokens['coordinator']!, throttle: false });
  });
  after(() => sandbox.stop());
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ghsa-every-'));
    at = machine();
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const store = (index: `ghsa.${string}`) =>
    new SecretStore(at.context.secrets, at.context.globalState, index);
  const progress = () => new ProgressRecords(store('ghsa.progress'), () => sandbox.api);
  const clonePath = (name = 'cpython-ghsa-7q4m-xv2c-93rp') => join(root, 'clones', name);
  const clones = () =>
    new PrivateClones({
      state: at.context.globalState,
      agreements: agreementsOf(at.context),
      recordsKeyOf: url => url,
      apiUrl: () => sandbox.api,
      folders: () => [],
      log: assert.ifError,
    });
  const keepClone = () =>
    clones().keep({
      ...{ path: clonePath(), workspaceFile: `${clonePath()}.code-workspace`, repo, ghsaId: spam },
      ...{ apiUrl: sandbox.api, worktrees: [] as string[] },
    } as unknown as PrivateClone);
  const agree = (path = clonePath()) =>
    agreementsOf(at.context).keep(path, { setting: 'run', command: 'run test_spam' });

  /** Every store, by what fills it in the product. A new one belongs here, with a row in Remove Traces. */
  const fill: Readonly<Record<string, () => Promise<unknown>>> = {
    'ghsa.clones': keepClone,
    'ghsa.clones.offered': () =>
      keepOffered(at.context.globalState, [clonePath(), clonePath('cpython-deleted')]),
    'ghsa.tests': async () => {
      await agree();
      await agree(clonePath('cpython-deleted'));
    },
    'ghsa.draft': async () => {
      const model = new EditorModel(
        quietPage({
          ...{ repo, ghsaId: spam, github: async () => api, store: store('ghsa.drafts') },
          key: `${sandbox.api} python/cpython/${spam}`,
          log: error => assert.ifError(error),
        }),
      );
      await model.load();
      model.edit({ ...model.state.draft, fields: { title: 'Spam parser again' } }, 1);
      await model.settled();
    },
    'ghsa.written': () =>
      new OriginalReport(store('ghsa.drafts'), `ghsa.written:${spam}`, async () => undefined).writing(
        'Ours.',
      ),
    'ghsa.announcement': async () => {
      const key = `ghsa.announcement:${sandbox.api}/python/cpython/${spam}`.toLowerCase();
      const drafts = new AnnounceDrafts(store('ghsa.drafts'), key, assert.ifError);
      drafts.keep({ text: 'Spam parser', template: '', kept: [] });
      await drafts.settled();
    },
    'ghsa.jobs': async () => {
      const jobs = jobStoreOf(at.context);
      const tools = {
        ...{ github: api, store: jobs, lockRoot: join(root, 'scratch') },
        ...{ openedBefore: () => null, now: () => new Date() },
      };
      const prepared = await prepareIssue(tools, { repo, ghsaId: ham }, 'bug');
      const texts = { 'issue.title': 'Ham client asks the jar once', 'issue.body': 'It asks twice.' };
      await confirmIssue(jobs, prepared, { ...proposeIssue(prepared), texts }, tools.now());
      await releaseIssue(tools, prepared.key);
    },
    'ghsa.progress': () => progress().update({ repo, ghsaId: spam }, { notBackported: { '3.12': 'No.' } }),
    'ghsa.links': () =>
      keepLinks(at.context.globalState, {
        ...{ repo: 'python/cpython', ghsaId: spam, issue: 1, pull: 2, commit: '', droppedLabels: [] },
      }),
    'ghsa.issues': () =>
      keepOpened(at.context.globalState)({ repo: 'python/cpython', ghsaId: ham, issue: 1 }),
    'ghsa.editors': async () =>
      rememberOpen(at.context, [{ repo: 'python/cpython', ghsaId: spam, column: 1, active: true }]),
    'ghsa.reports': async () => {
      for (const url of [github, ghe]) {
        const last = new LastReports(at.context.globalState, () => url);
        await last.setDay('2026-11-20');
        await last.setCouncil(['octo-council']);
      }
    },
    // As the page of a port remembers it, which needs a whole port.
    'ghsa.sign': async () => at.context.globalState.update('ghsa.sign', false),
    'ghsa.token': async () => {
      const tokens = new Tokens(at.context.secrets, async () => null);
      await tokens.keep(`${ghe}/api/v3`, 'ghp_fictional');
      await tokens.keep(sandbox.api, 'ghp_fictional');
    },
    // What stays. The classes that write it need VS Code or a host that answers.
    'ghsa.releaseCycle': async () => at.context.globalState.update('ghsa.releaseCycle', { fetched: 1 }),
    'ghsa.secretsKept': async () => {
      await at.context.secrets.store('ghsa.secretsKept', 'yes');
      await at.context.globalState.update('ghsa.secretsKept', true);
    },
  };
  const fillAll = async () => {
    for (const [name, put] of Object.entries(fill)) {
      await put();
      const written = [...at.ever].some(key => key === name || key.startsWith(`${name}:`));
      assert.ok(written, `nothing was written as ${name}`);
    }
  };
  const listed = (apiUrl = github) => {
    const known = clones();
    return tracesOf({
      ...{ scratchRoot: join(root, 'scratch'), store: jobStoreOf(at.context), drafts: store('ghsa.drafts') },
      ...{ busy: () => new Set<string>(), context: at.context, progress: progress(), apiUrl },
      ...{ clones: known.list(), cloneRoots: [], unsaved: async () => [] },
      removeClone: clone => known.forget(clone),
    });
  };
  const removeAll = async (traces: readonly Trace[]) => {
    for (const { remove } of traces) assert.notEqual(await remove(), false);
  };
  const labels = (traces: readonly Trace[]) => traces.map(({ label }) => label);

  it('lists nothing where nothing is', async () => {
    assert.deepEqual(labels(await listed()), []);
  });

  it('lists all of it by its name and number, and leaves nothing that is not named here', async () => {
    await fillAll();
    const traces = await listed();
    assert.deepEqual(labels(traces), [
      '4vfw: unfinished public issue, stopped at "open issue"',
      'Draft of 93rp',
      'Announcement of 93rp',
      'What was written into 1 advisory',
      'Links of 1 finished port',
      'Links of 1 public issue',
      'Notes on 1 advisory',
      'Test commands of 2 private clones',
      'Paths of 1 deleted private clone',
      'Ids of 1 open page',
      'What reports remember',
      'Whether commits were signed last',
      'Token of ghe.example',
      `Token of ${new URL(sandbox.api).host}`,
      'Private clone of 93rp',
    ]);
    await removeAll(traces);
    assert.deepEqual(at.left().sort(), [...stays].sort());
    assert.deepEqual(labels(await listed()), []);
  });

  it('shows no token, and ticks none', async () => {
    await fill['ghsa.token']!();
    const traces = await listed();
    assert.equal(traces.length, 2);
    assert.ok(!JSON.stringify(traces).includes('ghp_'));
    assert.deepEqual(
      traces.map(({ picked }) => picked),
      [false, false],
    );
  });

  it('goes with the clone: its test command and that its deletion was offered', async () => {
    for (const name of ['ghsa.clones', 'ghsa.tests', 'ghsa.clones.offered']) await fill[name]!();
    await removeAll((await listed()).filter(({ label }) => label.startsWith('Private clone')));
    assert.deepEqual(labels(await listed()), [
      'Test commands of 1 private clone',
      'Paths of 1 deleted private clone',
    ]);
  });

  it('counts what another window wrote, which the lists of this one do not name', async () => {
    at = machine(true);
    await fillAll();
    for (const index of ['ghsa.drafts', 'ghsa.progress', 'ghsa.tests']) at.state.delete(index);
    at.secrets.delete('ghsa.tokens');
    const traces = await listed();
    for (const label of [
      'Texts of another window: 4 records',
      'Test commands of 2 private clones',
      'Token of ghe.example',
    ])
      assert.ok(labels(traces).includes(label), label);
    await removeAll(traces);
    assert.deepEqual(at.left().sort(), [...stays].sort());
  });

  it('finds what another window agreed for a clone and kept as a token, where VS Code tells no keys', async () => {
    await keepClone();
    await agree();
    at.state.delete('ghsa.tests');
    at.secrets.set(`ghsa.token:${ghe}`, 'ghp_fictional');
    const traces = await listed(`${ghe}/api/v3`);
    assert.deepEqual(labels(traces), [
      'Test commands of 1 private clone',
      'Token of ghe.example',
      'Private clone of 93rp',
    ]);
    await removeAll(traces);
    assert.deepEqual(at.left(), []);
  });

  it('removes what came while the list was open, too', async () => {
    await agree();
    const traces = await listed();
    await agree(clonePath('cpython-later'));
    await removeAll(traces);
    assert.deepEqual(at.left(), []);
  });

  it('lists an issue whose record was changed as damaged, and removes it', async () => {
    await fill['ghsa.jobs']!();
    const [key] = jobStoreOf(at.context).keys();
    await jobStoreOf(at.context).save(key!, { kind: 'issue 2' });
    const traces = await listed();
    assert.deepEqual(labels(traces), ['Damaged memory of a job']);
    await removeAll(traces);
    assert.deepEqual(at.left(), []);
  });

  it('knows every name that something is stored under', () => {
    const main = resolve(import.meta.dirname, '../../../..');
    const manifest = readFileSync(join(main, 'package.json'), 'utf8');
    const names = readdirSync(join(main, 'src'), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
      .flatMap(({ parentPath, name }) => [
        ...readFileSync(join(parentPath, name), 'utf8').matchAll(/['`](ghsa\.[\w.]+)(?=['`:/])/g),
      ])
      .map(([, name]) => name!)
      .filter(name => !manifest.includes(`"${name}"`) && !noStores.includes(name));
    const lists = ['ghsa.drafts', 'ghsa.tokens'];
    assert.deepEqual([...new Set(names)].sort(), [...Object.keys(fill), ...lists].sort());
  });
});
