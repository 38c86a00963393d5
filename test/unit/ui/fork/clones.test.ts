import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { PrivateClones } from '../../../../src/ui/fork/clones.ts';
import { Agreements } from '../../../../src/ui/fork/tests/agreed.ts';
import { memory } from '../advisories/parts.ts';

const api = 'https://api.github.com';
const repo = { owner: 'python', name: 'cpython' };

describe('the registry of private clones', () => {
  let root: string;
  let folders: string[];
  let apiUrl: string;
  let state: Map<string, unknown>;
  let clones: PrivateClones;
  let agreements: Agreements;
  let logged: unknown[];

  const clone = (name: string, more: Partial<PrivateClone> = {}): PrivateClone => ({
    path: join(root, name),
    workspaceFile: join(root, `${name}.code-workspace`),
    ...{ repo, ghsaId: 'GHSA-7q4m-xv2c-93rp', fork: `python/${name}`, upstream: 'python/cpython' },
    ...{ defaultBranch: 'main', apiUrl: api, gitUrl: 'https://github.com', protocol: 'https', worktrees: [] },
    ...more,
  });

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'clones é ')));
    await mkdir(join(root, 'one', 'Lib'), { recursive: true });
    await mkdir(join(root, 'one.tree'));
    folders = [];
    apiUrl = api;
    state = new Map();
    agreements = new Agreements(memory());
    logged = [];
    clones = new PrivateClones({
      state: {
        get: (key: string, fallback?: unknown) => (state.get(key) ?? fallback) as never,
        update: async (key, value) => void (value === undefined ? state.delete(key) : state.set(key, value)),
      },
      agreements,
      recordsKeyOf: url => url,
      apiUrl: () => apiUrl,
      folders: () => folders,
      log: error => logged.push(error),
    });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('finds the clone of an advisory, at the GitHub that the settings name', async () => {
    await clones.keep(clone('one'));
    assert.equal(clones.of({ repo, ghsaId: 'GHSA-7q4m-xv2c-93rp' })?.path, join(root, 'one'));
    assert.equal(
      clones.of({ repo: { owner: 'Python', name: 'CPython' }, ghsaId: 'GHSA-7q4m-xv2c-93rp' })?.fork,
      'python/one',
    );
    assert.equal(clones.of({ repo, ghsaId: 'GHSA-m2pg-3qcr-4vfw' }), null);
    apiUrl = 'https://ghe.example/api/v3';
    assert.equal(clones.of({ repo, ghsaId: 'GHSA-7q4m-xv2c-93rp' }), null);
    assert.equal(clones.list().length, 1);
  });

  it('knows what this window holds: the folder, one below it, a worktree, a link to it', async () => {
    await clones.keep(clone('one', { worktrees: [join(root, 'one.tree')] }));
    await symlink(join(root, 'one'), join(root, 'link'));
    assert.equal(clones.ofWindow(), null);
    for (const folder of ['one', join('one', 'Lib'), 'one.tree', 'link']) {
      folders = [join(root, folder)];
      assert.equal(clones.ofWindow()?.fork, 'python/one', folder);
    }
    for (const folder of ['', 'one.other', 'on']) {
      folders = [join(root, folder)];
      assert.equal(clones.ofWindow(), null, folder);
    }
  });

  it('counts a clone once, however many folders of it are open', async () => {
    await clones.keep(clone('one', { worktrees: [join(root, 'one.tree')] }));
    folders = [join(root, 'one.tree'), join(root, 'one')];
    assert.equal(clones.inWindow().length, 1);
  });

  it('tells of what another window made when it is looked at, once', async () => {
    let told = 0;
    clones.onDidChange(() => told++);
    clones.look();
    assert.equal(told, 0);
    state.set('ghsa.clones', [clone('one')]);
    clones.look();
    clones.look();
    assert.equal(told, 1);
  });

  it('keeps one record per folder, and none when the last is forgotten', async () => {
    let told = 0;
    clones.onDidChange(() => told++);
    await clones.keep(clone('one'));
    await clones.keep(clone('one', { worktrees: ['/elsewhere'] }));
    assert.deepEqual(
      clones.list().map(({ worktrees }) => worktrees),
      [['/elsewhere']],
    );
    await clones.forget({ path: join(root, 'one') });
    assert.equal(state.size, 0);
    assert.equal(told, 3);
  });

  it('forgets with a clone what was agreed to run in it and that its deletion was offered, and no other’s', async () => {
    const [one, two] = [clone('one'), clone('two')];
    for (const each of [one, two]) {
      await clones.keep(each);
      await agreements.keep(each.path, { setting: 'run', command: 'run it' });
    }
    state.set('ghsa.clones.offered', [one.path, two.path]);
    await clones.forget(one);
    assert.equal(await agreements.of(one.path, 'run'), undefined);
    assert.equal(await agreements.of(two.path, 'run'), 'run it');
    assert.deepEqual(state.get('ghsa.clones.offered'), [two.path]);
    await clones.forget(two);
    assert.equal(state.size, 0);
  });

  it('forgets one whose agreement the secrets do not let go, and says so in the log', async () => {
    const one = clone('one');
    await clones.keep(one);
    const refused = new Error('The keyring is locked.');
    agreements.forget = () => Promise.reject(refused);
    await clones.forget(one);
    assert.deepEqual(clones.list(), []);
    assert.deepEqual(logged, [refused]);
  });
});
