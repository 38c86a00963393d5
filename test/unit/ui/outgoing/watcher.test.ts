import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git, sshAccount, type GitOptions, type GitSent } from '../../../../src/git/index.ts';
import { tellingFetch } from '../../../../src/github/sent.ts';
import { loopback } from '../../github/loopback.ts';

const broken = () => {
  throw new Error('the watcher broke');
};

describe('who watches what leaves never makes it fail', () => {
  let root: string;
  let far: string;
  const list = (options: GitOptions, signal?: AbortSignal) =>
    new Git(options).run({ cwd: root, args: ['ls-remote', '--', far], signal });

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'ghsa-watcher-'));
    far = join(root, 'far.git');
    await new Git().run({ cwd: root, args: ['init', '--quiet', '--bare', far] });
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** A git that does `instead` where it is only asked where a remote leads. */
  async function binary(instead: string): Promise<string> {
    const path = join(root, 'git.sh');
    const script = `case "$*" in *--get-url*) ${instead};; esac\nexec git "$@"`;
    await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  }

  it('by breaking: git', async () => {
    for (const onSent of [broken, () => broken]) assert.equal((await list({ onSent })).exitCode, 0);
  });

  it('by breaking: a request', async () => {
    const server = await loopback((_, response) => response.end('here'));
    try {
      for (const onSent of [broken, () => broken])
        assert.equal(await (await tellingFetch(onSent, server.url)).text(), 'here');
    } finally {
      await server.stop();
    }
  });

  it('where git does not say where a remote leads', async () => {
    const told: string[] = [];
    const onSent: GitOptions['onSent'] = ({ url }) => {
      told.push(url);
      return () => {};
    };
    for (const instead of ['kill -9 $$', 'exit 3'])
      assert.equal((await list({ onSent, binary: await binary(instead) })).exitCode, 0);
    assert.deepEqual(told, [far, far]);
  });

  it('hears of the greeting by which ssh says who signs in', async () => {
    const former = process.env['GIT_SSH_COMMAND'];
    process.env['GIT_SSH_COMMAND'] = 'echo "Hi octo-coordinator! You are in." && exit 1;';
    const told: (GitSent | number | null)[] = [];
    const onSent: GitOptions['onSent'] = sent => {
      told.push(sent);
      return exitCode => told.push(exitCode);
    };
    try {
      const git = new Git({ onSent });
      assert.equal(await sshAccount(git, root, 'git@github.example:python/cpython.git'), 'octo-coordinator');
      assert.deepEqual(told, [{ verb: 'ssh', url: 'ssh://git@github.example' }, 1]);
      // A watcher that breaks does not hide who it is.
      const silent = new Git({ onSent: broken });
      assert.equal(await sshAccount(silent, root, 'ssh://git@github.example:22/x'), 'octo-coordinator');
    } finally {
      if (former === undefined) delete process.env['GIT_SSH_COMMAND'];
      else process.env['GIT_SSH_COMMAND'] = former;
    }
  });

  it('where it is cancelled before it has left: nothing is told', async () => {
    const stop = new AbortController();
    const slow = await binary(`touch '${join(root, 'asked')}'; exec sleep 20`);
    const asked = watch(root, (_, name) => name === 'asked' && stop.abort());
    const told: string[] = [];
    const onSent: GitOptions['onSent'] = ({ url }) => {
      told.push(url);
      return () => {};
    };
    const began = performance.now();
    try {
      await assert.rejects(list({ onSent, binary: slow }, stop.signal), { kind: 'cancelled' });
    } finally {
      asked.close();
    }
    assert.ok(performance.now() - began < 10_000, 'nobody waits for what was only asked');
    assert.deepEqual(told, []);
  });
});
