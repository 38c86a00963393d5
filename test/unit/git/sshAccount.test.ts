import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, sshAccount } from '../../../src/git/index.ts';

describe('the ssh that says who signs in', () => {
  let root: string;
  const saved = { ...process.env };
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa-ssh-'));
    const ssh = `#!/bin/sh\nenv >'${root}/env'\necho 'Hi octo-coordinator! You are in.' >&2\nexit 1\n`;
    await writeFile(join(root, 'ssh'), ssh, { mode: 0o700 });
  });
  afterEach(async () => {
    for (const name of Object.keys(process.env)) if (saved[name] === undefined) delete process.env[name];
    Object.assign(process.env, saved);
    await rm(root, { recursive: true, force: true });
  });

  const seen = async () =>
    new Map(
      (await readFile(join(root, 'env'), 'utf8')).split('\n').map(line => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
    );

  it('gets the environment of a git child: no secret, and all that ssh needs', async () => {
    const needed = {
      HOME: join(root, 'home'),
      PATH: `${root}:${process.env['PATH']}`,
      SSH_AUTH_SOCK: join(root, 'agent'),
      USER: 'robin',
    };
    const secrets = { MY_TOKEN: 'walrus', NPM_PASSWORD: 'walrus', client_secret: 'walrus' };
    const asking = { SSH_ASKPASS: '/asks', SSH_ASKPASS_REQUIRE: 'prefer' };
    delete process.env['GIT_SSH_COMMAND'];
    Object.assign(process.env, needed, secrets, asking);
    const account = await sshAccount(new Git(), root, 'git@github.example:python/cpython.git');
    assert.equal(account, 'octo-coordinator');
    const env = await seen();
    assert.deepEqual(
      Object.keys(secrets).filter(name => env.has(name)),
      [],
    );
    assert.ok(![...env.values()].some(value => value.includes('walrus')));
    for (const [name, value] of Object.entries(needed)) assert.equal(env.get(name), value, name);
    assert.equal(env.get('SSH_ASKPASS'), 'false');
    assert.equal(env.get('SSH_ASKPASS_REQUIRE'), 'force');
  });
});
