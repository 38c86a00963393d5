import assert from 'node:assert/strict';
import { isGitHub, SettingError, tokenHost } from '../../../../src/github/host.ts';
import { removeToken, tokenOrigins, Tokens, type Secrets } from '../../../../src/ui/session/tokens.ts';

const github = 'https://api.github.com';
const practice = 'http://127.0.0.1:4321/api';

describe('a token belongs to its host', () => {
  let kept: Map<string, string>;
  let session: string | null;
  let asked: number;
  let tokens: Tokens;

  beforeEach(() => {
    kept = new Map();
    session = 'gho_session';
    asked = 0;
    const secrets: Secrets = {
      get: key => Promise.resolve(kept.get(key)),
      store: (key, value) => Promise.resolve(void kept.set(key, value)),
      delete: key => Promise.resolve(void kept.delete(key)),
    };
    tokens = new Tokens(secrets, () => {
      asked++;
      return Promise.resolve(session);
    });
  });

  it("gives VS Code's session to GitHub only", async () => {
    assert.equal(await tokens.of(github), 'gho_session');
    asked = 0;
    for (const other of [
      practice,
      'https://api.github.com.example',
      'https://api.github.com:8443',
      'http://localhost',
    ]) {
      assert.equal(await tokens.of(other), null, other);
    }
    assert.equal(asked, 0);
  });

  it("keeps each other host's own, by its origin", async () => {
    await tokens.keep(practice, 'one');
    assert.equal(await tokens.of('http://127.0.0.1:4321/elsewhere'), 'one');
    assert.equal(await tokens.of('http://127.0.0.1:4322/api'), null);
    assert.equal(await tokens.of('https://127.0.0.1:4321/api'), null);
    assert.equal(await tokens.of(github), 'gho_session');
    assert.deepEqual(Object.fromEntries(kept), {
      'ghsa.tokens': '["http://127.0.0.1:4321"]',
      'ghsa.token:http://127.0.0.1:4321': 'one',
    });
  });

  it('does not use a refused token again, and forgets one of its own keeping', async () => {
    await tokens.keep(practice, 'one');
    await tokens.refuse(practice);
    assert.equal(await tokens.of(practice), null);
    assert.equal(kept.size, 0);
    await tokens.keep(practice, 'one');
    assert.equal(await tokens.of(practice), 'one');
  });

  it('takes a new session after a refused one', async () => {
    await tokens.refuse(github);
    assert.equal(await tokens.of(github), null);
    assert.equal(await tokens.isRefused(github), true);
    session = 'gho_newSession';
    assert.equal(await tokens.of(github), 'gho_newSession');
    assert.equal(await tokens.isRefused(github), false);
  });

  it('has nothing to refuse when nobody is signed in', async () => {
    session = null;
    await tokens.refuse(github);
    await tokens.refuse(practice);
    assert.equal(await tokens.isRefused(github), false);
  });
});

describe('the hosts that a token is kept for', () => {
  const ghe = 'https://ghe.example';
  let kept: Map<string, string>;
  let secrets: Secrets;
  const tokens = () => new Tokens(secrets, async () => null);

  beforeEach(() => {
    kept = new Map();
    secrets = {
      get: async key => kept.get(key),
      store: async (key, value) => void kept.set(key, value),
      delete: async key => void kept.delete(key),
    };
  });

  it('are listed, of every window, and signed out of one by one', async () => {
    await tokens().keep(`${ghe}/api/v3`, 'one');
    await tokens().keep(practice, 'two');
    await tokens().keep(practice, 'three');
    assert.deepEqual(await tokenOrigins(secrets, github), [ghe, 'http://127.0.0.1:4321']);
    await removeToken(secrets, ghe);
    assert.equal(await tokens().of(ghe), null);
    assert.equal(await tokens().of(practice), 'three');
    await removeToken(secrets, 'http://127.0.0.1:4321');
    assert.equal(kept.size, 0);
  });

  it('include the one of the settings and those that VS Code tells: an earlier version listed none', async () => {
    kept.set(`ghsa.token:${ghe}`, 'one').set('ghsa.token:https://other.example', 'two');
    assert.deepEqual(await tokenOrigins(secrets, `${ghe}/api/v3`), [ghe]);
    assert.deepEqual(await tokenOrigins(secrets, 'no address'), []);
    const telling = { ...secrets, keys: async () => [...kept.keys()] };
    assert.deepEqual(await tokenOrigins(telling, github), [ghe, 'https://other.example']);
  });

  it('are known anew where their list is damaged', async () => {
    for (const damaged of ['{', '7', '[7]']) {
      kept.set('ghsa.tokens', damaged);
      assert.deepEqual(await tokenOrigins(secrets, github), []);
    }
    await tokens().keep(ghe, 'one');
    assert.deepEqual(await tokenOrigins(secrets, github), [ghe]);
  });
});

describe('the address in the settings', () => {
  it('may be https, or http on this machine', () => {
    for (const url of [
      'https://api.sub.ghe.com',
      'http://localhost:1/api',
      'http://127.0.0.1:1',
      'http://[::1]:1',
    ]) {
      assert.equal(tokenHost(url).href, new URL(url).href);
    }
  });

  it('may not be anything else: a token would be sent there', () => {
    for (const url of [
      '',
      'github',
      'ftp://example.org',
      'http://example.org',
      'http://127.0.0.1.example.org',
      'file:///x',
    ]) {
      assert.throws(() => tokenHost(url), SettingError, url);
    }
  });

  it('is GitHub when its origin is', () => {
    assert.ok(isGitHub(github) && isGitHub(`${github}/`));
    assert.ok(
      !isGitHub('http://api.github.com') && !isGitHub('https://api.github.com@example.org') && !isGitHub('x'),
    );
  });
});
