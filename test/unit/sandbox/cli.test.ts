import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { readdir, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { client, repo, workplace } from './harness.ts';

const cli = fileURLToPath(new URL('../../../src/sandbox/cli.ts', import.meta.url));

interface Door {
  readonly api: string;
  readonly git: string;
  readonly control: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly logins: Readonly<Record<string, string>>;
}

describe('the sandbox from a terminal', function () {
  this.timeout(30_000);

  it('prints one line of JSON, serves, turns its knobs, and ends at SIGTERM without a trace', async () => {
    const sandbox = await startSandbox();
    const place = await workplace(sandbox);
    const child = spawn(process.execPath, [cli], {
      env: { ...process.env, TMPDIR: place.folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const lines: string[] = [];
      const output = createInterface({ input: child.stdout });
      output.on('line', line => lines.push(line));
      await once(output, 'line');
      const door = JSON.parse(lines[0]!) as Door;
      assert.deepEqual(Object.keys(door), ['api', 'git', 'control', 'tokens', 'logins']);
      const me = async (who: string) => {
        const answer = await fetch(`${door.api}/user`, {
          headers: { authorization: `token ${door.tokens[who]}` },
        });
        return ((await answer.json()) as { login: string }).login;
      };
      assert.deepEqual([await me('coordinator'), await me('admin')], Object.values(door.logins));
      const turn = (knob: string, body: unknown) =>
        fetch(`${door.control}/${knob}`, { method: 'POST', body: JSON.stringify(body) });
      assert.equal((await turn('fail', { path: '/user', status: 418 })).status, 200);
      assert.equal((await fetch(`${door.api}/user`)).status, 418);
      for (const [knob, body] of [
        ['role', { login: 'octo-coordinator', repo: 'python/cpython', role: 'admin' }],
        ['clock', { advance: 1000 }],
        ['knobs', { comments: false, reopen: false }],
        ['tick', {}],
        ['reset', {}],
      ] as const) {
        assert.equal((await turn(knob, body)).status, 200, knob);
      }
      assert.equal((await turn('none', {})).status, 404);
      assert.equal((await readdir(place.folder)).length, 1);
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number];
      assert.equal(code, 0);
      assert.equal(lines.length, 1);
      assert.deepEqual(await readdir(place.folder), []);
    } finally {
      child.kill('SIGKILL');
      await place.remove();
      await sandbox.stop();
    }
  });

  it('takes no orders from pages of the web, and answers to its own names only', async () => {
    const sandbox = await startSandbox({ control: true });
    const ask = (method: string, path: string, headers: Record<string, string>) =>
      new Promise<number>((done, failed) =>
        request(new URL(sandbox.url), { method, path, headers }, answer => {
          answer.resume();
          done(answer.statusCode!);
        })
          .on('error', failed)
          .end(),
      );
    const { host } = new URL(sandbox.url);
    try {
      assert.equal(await ask('POST', '/_sandbox/tick', { host, origin: 'https://evil.example' }), 403);
      assert.equal(await ask('POST', '/_sandbox/tick', { host, origin: 'null' }), 403);
      assert.equal(await ask('POST', '/_sandbox/tick', { host }), 200);
      for (const name of [
        'evil.example',
        '127.0.0.1.evil.example',
        'evil.example:80',
        'a b',
        '[',
        '127.0.0.1:99999999',
      ])
        for (const path of ['/api/user', '/_sandbox/tick', '/psrt.csv', '/python/cpython.git/info/refs'])
          assert.equal(await ask('GET', path, { host: name }), 421, `${name} ${path}`);
      assert.equal(await ask('GET', '/psrt.csv', { host: `localhost:${new URL(sandbox.url).port}` }), 200);
      assert.equal(await ask('GET', '//', { host }), 400);
    } finally {
      await sandbox.stop();
    }
  });

  it('has no control door when it was not asked for', async () => {
    const sandbox = await startSandbox();
    try {
      assert.equal(sandbox.control, null);
      await fetch(`${sandbox.url}/_sandbox/fail`, { method: 'POST', body: '{"path":"/user"}' });
      assert.equal((await client(sandbox, 'admin')('GET /user')).status, 200);
    } finally {
      await sandbox.stop();
    }
  });
});

describe('a real clone as python/cpython', function () {
  this.timeout(30_000);
  let outer: Sandbox;
  let place: Awaited<ReturnType<typeof workplace>>;
  let sandbox: Sandbox;

  before(async () => {
    outer = await startSandbox();
    place = await workplace(outer);
    await place.git(null, 'clone', '-q', `${outer.git}/python/cpython.git`, 'real');
    await writeFile(join(place.folder, 'real/Lib/own.py'), '');
    await place.git(null, '-C', 'real', 'checkout', '-q', '--detach');
    await place.git(null, '-C', 'real', 'add', '.');
    await place.git(null, '-C', 'real', 'commit', '-q', '-m', 'Own');
    sandbox = await startSandbox({ cpython: join(place.folder, 'real') });
  });
  after(async () => {
    await sandbox.stop();
    await outer.stop();
    await place.remove();
  });

  it('serves its HEAD as main, nothing else, and changes nothing there', async () => {
    const refs = () => place.git(null, '-C', 'real', 'for-each-ref');
    const before = [await refs(), await place.git(null, '-C', 'real', 'count-objects', '-v')];
    const head = await place.git(null, '-C', 'real', 'rev-parse', 'HEAD');
    const admin = client(sandbox, 'admin');
    const branches = (await admin(`GET ${repo}/branches`)).json<
      { name: string; commit: { sha: string } }[]
    >();
    assert.deepEqual(
      branches.map(({ name, commit }) => [name, commit.sha]),
      [['main', head]],
    );
    await place.git(null, 'clone', '-q', `${sandbox.git}/python/cpython.git`, 'again');

    const made = await admin(`POST ${repo}/security-advisories`, {
      body: { summary: 'Salt', description: 'Too much of it.', vulnerabilities: [] },
    });
    const id = made.json<{ ghsa_id: string }>().ghsa_id;
    const forked = await admin(`POST ${repo}/security-advisories/${id}/forks`);
    const fork = forked.json<{ full_name: string }>().full_name;
    await place.git(null, '-C', 'again', 'commit', '-q', '--allow-empty', '-m', 'Fix');
    const inner = await workplace(sandbox);
    const clone = join(place.folder, 'again');
    await inner.git('admin', '-C', clone, 'push', '-q', `${sandbox.git}/${fork}.git`, 'HEAD:refs/heads/fix');
    await inner.remove();
    const opened = await admin(`POST /repos/${fork}/pulls`, {
      body: { title: 'Fix', head: 'fix', base: 'main' },
    });
    assert.equal(opened.status, 201);
    assert.deepEqual([await refs(), await place.git(null, '-C', 'real', 'count-objects', '-v')], before);
  });
});
