import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { connect, GitHubError, type GitHub } from '../../../src/github/index.ts';
import { json, loopback, type Loopback } from './loopback.ts';
import { publicForTests } from './publicText.ts';

/** Of a secondary limit: GitHub names the seconds. */
const limited = (response: ServerResponse, seconds: number) =>
  json(
    response,
    403,
    { message: 'You have exceeded a secondary rate limit.' },
    { 'retry-after': String(seconds) },
  );

const spam = [{ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'] as const;

/** Everywhere else the throttle is off. Here it is as people have it, and seconds are seconds. */
describe('the waits that GitHub asks for', function () {
  this.timeout(30_000);
  let server: Loopback;
  let github: GitHub;
  /** Milliseconds at which each request came. */
  let arrivals: number[];
  let answer: (response: ServerResponse, count: number) => void;

  beforeEach(async () => {
    arrivals = [];
    server = await loopback((_, response) => {
      arrivals.push(performance.now());
      answer(response, arrivals.length);
    });
    github = connect({ apiUrl: server.url, token: async () => 'gho_waits' });
  });
  afterEach(() => server.stop());

  it('a second is waited for, and the write goes once more: nothing was done before', async () => {
    answer = (response, count) =>
      count === 1 ? limited(response, 1) : json(response, 200, { ghsa_id: spam[1], state: 'draft' });
    const { ghsaId } = await github.advisories.update(...spam, { title: 'Spam' });
    assert.equal(ghsaId, spam[1]);
    const [first, second] = arrivals as [number, number];
    assert.equal(arrivals.length, 2);
    // A timer of Node's may be a millisecond early.
    assert.ok(second - first >= 990, `it waited ${second - first} ms`);
  });

  it('more than a minute is an error with its time, at once', async () => {
    answer = response => limited(response, 61);
    const before = Date.now();
    const error: unknown = await github.users.me().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof GitHubError);
    assert.equal(error.kind, 'rate-limited');
    assert.match(error.message, /^GitHub asks to wait until \d\d:\d\d\. Try again then\.$/);
    const wait = error.retryAt!.getTime() - before;
    assert.ok(wait >= 61_000 && wait < 71_000, `it names ${wait} ms`);
    assert.equal(arrivals.length, 1);
  });

  it('a second limit is not waited for again', async () => {
    answer = response => limited(response, 1);
    await assert.rejects(github.users.me(), { kind: 'rate-limited' });
    assert.equal(arrivals.length, 2);
  });

  it('who cancels does not wait', async () => {
    const stop = new AbortController();
    answer = response => {
      limited(response, 50);
      setImmediate(() => stop.abort());
    };
    const before = performance.now();
    await assert.rejects(github.users.me(stop.signal), { kind: 'cancelled' });
    assert.ok(performance.now() - before < 10_000);
  });

  for (const [what, status] of [
    ['breaks', 502],
    ['conflicts', 409],
  ] as const) {
    it(`a create is never sent twice where GitHub ${what}`, async () => {
      answer = response => json(response, status, { message: 'Something went wrong' });
      const texts = { title: publicForTests('Spam: check it'), body: publicForTests('Text.') };
      await assert.rejects(github.issues.create('python/cpython', texts), GitHubError);
      assert.equal(arrivals.length, 1);
    });
  }

  it('nor where the line breaks after it went', async () => {
    answer = response => response.destroy();
    const texts = { title: publicForTests('Spam: check it'), body: publicForTests('Text.') };
    await assert.rejects(github.issues.create('python/cpython', texts), { kind: 'offline' });
    assert.equal(arrivals.length, 1);
  });
});
