import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, readReleaseCycle, type GitHub, type Silence } from '../../../src/github/index.ts';
import { Hush } from './hush.ts';
import { json, loopback, type Arrived, type Loopback } from './loopback.ts';

/** More than lies between two sockets of one machine. */
const much = 48 * 1024 * 1024;

describe('what is read of an answer', () => {
  let answer: (request: Arrived, response: ServerResponse) => void;
  let server: Loopback;
  let hush: Hush;
  /** Milliseconds of each wait, in their order. */
  let waits: number[];
  let github: GitHub;
  /** Of each answer with much in it: was all of it taken? */
  let taken: Promise<boolean>[];

  beforeEach(async () => {
    hush = new Hush();
    [waits, taken] = [[], []];
    server = await loopback((request, response) => answer(request, response));
    const silence: Silence = {
      limit: hush.limit,
      after(milliseconds, call) {
        waits.push(milliseconds);
        return hush.after(milliseconds, call);
      },
    };
    github = connect({ apiUrl: server.url, token: async () => 'gho_bounds', throttle: false, silence });
  });
  afterEach(async () => {
    assert.equal(hush.waiting, 0, 'nothing is waited for any more');
    await server.stop();
  });

  const sendMuch = (response: ServerResponse, status: number, headers: Record<string, string> = {}) => {
    taken.push(once(response, 'close').then(() => response.writableFinished));
    response.writeHead(status, headers).end(Buffer.alloc(much, ' '));
  };
  const leftMost = async () => {
    assert.ok(taken.length > 0);
    for (const all of await Promise.all(taken)) assert.equal(all, false, 'all of it was read');
  };
  const csv = () => github.members.list(`${server.url}/psrt.csv`);
  const cve = () => github.cve.state(`${server.url}/api`, 'CVE-2026-900417');

  it('ends where no list of members and no CVE record is as long', async () => {
    answer = (_, response) => sendMuch(response, 200, { 'content-type': 'text/plain' });
    await assert.rejects(csv, {
      kind: 'malformed',
      message:
        'What stands at the address of the list of members is far longer than one. Check the setting ghsa.membersUrl.',
    });
    await assert.rejects(cve, { kind: 'offline', message: /^The CVE services did not say/ });
    await leftMost();
  });

  it('is nothing of a published file that is not there, and of what leads on', async () => {
    answer = ({ url }, response) =>
      url === '/moved.csv'
        ? sendMuch(response, 302, { location: '/psrt.csv' })
        : sendMuch(response, 404, { 'content-type': 'text/html' });
    const unread = { kind: 'offline', message: /could not be read/ };
    await assert.rejects(github.members.list(`${server.url}/moved.csv`), unread);
    await assert.rejects(readReleaseCycle(`${server.url}/cycle.json`), unread);
    assert.equal(taken.length, 3);
    await leftMost();
  });

  it('is nothing of what GitHub moved or does not show, so that what it means does not wait for it', async () => {
    answer = ({ url }, response) =>
      url === '/user' ? sendMuch(response, 301, { location: '/moved' }) : sendMuch(response, 404);
    await assert.rejects(github.users.me(), { kind: 'not-found' });
    await assert.rejects(github.pulls.patch('python/cpython', 7), { kind: 'not-found' });
    assert.equal(taken.length, 3);
    await leftMost();
  });

  it('comes within half a minute, or is no CVE record: a drip is no silence', async () => {
    const heard = new Promise<ServerResponse>(begun => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{');
        begun(response);
      };
    });
    const asked = assert.rejects(cve, { kind: 'offline', message: /^The CVE services did not say/ });
    const response = await heard;
    for (let part = 0; part < 5; part++) await new Promise(sent => response.write(' ', sent));
    hush.pass();
    await asked;
    assert.deepEqual(waits, [30_000]);
  });

  it('is waited for as a whole, of published lists and CVE records', async () => {
    answer = ({ url }, response) =>
      url.startsWith('/api')
        ? json(response, 404, { error: 'CVE_RECORD_DNE' })
        : response.end(url === '/psrt.csv' ? 'Octo,octo,\n' : '{}');
    assert.equal((await csv()).length, 1);
    assert.equal(await cve(), 'none');
    assert.deepEqual(waits, [60_000, 30_000]);
  });
});
