import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, type GitSent } from '../../../../src/git/index.ts';
import { connect, type GitHub } from '../../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { Ledger } from '../../../../src/ui/outgoing/ledger.ts';
import { maskedPath, maskedRemote, maskedRoute } from '../../../../src/ui/outgoing/mask.ts';
import { outgoingText } from '../../../../src/ui/outgoing/text.ts';

const repo = { owner: 'python', name: 'cpython' };
const spam = 'GHSA-7q4m-xv2c-93rp';
const shown = { apiUrl: 'https://api.github.com', repositories: [repo] };
const enterprise = { ...shown, apiUrl: 'https://github.example/api/v3/' };
const now = new Date('2026-11-22T03:20:05Z');

describe('what left this machine', function () {
  this.timeout(30_000);

  describe('is masked before it is kept', () => {
    const routes: Readonly<Record<string, string>> = {
      '/repos/python/cpython/security-advisories/GHSA-7q4m-xv2c-93rp/comments':
        '/repos/python/cpython/security-advisories/…/comments',
      '/repos/alice/cpython/git/refs': '/repos/…/cpython/git/…',
      '/repos/Python/CPython/pulls/7': '/repos/Python/CPython/pulls/…',
      '/repos/alice/cpython-ghsa-7q4m-xv2c-93rp/pulls': '/repos/…/<private fork>/pulls',
      '/repos/alice/diary': '/repos/…/…',
      '/repositories/812345/pulls': '/repositories/…/pulls',
      '/organizations/99/members': '/organizations/…/members',
      '/GHSA-7q4m-xv2c-93rp/issues': '/…/issues',
      '/repos/python/cpython-ghsa-7q4m-xv2c-93rp/pulls/1': '/repos/python/<private fork>/pulls/…',
      '/repos/python/cpython%2Dghsa%2D7q4m-xv2c-93rp/pulls': '/repos/python/<private fork>/pulls',
      '/repos/python/cpython/git/matching-refs/heads%2Fsecret-fix':
        '/repos/python/cpython/git/matching-refs/…',
      '/repos/python/cpython/compare/main...dill:secret-fix': '/repos/python/cpython/compare/…',
      '/users/dill-outsider': '/users/…',
      '/orgs/python/teams/psrt/members': '/orgs/…/teams/…/members',
      '/user': '/user',
    };
    for (const [path, masked] of Object.entries(routes))
      it(path, () => assert.equal(maskedRoute(path, shown), masked));

    it('where the API is below a path, and nowhere else', () => {
      const path = '/api/v3/repos/python/cpython/issues/210462/labels';
      assert.equal(maskedRoute(path, enterprise), '/api/v3/repos/python/cpython/issues/…/labels');
      assert.equal(maskedRoute(path, shown), '/…/…/repos/…/…/issues/…/labels');
    });

    it('of other hosts', () => {
      assert.equal(maskedPath('/api/cve/CVE-2026-12345'), '/api/cve/…');
      assert.equal(maskedPath('/python/devguide/psrt.csv'), '/python/devguide/psrt.csv');
    });

    it('of git, without who signs in', () => {
      const fork = { host: 'github.com', path: '/python/<private fork>' };
      const at = 'github.com/python/cpython-ghsa-7q4m-xv2c-93rp.git';
      assert.deepEqual(maskedRemote(`https://me:ghp_secret0000@${at}`, shown), fork);
      assert.deepEqual(maskedRemote(`ssh://git@${at}`, shown), fork);
      assert.deepEqual(maskedRemote('git@github.com:python/cpython-ghsa-7q4m-xv2c-93rp.git', shown), fork);
      assert.deepEqual(maskedRemote('git@github.com:octo/cpython.git', shown), {
        ...{ host: 'github.com', path: '/…/cpython' },
      });
      for (const folder of ['/home/me/secret', 'C:\\secret', 'file:///secret'])
        assert.deepEqual(maskedRemote(folder, shown), { host: 'this machine', path: '…' });
    });

    it('of git, by a way of its own', () => {
      const ways: Readonly<Record<string, string>> = {
        'ext::sh -c secret': 'ext::…',
        'codecommit::us-east-1://tok@repo': 'codecommit::…',
        'git+ssh://me@evil.example/a/b': 'evil.example/…',
        'ftp://evil.example/a/b': 'evil.example/…',
      };
      for (const [url, masked] of Object.entries(ways)) {
        const { host, path } = maskedRemote(url, shown);
        assert.equal(`${host}${path}`, masked);
      }
    });
  });

  it('is counted for ever, and listed as far as there is room', () => {
    const ledger = new Ledger(
      () => shown,
      () => now,
    );
    for (let i = 0; i < 2_100; i++)
      ledger.github({ method: i % 2 ? 'GET' : 'PATCH', url: 'https://api.github.com/user', bytes: i })(200);
    assert.equal(ledger.left.length, 2_000);
    assert.equal(ledger.left[0]!.bytes, 2_099, 'the newest first');
    assert.deepEqual(ledger.hosts, [{ host: 'api.github.com', count: 2_100, writes: 1_050 }]);
    assert.match(outgoingText(ledger.hosts, ledger.left, now), /^The last 2000 of 2100:$/m);
  });

  it('says what is under way, what got no answer, and nothing where nothing was sent', () => {
    const ledger = new Ledger(
      () => shown,
      () => now,
    );
    assert.match(outgoingText(ledger.hosts, ledger.left, now), /^Nothing yet\.$/m);
    const sent = { method: 'GET', url: 'https://api.github.com/user?token=hush', bytes: 0 };
    ledger.github(sent);
    ledger.github(sent)(null);
    ledger.git({ verb: 'push', url: 'https://github.com/octo/cpython' })(128);
    ledger.git({ verb: 'ssh', url: 'ssh://git@github.com' })(1);
    const text = outgoingText(ledger.hosts, ledger.left, now);
    assert.match(text, / ssh +exit 1 +Read whom ssh signs in +github\.com\/… +not known$/m);
    assert.match(text, /2026-11-22 03:20:05 {2}GET +under way +Read accounts +api\.github\.com\/user +0$/m);
    assert.match(text, /GET +none .* 0$/m);
    assert.match(text, /git push +exit 128 +Send commits +github\.com\/…\/cpython +not known$/m);
    assert.match(text, /^github\.com +2 sent +1 of them write$/m);
    assert.ok(!text.includes('hush'));
  });

  describe('by our client and our git', () => {
    let sandbox: Sandbox;
    let ledger: Ledger;
    let github: GitHub;
    let root: string;

    before(async () => {
      sandbox = await startSandbox();
      root = await mkdtemp(join(tmpdir(), 'ghsa-outgoing-'));
    });
    after(async () => {
      await sandbox.stop();
      await rm(root, { recursive: true, force: true });
    });
    beforeEach(async () => {
      await sandbox.reset();
      sandbox.heal();
      sandbox.recorder.clear();
      ledger = new Ledger(() => ({ ...shown, apiUrl: sandbox.api }));
      github = connect({
        ...{ apiUrl: sandbox.api, token: async () => sandbox.tokens['coordinator']!, throttle: false },
        ...{ onSent: ledger.github, onSentElsewhere: ledger.elsewhere },
      });
    });

    it('is every request, with its answer and the size of what was written, and no word of it', async () => {
      await github.advisories.get(repo, spam);
      await github.advisories.addComment(repo, spam, 'The spam parser reads too far.');
      await github.advisories.get(repo, 'GHSA-0000-0000-0000').catch(() => undefined);
      sandbox.fail({ method: 'GET', path: '/user', status: 502 });
      await github.users.me().catch(() => undefined);
      assert.equal(ledger.left.length, sandbox.recorder.calls.length);
      assert.deepEqual(ledger.left.map(({ method, status }) => `${method} ${status}`).reverse(), [
        'GET 200',
        'POST 201',
        'GET 404',
        'GET 502',
      ]);
      const [, , posted] = ledger.left;
      assert.equal(posted!.bytes, JSON.stringify({ body: 'The spam parser reads too far.' }).length);
      assert.equal(posted!.purpose, 'Write discussion of an advisory');
      const text = outgoingText(ledger.hosts, ledger.left, now);
      for (const secret of ['7q4m', 'parser', sandbox.tokens['coordinator']!, 'octo-coordinator'])
        assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), secret);
    });

    it('is a request that nobody answers, too', async () => {
      const lost = connect({
        ...{ apiUrl: 'http://127.0.0.1:1', token: async () => 'gho_lost', throttle: false },
        onSent: ledger.github,
      });
      await assert.rejects(lost.users.me());
      assert.deepEqual(
        ledger.left.map(({ host, ended, status }) => [host, ended, status]),
        [['127.0.0.1:1', true, null]],
      );
    });

    it('is what is asked of others without a token', async () => {
      await github.members.list(sandbox.membersUrl);
      const host = new URL(sandbox.membersUrl).host;
      const [only] = ledger.left;
      assert.deepEqual([only!.host, only!.status, ledger.left.length], [host, 200, 1]);
    });

    it('is what git sends, where the user’s own rewriting of addresses leads it', async () => {
      const told: GitSent[] = [];
      const git = new Git({
        onSent: sent => {
          told.push(sent);
          return ledger.git(sent);
        },
      });
      const url = `${sandbox.url}/python/cpython`;
      await git.run({ cwd: root, args: ['init', '--quiet', '.'] });
      await git.run({ cwd: root, args: ['remote', 'add', 'origin', 'far:cpython'] });
      await appendFile(join(root, '.git', 'config'), `[url "${url}"]\n  insteadOf = far:cpython\n`);
      await git.run({ cwd: root, args: ['fetch', '--no-tags', '--depth=1', 'origin', 'main'] });
      await git.run({ cwd: root, args: ['ls-remote', '--', `${sandbox.url}/python/nowhere`], ok: [128] });
      await appendFile(
        join(root, '.git', 'config'),
        `[remote "origin"]\n  pushurl = ${sandbox.url}/octo/else\n`,
      );
      await git.run({ cwd: root, args: ['push', '--', 'origin', 'FETCH_HEAD:refs/heads/x'], ok: [1, 128] });
      assert.deepEqual(
        told.map(sent => `${sent.verb} ${sent.url}`),
        [`fetch ${url}`, `ls-remote ${sandbox.url}/python/nowhere`, `push ${sandbox.url}/octo/else`],
      );
      const [push, list, fetched] = ledger.left;
      assert.deepEqual([fetched!.status, list!.status], [0, 128]);
      assert.equal(push!.path, '/…/…');
    });
  });
});
