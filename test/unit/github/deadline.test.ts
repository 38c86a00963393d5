import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { connect, readReleaseCycle, type GitHub, type Sent } from '../../../src/github/index.ts';
import { Hush } from './hush.ts';
import { json, loopback, type Arrived, type Loopback } from './loopback.ts';
import { publicForTests } from './publicText.ts';

const me = { login: 'octo-coordinator', id: 4101 };
const unread = {
  kind: 'offline',
  message: 'GitHub was silent for 60 seconds. Check the network, then try again.',
};
const unknown = {
  kind: 'offline',
  message:
    'GitHub was silent for 60 seconds, so it is not known whether this arrived. Try again: what is there is looked at first.',
};

describe('a GitHub that says nothing', () => {
  let answer: (request: Arrived, response: ServerResponse) => void;
  let server: Loopback;
  let hush: Hush;
  let github: GitHub;
  /** How each request ended; null: no answer came. */
  let ended: (number | null)[];

  beforeEach(async () => {
    hush = new Hush();
    ended = [];
    answer = () => hush.pass();
    server = await loopback((request, response) => answer(request, response));
    const onSent = (_: Sent) => (status: number | null) => void ended.push(status);
    github = connect({
      ...{ apiUrl: server.url, token: async () => 'gho_silence', throttle: false, silence: hush },
      ...{ onSent, onSentElsewhere: onSent },
    });
  });
  afterEach(async () => {
    assert.equal(hush.waiting, 0, 'nothing is waited for any more');
    await server.stop();
  });

  const openIssue = () =>
    github.issues.create('python/cpython', { title: publicForTests('Spam'), body: publicForTests('Text.') });
  const half = (response: ServerResponse) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': 200 })
      .write('{"login": "octo-');

  it('to a read: it ends, and says what to do', async () => {
    await assert.rejects(github.users.me(), unread);
    assert.deepEqual(ended, [null]);
  });

  it('to a write: it ends, and says that it may have arrived; it is sent once', async () => {
    await assert.rejects(openIssue(), unknown);
    assert.equal(server.arrived.length, 1);
  });

  it('after half an answer, to a read, a list, a patch and a write', async () => {
    for (const [ask, expected] of [
      [() => github.users.me(), unread],
      [() => github.repos.labels('python/cpython'), unread],
      [() => github.pulls.patch('python/cpython', 7), unread],
      [openIssue, unknown],
    ] as const) {
      hush = new Hush();
      github = connect({
        ...{ apiUrl: server.url, token: async () => 'gho_silence', throttle: false, silence: hush },
      });
      answer = (_, response) => half(response);
      const asked = assert.rejects(ask, expected);
      // For the headers, for the first half, for what never comes.
      await hush.begun(3);
      hush.pass();
      await asked;
      assert.equal(hush.waiting, 0);
    }
  });

  it('for a while only: each part of an answer begins the wait anew', async () => {
    let rest: ServerResponse | undefined;
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"login": "octo-');
      rest = response;
    };
    const asked = github.users.me();
    await hush.begun(3);
    assert.equal(hush.waiting, 1);
    rest!.end('coordinator", "id": 4101}');
    assert.equal((await asked).login, me.login);
  });

  it('to who cancels first: that is a cancel, before the answer and in the midst of it', async () => {
    const first = new AbortController();
    answer = () => first.abort();
    await assert.rejects(github.users.me(first.signal), { kind: 'cancelled' });
    const second = new AbortController();
    answer = (_, response) => {
      half(response);
      second.abort();
    };
    await assert.rejects(github.pulls.patch('python/cpython', 7, second.signal), { kind: 'cancelled' });
  });

  it('after a redirect', async () => {
    answer = ({ url }, response) =>
      url === '/user' ? void response.writeHead(302, { location: '/elsewhere' }).end() : hush.pass();
    await assert.rejects(github.users.me(), unread);
    assert.equal(server.arrived.length, 2);
  });

  it('after a limit that was waited out: the wait is none of the silence', async function () {
    this.timeout(30_000);
    github = connect({ apiUrl: server.url, token: async () => 'gho_silence', silence: hush });
    let asked: Promise<void> | undefined;
    await new Promise<void>(limited => {
      answer = (_, response) => {
        if (server.arrived.length > 1) return hush.pass();
        response.once('finish', limited);
        json(response, 403, { message: 'You exceeded a secondary rate limit.' }, { 'retry-after': '1' });
      };
      asked = assert.rejects(openIssue(), unknown);
    });
    while (hush.waiting > 0) await setImmediate();
    assert.equal(server.arrived.length, 1);
    await asked;
    assert.equal(server.arrived.length, 2);
  });

  describe('is told from one whose line breaks within an answer', () => {
    const broken = (status: number) => (_: Arrived, response: ServerResponse) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'content-length': 200 })
        .write('{"id":', () => response.destroy());
    const half = { kind: 'malformed', message: 'GitHub sent half an answer. Try again; nothing was lost.' };
    const halfOfWrite = {
      kind: 'malformed',
      message:
        'GitHub sent half an answer, so it is not known whether this arrived. Try again: what is there is looked at first.',
    };
    const spam = [{ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'] as const;

    it('to a read, a list and a patch: one half answer is no network that is gone', async () => {
      answer = broken(200);
      await assert.rejects(github.users.me(), half);
      await assert.rejects(github.repos.labels('python/cpython'), half);
      await assert.rejects(github.pulls.patch('python/cpython', 7), half);
    });

    it('to a write, which may have arrived; no write takes it for done, and it is sent once', async () => {
      answer = broken(201);
      await assert.rejects(openIssue(), halfOfWrite);
      assert.equal(server.arrived.length, 1);
      answer = broken(202);
      await assert.rejects(github.advisories.requestCve(...spam), halfOfWrite);
    });

    it('and so is one that is cut without a broken line', async () => {
      answer = (_, response) =>
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"number": 2104');
      await assert.rejects(openIssue(), halfOfWrite);
      await assert.rejects(github.users.me(), half);
    });

    it('but not where nothing came of the answer', async () => {
      answer = (_, response) => response.destroy();
      await assert.rejects(github.users.me(), { kind: 'offline', message: /reached/ });
    });
  });

  it('nor do published lists, the release cycle and CVE records have longer', async () => {
    const cycle = () => readReleaseCycle(`${server.url}/cycle.json`, { silence: hush });
    await assert.rejects(cycle, { kind: 'offline', message: /^The release cycle could not be read/ });
    await assert.rejects(github.members.list(`${server.url}/psrt.csv`), {
      ...{ kind: 'offline', message: /^The list of members could not be read/ },
    });
    await assert.rejects(github.cve.state(`${server.url}/api`, 'CVE-2026-900417'), {
      ...{ kind: 'offline', message: /^The CVE services did not say/ },
    });
  });

  it('holds no process once it was left, and ends by itself after the time that is set', async () => {
    const index = JSON.stringify(join(import.meta.dirname, '../../../src/github/index.ts'));
    const program = `
      import { connect, usualSilence } from ${index};
      const ask = silence => connect({ apiUrl: ${JSON.stringify(server.url)}, token: async () => 'gho_x', silence }).users.me();
      await ask(usualSilence).then(me => console.log(me.login));
      await ask({ ...usualSilence, limit: 20 }).catch(error => console.log(error.kind, process.getActiveResourcesInfo().filter(name => name === 'Timeout').length));
    `;
    answer = (_, response) => {
      if (server.arrived.length === 1) json(response, 200, me);
    };
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
    let said = '';
    child.stdout.on('data', data => (said += String(data)));
    child.stderr.on('data', data => (said += String(data)));
    const [code] = (await once(child, 'close')) as [number];
    assert.deepEqual([said, code], ['octo-coordinator\noffline 0\n', 0]);
  }).timeout(20_000);
});
