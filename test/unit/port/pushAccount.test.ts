import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import { pushAccount } from '../../../src/jobs/port/account.ts';
import { withConfig } from './home.ts';

const token = 'gho_walrusOfTheHelper0000000000000000000';

describe('the account that git pushes with, by the token of a credential helper', () => {
  let root: string;
  let host: Server;
  let origin: string;
  /** What came in at the API's host: the `Authorization` of each request. */
  let heard: (string | undefined)[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa-account-'));
    heard = [];
    host = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ login: 'dill-outsider', id: 4711 }));
    });
    host.listen(0, '127.0.0.1');
    await once(host, 'listening');
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    const helper = `#!/bin/sh\necho "$1" >>'${root}/asked'\nprintf 'username=x\\npassword=%s\\n' '${token}'\n`;
    await writeFile(join(root, 'helper'), helper, { mode: 0o700 });
  });
  afterEach(async () => {
    host.close();
    host.closeAllConnections();
    await rm(root, { recursive: true, force: true });
  });

  const asked = () => readFile(join(root, 'asked'), 'utf8').catch(() => '');
  /** As the window asks: the token goes to the API. */
  const account = async (apiUrl: string, gitUrl: string) => {
    const github = connect({ apiUrl, token: async () => null, throttle: false });
    const given: string[] = [];
    const accountOf = async (its: string) => {
      given.push(its);
      if (!apiUrl.startsWith(origin)) return 'octo-coordinator';
      return (await connect({ apiUrl, token: async () => its, throttle: false }).users.me()).login;
    };
    let found: string | null = null;
    await withConfig(`[credential]\n\thelper = ${join(root, 'helper')}`, async () => {
      const tools = { github, git: new Git(), gitUrl, accountOf };
      found = await pushAccount(tools, root, `${gitUrl}/octo-coordinator/cpython.git`);
    });
    return { found, given };
  };

  it('asks for no token where the API is of another host, and sends none there', async () => {
    for (const gitUrl of ['https://github.com', 'http://127.0.0.1:9']) {
      assert.deepEqual(await account(`${origin}/api`, gitUrl), { found: null, given: [] }, gitUrl);
      assert.deepEqual(heard, [], gitUrl);
      assert.equal(await asked(), '', gitUrl);
    }
    const enterprise = await account('https://api.github.com', 'https://ghe.example');
    assert.deepEqual(enterprise, { found: null, given: [] });
    assert.equal(await asked(), '');
  });

  it('asks the API of the same host whose token it is', async () => {
    const { found, given } = await account(`${origin}/api`, origin);
    assert.equal(found, 'dill-outsider');
    assert.deepEqual(given, [token]);
    assert.deepEqual(
      heard.map(words => words?.split(' ').at(-1)),
      [token],
    );
    assert.equal(await asked(), 'get\n');
  });

  it('asks api.github.com about a token of github.com', async () => {
    const { found, given } = await account('https://api.github.com', 'https://github.com');
    assert.equal(found, 'octo-coordinator');
    assert.deepEqual(given, [token]);
  });
});
