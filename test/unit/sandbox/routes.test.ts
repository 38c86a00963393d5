import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { operations, preview } from '../../openapi/operations.ts';
import { operationOf } from '../../openapi/validate.ts';
import { assertDescribed, client, repo, spam, spamAdvisory, spamFork } from './harness.ts';

describe('the answers of the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let admin: ReturnType<typeof client>;
  let member: ReturnType<typeof client>;

  before(async () => {
    sandbox = await startSandbox();
    admin = client(sandbox, 'admin');
    member = client(sandbox, 'coordinator');
  });
  after(() => sandbox.stop());

  it('follow the description of GitHub at every operation', async () => {
    const gets = [
      '/user',
      '/users/sage-admin',
      '/users/python',
      '/rate_limit',
      '/versions',
      ...[
        '',
        '/forks',
        '/branches',
        '/branches/3.14',
        '/git/ref/heads/main',
        '/git/matching-refs/heads/3.1',
      ].map(rest => `${repo}${rest}`),
      ...['/compare/3.14...main', '/commits/main', '/commits/main/check-runs', '/commits/main/status'].map(
        rest => `${repo}${rest}`,
      ),
      `${repo}/labels`,
      `${repo}/collaborators`,
      `${repo}/collaborators?permission=push&per_page=2&page=2`,
      `${repo}/collaborators/octo-coordinator/permission`,
      `${spamFork}/collaborators`,
      '/orgs/python/teams/psrt/members',
      `${repo}/security-advisories`,
      `${repo}/security-advisories?state=draft&per_page=2&sort=updated&direction=asc`,
      '/repos/pypa/pip/security-advisories',
      spamAdvisory,
      spamFork,
      ...['', '/1', '/1/commits', '/1/files', '/1/reviews'].map(rest => `${spamFork}/pulls${rest}`),
      `${spamFork}/issues?state=all`,
      `${repo}/nothing-of-the-kind`,
    ];
    for (const path of gets) {
      const { status } = await admin(`GET ${path}`);
      assert.equal(status, path.endsWith('kind') ? 404 : 200, path);
    }

    const issue = await member(`POST ${repo}/issues`, {
      body: { title: 'Spam: check the length', body: 'As it should be.', labels: ['type-security'] },
    });
    assert.equal(issue.status, 201);
    const { number } = issue.json<{ number: number }>();
    assert.equal(number, 210_499);
    const at = `${repo}/issues/${number}`;
    await member(`PATCH ${at}`, { body: { body: 'Better.', state: 'open' } });
    await member(`POST ${at}/comments`, { body: { body: 'A comment.' } });
    await member(`POST ${at}/labels`, { body: { labels: ['release-blocker'] } });
    await member(`DELETE ${at}/labels/release-blocker`);
    for (const rest of ['', '/comments', '/events', '/timeline', '/labels']) await member(`GET ${at}${rest}`);
    await member(`GET ${repo}/issues?creator=octo-coordinator&state=all&labels=type-security`);

    assert.equal((await member('GET /search/issues?q=length+repo:python/cpython')).status, 200);

    assert.equal((await member(`POST ${repo}/forks`)).status, 202);
    const upstream = { body: { branch: 'main' } };
    assert.equal((await member('POST /repos/octo-coordinator/cpython/merge-upstream', upstream)).status, 200);

    const made = await admin(`POST ${repo}/security-advisories`, {
      body: {
        summary: 'Salt is not random',
        description: 'It is always the same.',
        severity: 'low',
        vulnerabilities: [{ package: { ecosystem: 'other', name: 'CPython' } }],
      },
    });
    assert.equal(made.status, 201);
    const advisory = `${repo}/security-advisories/${made.json<{ ghsa_id: string }>().ghsa_id}`;
    assert.equal((await admin(`POST ${advisory}/forks`)).status, 202);
    assert.equal((await admin(`POST ${advisory}/cve`)).status, 202);
    assert.equal((await admin(`PATCH ${advisory}`, { body: { cwe_ids: ['CWE-330'] } })).status, 200);
    const report = { summary: 'Pepper is a cloud', description: 'It is everywhere.' };
    const reported = await client(sandbox, 'dill-outsider')(`POST ${repo}/security-advisories/reports`, {
      body: report,
    });
    assert.deepEqual([reported.status, reported.json()['state']], [201, 'triage']);

    const comment = await member(`POST ${spamAdvisory}/comments`, { body: { body: 'Taken.' } });
    assert.equal(comment.status, 201);
    const { id } = comment.json<{ id: number }>();
    await member(`PATCH ${spamAdvisory}/comments/${id}`, { body: { body: 'Taken by me.' } });
    assert.equal((await member(`GET ${spamAdvisory}/comments/${id}`)).json()['body'], 'Taken by me.');
    assert.equal((await member(`GET ${spamAdvisory}/comments`)).json<unknown[]>().length, 1);

    const jam = '/repos/python/cpython-ghsa-8p9q-rvwx-2345/pulls';
    await member(`PATCH ${jam}/1`, { body: { title: 'Let Jam rest' } });
    assert.equal((await member(`POST ${jam}/1/reviews`, { body: { event: 'APPROVE' } })).status, 200);
    const merged = await member(`PUT ${jam}/1/merge`, { body: { merge_method: 'squash' } });
    assert.equal(merged.json()['merged'], true);
    const again = await member(`POST ${jam}`, { body: { title: 'x', head: 'advisory-fix-1', base: 'main' } });
    assert.equal(again.status, 201, 'the squashed commits are still on the branch only');

    assertDescribed(sandbox);
    const met = new Set(sandbox.recorder.requests.map(({ method, path }) => operationOf(method, path)));
    assert.deepEqual(
      [...operations, ...Object.keys(preview)].filter(line => !met.has(line)),
      [],
    );
  });

  it('hold what the older version of the API had, for those who ask in it', async () => {
    const old = { headers: { 'x-github-api-version': '2022-11-28' } };
    const has = async (path: string, name: string, asked = {}) =>
      name in (await admin(`GET ${path}`, asked)).json();
    for (const [path, name] of [
      [spamAdvisory, 'cvss'],
      [`${spamFork}/pulls/1`, 'merge_commit_sha'],
      [repo, 'has_downloads'],
      ['/rate_limit', 'rate'],
    ] as const) {
      assert.deepEqual([await has(path, name, old), await has(path, name)], [true, false], name);
    }
    const wrong = await admin('GET /user', { headers: { 'x-github-api-version': '2001-01-01' } });
    assert.equal(wrong.status, 400);
  });

  it('go on by a Link, at the address of the repository by number', async () => {
    const ids: string[] = [];
    let next: string | undefined = `${sandbox.api}${repo}/security-advisories?per_page=4`;
    let pages = 0;
    while (next) {
      const answer = await admin(`GET ${next}`);
      ids.push(...answer.json<{ ghsa_id: string }[]>().map(({ ghsa_id }) => ghsa_id));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      if (next) assert.match(next, /\/api\/repositories\/\d+\/security-advisories\?/);
      pages++;
    }
    assert.ok(pages >= 3 && ids.length >= 10);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are 304 for what the client has, until it changes', async () => {
    const first = await member(`GET ${spamAdvisory}`);
    const etag = first.headers.get('etag')!;
    const known = { headers: { 'if-none-match': etag } };
    const second = await member(`GET ${spamAdvisory}`, known);
    assert.deepEqual([second.status, second.bytes.length], [304, 0]);
    await member(`PATCH ${spamAdvisory}`, { body: { cwe_ids: ['CWE-125'] } });
    assert.equal((await member(`GET ${spamAdvisory}`, known)).status, 200);
    const list = `GET ${repo}/security-advisories?state=draft&per_page=2`;
    const page = await member(list);
    const has = { headers: { 'if-none-match': page.headers.get('etag')! } };
    const same = await member(list, has);
    assert.deepEqual([same.status, same.bytes.length], [304, 0]);
    assert.equal(same.headers.get('link'), page.headers.get('link'));
    sandbox.store.advisory(page.json<{ ghsa_id: string }[]>()[0]!.ghsa_id)!.updatedAt = sandbox.store.stamp();
    assert.equal((await member(list, has)).status, 200);
    assert.match(first.headers.get('x-github-request-id')!, /^[0-9A-F]{16}$/);
    assert.match(first.headers.get('x-oauth-scopes')!, /repo/);
    assert.ok(Number(first.headers.get('x-ratelimit-remaining')) > 0);
  });

  it('give a pull request as JSON, as mails and as one difference', async () => {
    const as = async (format: string) =>
      (
        await member(`GET ${spamFork}/pulls/1`, {
          headers: { accept: `application/vnd.github.${format}` },
        })
      ).bytes;
    const patch = await as('patch');
    assert.equal(patch.toString('latin1').match(/^From [0-9a-f]{40} /gm)?.length, 2);
    assert.ok(patch.includes('GIT binary patch'));
    assert.ok(patch.includes(Buffer.from('place: Besan\xe7on', 'latin1')), 'the Latin-1 byte is as it was');
    const diff = await as('diff');
    assert.ok(diff.includes('rename to Lib/spam/kinds.py'));
    assert.ok(!diff.includes('Subject:'));
  });

  it('name the files of a pull request as GitHub does', async () => {
    const files = (await member(`GET ${spamFork}/pulls/1/files`)).json<Record<string, unknown>[]>();
    const brief = files.map(({ filename, status, previous_filename: from, patch }) => [
      filename,
      status,
      from ?? null,
      typeof patch,
    ]);
    assert.deepEqual(brief, [
      ['Lib/spam/kinds.py', 'renamed', 'Lib/spam/tables.py', 'undefined'],
      ['Lib/spam/parser.py', 'modified', null, 'string'],
      ['Lib/test/spam_latin1.txt', 'modified', null, 'string'],
      ['Lib/test/spam_truncated.bin', 'added', null, 'undefined'],
      ['Lib/test/test_spam.py', 'modified', null, 'string'],
    ]);
  });

  it('tell which pages of the web were asked for', async () => {
    sandbox.recorder.clear();
    for (const url of [sandbox.releaseCycle, sandbox.membersUrl]) await fetch(url);
    assert.deepEqual(sandbox.recorder.pages, ['/release-cycle.json', '/psrt.csv']);
    sandbox.recorder.clear();
    assert.deepEqual(sandbox.recorder.pages, []);
  });

  it('know the release cycle and the members', async () => {
    const cycle = (await (await fetch(sandbox.releaseCycle)).json()) as Record<string, { status: string }>;
    assert.deepEqual(
      Object.entries(cycle).map(([version, { status }]) => `${version} ${status}`),
      [
        '3.16 feature',
        '3.15 bugfix',
        '3.14 bugfix',
        '3.13 security',
        '3.12 security',
        '3.11 security',
        '3.10 end-of-life',
      ],
    );
    const members = await (await fetch(sandbox.membersUrl)).text();
    assert.match(
      members,
      /^Octo Coordinator,octo-coordinator,\nSage Admin,sage-admin,Admin\n/,
      'no header, as in the devguide',
    );
    assert.match(members, /^Basil Thyme,basil-rm,"Admin, Release Manager"$/m);
    const page = await fetch(`${sandbox.url}/python/cpython/security/advisories/${spam}`);
    assert.match(page.headers.get('content-type')!, /^text\/plain/);
  });
});
