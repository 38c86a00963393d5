import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../../src/git/errors.ts';
import { Git, type GitError } from '../../../src/git/index.ts';
import { pinned } from '../../../src/git/pins.ts';

/** What a push is answered before it sends: an empty repository that takes one. */
function refs(): string {
  const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text;
  const none = `${'0'.repeat(40)} capabilities^{}\0report-status`;
  return `${line('# service=git-receive-pack\n')}0000${line(none)}0000`;
}

/** As git says it where a request stays without an answer for a minute. */
const minute = 'Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds';

/**
 * The time is measured by libcurl inside git, where no clock of ours reaches: it is set to its shortest, a second, and
 * the test waits for git to end, not for a time.
 */
const shortest = ['http.lowSpeedTime=1'];

describe('a git server that takes the connection and says nothing', function () {
  this.timeout(30_000);
  let server: Server;
  let url: string;
  let cwd: string;
  /** What was asked, in order. */
  const asked: string[] = [];
  const git = new Git();
  before(async () => {
    server = createServer((request, response) => {
      const at = new URL(request.url!, 'http://github.example');
      asked.push(`${request.method!} ${at.pathname}`);
      if (!at.pathname.startsWith('/later/') || request.method !== 'GET') return;
      response.setHeader('content-type', 'application/x-git-receive-pack-advertisement');
      response.end(refs());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    cwd = await mkdtemp(join(tmpdir(), 'ghsa-silent-'));
    await git.run({ cwd, args: ['init', '--quiet', '.'] });
    const who = { NAME: 'Octo Coordinator', EMAIL: 'octo-coordinator@users.noreply.github.example' };
    const env = Object.fromEntries(
      Object.entries(who).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    );
    await git.run({ cwd, args: ['commit', '--quiet', '--allow-empty', '-m', 'Spam parser'], env });
  });
  beforeEach(() => void (asked.length = 0));
  after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(cwd, { recursive: true, force: true });
  });

  const ended = async (args: readonly string[]): Promise<Pick<GitError, 'kind' | 'message'>> => {
    const error = await git.run({ cwd, args, config: shortest }).then(
      () => assert.fail('git took silence for an answer'),
      (error: GitError) => error,
    );
    return { kind: error.kind, message: error.message };
  };

  it('ends a fetch, in one sentence', async () => {
    assert.deepEqual(await ended(['fetch', '--quiet', `${url}/python/cpython.git`, 'main']), {
      kind: 'offline',
      message: 'GitHub was silent for 1 second. Check the network, then try once more.',
    });
    assert.deepEqual(asked, ['GET /python/cpython.git/info/refs']);
  });

  it('ends a push before it sent anything', async () => {
    assert.deepEqual(await ended(['push', '--quiet', `${url}/python/cpython.git`, 'HEAD:refs/heads/fix']), {
      kind: 'offline',
      message: 'GitHub was silent for 1 second. Check the network, then try once more.',
    });
  });

  it('ends a push that sent its commits, and does not say that they did not arrive', async () => {
    assert.deepEqual(await ended(['push', '--quiet', `${url}/later/cpython.git`, 'HEAD:refs/heads/fix']), {
      kind: 'offline',
      message:
        'GitHub was silent for 1 second, so it is not known whether the push arrived. Try once more: what is there is looked at first.',
    });
    assert.deepEqual(asked, ['GET /later/cpython.git/info/refs', 'POST /later/cpython.git/git-receive-pack']);
  });

  it('is given a minute by the product, and the sentence says so', () => {
    const set = pinned.filter(pin => pin.startsWith('http.lowSpeed'));
    assert.deepEqual(set, ['http.lowSpeedLimit=1', 'http.lowSpeedTime=60']);
    assert.equal(
      explain('fetch', `fatal: unable to access 'https://github.com/python/cpython.git/': ${minute}`, 128)
        .message,
      'GitHub was silent for 60 seconds. Check the network, then try once more.',
    );
  });
});
