import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { publicForTests } from './publicText.ts';
import {
  connect,
  GitHubError,
  type GitHub,
  type GitHubErrorKind,
  type Sent,
} from '../../../src/github/index.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { json, loopback, type Arrived, type Loopback } from './loopback.ts';

const token = 'gho_notARealTokenButShapedLikeOne000000';

describe('the way to GitHub', () => {
  let answer: (request: Arrived, response: ServerResponse) => void;
  let server: Loopback;
  let github: GitHub;
  let account: string | null;
  let lines: string[];

  beforeEach(async () => {
    account = token;
    lines = [];
    answer = (_, response) => json(response, 200, { login: 'octo-coordinator', id: 4101 });
    server = await loopback((request, response) => answer(request, response));
    github = connect({
      apiUrl: `${server.url}/`,
      token: () => Promise.resolve(account),
      throttle: false,
      log: { debug: line => lines.push(line) },
    });
  });
  afterEach(() => server.stop());

  const fails = (work: Promise<unknown>, kind: GitHubErrorKind) =>
    assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof GitHubError, String(error));
      assert.equal(error.kind, kind);
      assert.ok(!error.message.includes(token) && !error.message.includes('http'));
      return true;
    });

  it('names its API version, its token and itself', async () => {
    await github.users.me();
    const { headers, url } = server.arrived[0]!;
    assert.equal(url, '/user');
    assert.equal(headers['x-github-api-version'], '2026-03-10');
    assert.equal(headers.authorization, `Bearer ${token}`);
    assert.match(headers['user-agent'] ?? '', /^ghsa-coordinator/);
  });

  it('names nobody and no branch in the log', async () => {
    await github.users.get('oregano-core');
    await github.refs.tagsOf('python/cpython', 'secret-fix').catch(() => undefined);
    assert.deepEqual(lines, ['GET /users/… -> 200', 'GET /repos/python/cpython/git/matching-refs/… -> 200']);
  });

  it('asks nothing before somebody signed in', async () => {
    const sandbox = await startSandbox();
    const told: string[] = [];
    const onSent = ({ url }: Sent) => (told.push(url), () => undefined);
    github = connect({ apiUrl: sandbox.api, token: async () => null, throttle: false, onSent });
    const [cpython, spam] = [{ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'] as const;
    const [upstream, fork] = ['python/cpython', 'python/cpython-ghsa-7q4m-xv2c-93rp'];
    const [title, body] = [publicForTests('Spam'), publicForTests('Text.')];
    try {
      for (const ask of [
        () => github.users.me(),
        () => github.users.get('octo-coordinator'),
        () => github.repos.get(upstream),
        () => github.repos.ownFork(upstream, 'octo-coordinator'),
        () => github.repos.createFork(upstream),
        () => github.repos.labels(upstream),
        () => github.advisories.get(cpython, spam),
        () => github.advisories.list(cpython, 'triage'),
        () => github.advisories.pages(cpython, 'draft').next(),
        () => github.advisories.comments(cpython, spam),
        () => github.advisories.update(cpython, spam, { title: 'Spam' }),
        () => github.advisories.setState(cpython, spam, 'draft'),
        () => github.advisories.addComment(cpython, spam, 'Hello.'),
        () => github.advisories.createFork(cpython, spam),
        () => github.advisories.requestCve(cpython, spam),
        () => github.pulls.get(fork, 1),
        () => github.pulls.patch(fork, 1),
        () => github.pulls.setTitle(upstream, 1, title),
        () => github.privatePulls.requirePrivate(fork),
        () => github.privatePulls.byBranch(fork, 'fix'),
        () => github.issues.get(upstream, 1),
        () => github.issues.labelled(upstream, 'type-security').next(),
        () => github.issues.timeline(upstream, 1),
        () => github.issues.addLabels(upstream, 1, [title]),
        () => github.issues.create(upstream, { title, body }),
        () => github.checks.of(fork, 'abc'),
        () => github.refs.tagsOf(upstream, 'v3.14.'),
        () => github.search.issues(upstream, 'spam'),
        () => github.teams.members('python', 'psrt'),
      ])
        await assert.rejects(
          ask,
          {
            ...{ kind: 'signed-out', status: null },
            message: 'You are not signed in to GitHub. Sign in and try again.',
          },
          String(ask),
        );
      assert.deepEqual([sandbox.recorder.calls, sandbox.recorder.pages, told], [[], [], []]);
    } finally {
      await sandbox.stop();
    }
  });

  it('asks nothing more once somebody signed out, not even the next page', async () => {
    answer = (_, response) => {
      account = null;
      json(response, 200, [], { link: `<${server.url}/more>; rel="next"` });
    };
    await fails(github.repos.labels('python/cpython'), 'signed-out');
    await fails(openIssue(), 'signed-out');
    assert.equal(server.arrived.length, 1);
  });

  it('asks with the ETag it knows, and takes 304 for what it read before', async () => {
    answer = (request, response) => {
      if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
      else json(response, 200, { login: 'octo-coordinator', id: 4101, name: 'Octo' }, { etag: '"one"' });
    };
    const first = await github.users.me();
    const second = await github.users.me();
    assert.deepEqual(second, first);
    assert.deepEqual(
      server.arrived.map(({ headers }) => headers['if-none-match']),
      [undefined, '"one"'],
    );
  });

  it('does not show one account what another one read', async () => {
    answer = (_, response) => json(response, 200, { login: 'a', id: 1 }, { etag: '"one"' });
    await github.users.me();
    account = 'gho_anotherTokenOfAnotherAccount0000000';
    await github.users.me();
    assert.equal(server.arrived[1]!.headers['if-none-match'], undefined);
  });

  it('follows Link as it is, page by page, and tells how far it is', async () => {
    const advisory = (ghsa_id: string) => ({ ghsa_id, state: 'draft' });
    const next = '/repositories/7/security-advisories?per_page=100&after=Y3Vyc29yOnYyOpK0%3D%3D';
    answer = ({ url }, response) =>
      url === next
        ? json(response, 200, [advisory('GHSA-2222-2222-2222')])
        : json(response, 200, [advisory('GHSA-3333-3333-3333')], {
            link: `<${server.url}${next}>; rel="next", <${server.url}/x>; rel="last"`,
          });
    const pages: number[] = [];
    const found = await github.advisories.list({ owner: 'python', name: 'cpython' }, 'draft', {
      onPage: page => pages.push(page),
    });
    assert.deepEqual(
      found.map(({ ghsaId }) => ghsaId),
      ['GHSA-3333-3333-3333', 'GHSA-2222-2222-2222'],
    );
    assert.deepEqual(pages, [1, 2]);
    assert.equal(server.arrived[1]!.url, next);
  });

  describe('a token belongs to its host', () => {
    let other: Loopback;
    beforeEach(async () => {
      other = await loopback((_, response) => json(response, 200, { login: 'elsewhere', id: 1 }));
    });
    afterEach(() => other.stop());

    it('a redirect to another host is not followed', async () => {
      answer = (_, response) => response.writeHead(302, { location: `${other.url}/user` }).end();
      await fails(github.users.me(), 'malformed');
      await fails(github.pulls.patch('python/cpython', 1), 'malformed');
      assert.equal(other.arrived.length, 0);
    });

    it('a next page on another host is not read', async () => {
      answer = (_, response) => json(response, 200, [], { link: `<${other.url}/more>; rel="next"` });
      await fails(github.repos.labels('python/cpython'), 'malformed');
      assert.equal(other.arrived.length, 0);
    });

    it('a write is not carried to another host, not even without its token', async () => {
      answer = (_, response) => response.writeHead(307, { location: `${other.url}/issues` }).end();
      await fails(openIssue(), 'malformed');
      assert.equal(other.arrived.length, 0);
    });
  });

  it('follows a redirect on its own host (a renamed repository)', async () => {
    answer = ({ url }, response) =>
      url === '/repositories/7'
        ? json(response, 200, { full_name: 'python/cpython', default_branch: 'main' })
        : response.writeHead(301, { location: `${server.url}/repositories/7` }).end();
    assert.equal((await github.repos.get('python/old')).fullName, 'python/cpython');
    assert.equal(server.arrived[1]!.headers.authorization, `Bearer ${token}`);
  });

  it('gives up on a redirect that leads in a circle', async () => {
    answer = (_, response) => response.writeHead(302, { location: '/user' }).end();
    await fails(github.users.me(), 'malformed');
  });

  for (const status of [301, 302, 307, 308]) {
    it(`carries no write to where a repository was moved (${status})`, async () => {
      answer = (_, response) =>
        response.writeHead(status, { location: `${server.url}/repositories/7/issues` }).end();
      await assert.rejects(openIssue(), {
        kind: 'malformed',
        message: 'This repository was moved on GitHub. Set its new name, then try again.',
      });
      assert.equal(server.arrived.length, 1);
    });
  }

  for (const status of [500, 502, 503]) {
    it(`sends a create once, also when GitHub answers ${status}`, async () => {
      answer = (_, response) => json(response, status, { message: 'Server Error' });
      await fails(openIssue(), 'server');
      assert.equal(server.arrived.length, 1);
    });
  }

  it('sends a create once when the connection breaks', async () => {
    answer = (_, response) => response.destroy();
    await fails(openIssue(), 'offline');
    assert.equal(server.arrived.length, 1);
  });

  it('tells half an answer from a whole one', async () => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"login": "octo-coord');
    await fails(github.users.me(), 'malformed');
    await fails(github.repos.labels('python/cpython'), 'malformed');
  });

  it('takes the login page of a network for no answer, to a read, a write and a patch', async () => {
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<title>Welcome</title>');
    const spam = [{ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'] as const;
    for (const ask of [
      () => github.users.me(),
      // What was not read of the answer was taken for done.
      () => github.advisories.requestCve(...spam),
      () => github.issues.addLabels('python/cpython', 7, [publicForTests('type-bug')]),
      () => github.pulls.patch('python/cpython', 7),
    ])
      await assert.rejects(ask, { kind: 'malformed', message: /^Something else than GitHub answered/ });
  });

  it('is offline when nobody listens', async () => {
    await server.stop();
    await fails(github.users.me(), 'offline');
    server = await loopback(() => undefined);
  });

  it('ends with its signal, before and while it is asked', async () => {
    await fails(github.users.me(AbortSignal.abort()), 'cancelled');
    assert.equal(server.arrived.length, 0);
    const stop = new AbortController();
    answer = () => stop.abort();
    await fails(github.users.me(stop.signal), 'cancelled');
    answer = (_, response) => {
      response.writeHead(200).write('From');
      other.abort();
    };
    const other = new AbortController();
    await fails(github.pulls.patch('python/cpython', 1, other.signal), 'cancelled');
  });

  it('hands a patch over byte for byte', async () => {
    const bytes = Buffer.from([0x46, 0x72, 0xe9, 0xff, 0x00, 0x0d, 0x0a, 0xc3, 0xa9]);
    answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(bytes);
    assert.deepEqual(Buffer.from(await github.pulls.patch('python/cpython', 7)), bytes);
    assert.equal(server.arrived[0]!.headers.accept, 'application/vnd.github.patch');
  });

  it('says when a patch is too large', async () => {
    answer = (_, response) => json(response, 406, { errors: [{ code: 'too_large' }] });
    await fails(github.pulls.patch('python/cpython', 7), 'too-large');
  });

  it('speaks of large changes at a patch alone: a proxy answers 406, too', async () => {
    answer = (_, response) => json(response, 406, { message: 'Not Acceptable' });
    const spam = [{ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'] as const;
    for (const ask of [
      () => github.users.me(),
      () => github.advisories.get(...spam),
      () => github.issues.addLabels('python/cpython', 7, [publicForTests('type-bug')]),
      openIssue,
    ])
      await assert.rejects(ask, {
        ...{ kind: 'malformed', status: 406 },
        message:
          'GitHub does not answer in the form that was asked for (406). Look whether a proxy is in between, then try again.',
      });
  });

  it('writes neither ids nor the token into the log', async () => {
    answer = (_, response) => json(response, 404, { message: 'Not Found' });
    await fails(
      github.advisories.get({ owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp'),
      'not-found',
    );
    await fails(github.pulls.get('python/cpython-ghsa-7q4m-xv2c-93rp', 1), 'not-found');
    assert.equal(lines.length, 2);
    assert.doesNotMatch(lines.join('\n'), /7q4m|93rp|gho_/i);
  });

  describe('with throttling', () => {
    beforeEach(() => {
      github = connect({ apiUrl: server.url, token: () => Promise.resolve(account), throttle: true });
    });

    it('goes on by itself after a short rate limit, since nothing was done', async () => {
      answer = (_, response) =>
        server.arrived.length === 1
          ? json(
              response,
              403,
              { message: 'You have exceeded a secondary rate limit.' },
              { 'retry-after': '1' },
            )
          : json(response, 200, { login: 'octo-coordinator', id: 4101 });
      assert.equal((await github.users.me()).login, 'octo-coordinator');
      assert.equal(server.arrived.length, 2);
    });

    it('does not sit through an hour', async () => {
      answer = (_, response) =>
        json(
          response,
          403,
          { message: 'API rate limit exceeded' },
          {
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
          },
        );
      await fails(github.users.me(), 'rate-limited');
      assert.equal(server.arrived.length, 1);
    });

    it('sends a create once when GitHub breaks', async () => {
      answer = (_, response) => json(response, 502, { message: 'Server Error' });
      await fails(openIssue(), 'server');
      assert.equal(server.arrived.length, 1);
    });
  });

  function openIssue() {
    return github.issues.create('python/cpython', {
      title: publicForTests('Spam parser: check the length'),
      body: publicForTests('Text.'),
    });
  }
});
