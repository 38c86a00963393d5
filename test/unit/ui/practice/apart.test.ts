import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Memento, SecretStorage } from 'vscode';
import { placeOf, windowKind } from '../../../../src/ui/practice/place.ts';
import { forgetPractice, prefixedSecrets, prefixedState } from '../../../../src/ui/practice/prefixed.ts';
import { practiceSettings } from '../../../../src/ui/practice/settings.ts';
import { tokenFor } from '../../../../src/ui/practice/signedIn.ts';
import { SecretStore } from '../../../../src/ui/common/secretStore.ts';
import { Tokens } from '../../../../src/ui/session/tokens.ts';

/** VS Code's own secrets and state, as every window of the extension shares them. */
function real() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  const listeners: ((event: { key: string }) => void)[] = [];
  const tell = (key: string) => listeners.forEach(listener => listener({ key }));
  return {
    secrets: {
      map: secrets,
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => (secrets.set(key, value), tell(key)),
      delete: async (key: string) => (secrets.delete(key), tell(key)),
      onDidChange: (listener: (event: { key: string }) => void) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    },
    state: {
      map: state,
      keys: () => [...state.keys()],
      get: (key: string, fallback?: unknown) => state.get(key) ?? fallback,
      update: async (key: string, value: unknown) =>
        void (value === undefined ? state.delete(key) : state.set(key, value)),
    },
  };
}

describe('practice and the real thing never mix', () => {
  const names = ['ghsa.token:https://api.github.com', 'ghsa.drafts', 'ghsa.practice/x', ''];
  let theirs: ReturnType<typeof real>;
  let secrets: SecretStorage;
  let state: Memento;
  beforeEach(() => {
    theirs = real();
    secrets = prefixedSecrets(theirs.secrets as unknown as SecretStorage, theirs.state as unknown as Memento);
    state = prefixedState(theirs.state as unknown as Memento) as unknown as Memento;
  });

  it('reads nothing real, whatever it is called', async () => {
    for (const name of names) {
      await theirs.secrets.store(name, 'real');
      await theirs.state.update(name, 'real');
    }
    // The third is what a key of practice looks like from outside: within, it has another name.
    for (const name of names) {
      assert.equal(await secrets.get(name), undefined, name);
      assert.equal(state.get(name), undefined, name);
    }
  });

  it('keeps nothing under a real key, and deletes nothing real', async () => {
    for (const name of names) {
      await theirs.secrets.store(name, 'real');
      await theirs.state.update(name, 'real');
      await secrets.store(name, 'practice');
      await state.update(name, 'practice');
    }
    for (const name of names) {
      assert.equal(await theirs.secrets.get(name), 'real');
      assert.equal(theirs.state.get(name), 'real');
      assert.equal(await secrets.get(name), 'practice');
      assert.equal(state.get(name), 'practice');
      await secrets.delete(name);
      await state.update(name, undefined);
      assert.equal(await theirs.secrets.get(name), 'real');
    }
  });

  it('hears of its own changes only', async () => {
    const heard: string[] = [];
    secrets.onDidChange(({ key }) => heard.push(key));
    await theirs.secrets.store('ghsa.drafts', 'real');
    await secrets.store('ghsa.drafts', 'practice');
    assert.deepEqual(heard, ['ghsa.drafts']);
  });

  it('leaves nothing when it is left, and everything real', async () => {
    await theirs.secrets.store('ghsa.drafts/1', 'real');
    await theirs.state.update('ghsa.links', ['real']);
    const store = new SecretStore(secrets, state, 'ghsa.drafts');
    await store.save('a', { text: 'practice' });
    await store.save('b', { text: 'practice' });
    await state.update('ghsa.links', ['practice']);
    await forgetPractice(theirs.secrets as unknown as SecretStorage, theirs.state as unknown as Memento);
    assert.deepEqual([...theirs.secrets.map], [['ghsa.drafts/1', 'real']]);
    assert.deepEqual([...theirs.state.map], [['ghsa.links', ['real']]]);
  });

  it('gives its token to the practice GitHub only, and takes none of the kept ones there', async () => {
    const at = { api: 'http://127.0.0.1:4321/api', token: 'gho_practice', login: 'octo-coordinator' };
    assert.equal(tokenFor(at, at.api), 'gho_practice');
    for (const other of [
      'https://api.github.com',
      'http://127.0.0.1:4322/api',
      'http://localhost:4321/api',
      'https://127.0.0.1:4321/api',
      'no address',
    ])
      assert.equal(tokenFor(at, other), null, other);
    assert.equal(tokenFor(null, 'https://api.github.com'), null);
    await theirs.secrets.store('ghsa.token:http://127.0.0.1:4321', 'real');
    const tokens = new Tokens(secrets, async () => assert.fail('no session of VS Code is asked for'));
    assert.equal(await tokens.of(at.api), null);
  });

  it('names no real host in its settings, running or not', () => {
    const at = {
      ...{ api: 'http://127.0.0.1:1/api', git: 'http://127.0.0.1:1', releaseCycle: 'http://127.0.0.1:1/r' },
      ...{ membersUrl: 'http://127.0.0.1:1/m', cveUrl: 'http://127.0.0.1:1/c' },
    };
    for (const values of [practiceSettings(null), practiceSettings(at)]) {
      const urls = Object.values(values).filter(value => String(value).includes('://'));
      assert.equal(urls.length, 5);
      for (const url of urls) assert.equal(new URL(String(url)).hostname, '127.0.0.1');
      assert.deepEqual(new Set(Object.values(values['mail.to'] as object)), new Set(['practice@localhost']));
    }
  });

  it('knows a copy of its workspace by the folder in it, and by links to it', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'ghsa-place-')));
    try {
      const place = placeOf(join(folder, 'home/storage'));
      await mkdir(place.clone, { recursive: true });
      await symlink(join(folder, 'home'), join(folder, 'link'));
      const copy = '/home/me/Practice Copy.code-workspace';
      assert.equal(windowKind(place, copy, ['/home/me/other', place.clone]), 'guest');
      assert.equal(windowKind(place, null, [place.clone]), 'guest');
      assert.equal(windowKind(place, copy, [join(folder, 'link/storage/practice/cpython')]), 'guest');
      assert.equal(windowKind(placeOf(join(folder, 'link/storage')), copy, [place.clone]), 'guest');
      assert.equal(windowKind(place, copy, ['/home/me/other', folder, `${place.root}2/cpython`]), 'ordinary');
      assert.equal(windowKind(place, place.workspaceFile, [place.clone]), 'home');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('knows its windows by their workspace file', () => {
    const place = placeOf('/storage');
    assert.equal(windowKind(place, null), 'ordinary');
    assert.equal(windowKind(place, place.workspaceFile), 'home');
    assert.equal(windowKind(place, join(place.storage, 'windows/abc/93rp.code-workspace')), 'guest');
    // A real embargoed window, a look-alike, and a workspace file that somebody saved beside ours.
    assert.equal(windowKind(place, '/storage/windows/abc/93rp.code-workspace'), 'ordinary');
    assert.equal(windowKind(place, '/home/me/Practice.code-workspace'), 'ordinary');
    assert.equal(windowKind(place, join(place.root, 'storage2/x.code-workspace')), 'ordinary');
  });
});
