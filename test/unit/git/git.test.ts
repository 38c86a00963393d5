import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declassify } from '../../../src/embargo/index.ts';
import { childEnvironment } from '../../../src/git/environment.ts';
import { parseChanges } from '../../../src/git/changes.ts';
import { answer } from '../../../src/git/credentials/askpass.ts';
import {
  commitTree,
  diffBytes,
  editTree,
  fullNameOf,
  Git,
  GitError,
  inspectClone,
  mergeTrees,
  moveRef,
  openScratch,
  pickAskpass,
  vscodeCredentials,
  requireGit,
  tokenFits,
  writeBlob,
} from '../../../src/git/index.ts';
import { git as plainGit } from '../../../src/sandbox/gitdir.ts';
import { secrets } from '../embargo/secrets.ts';

const made = (text: string) => {
  const result = declassify(text, secrets);
  assert.ok(result.ok);
  return result.text;
};

describe('git', () => {
  let folder: string;
  const git = new Git();
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'ghsa git é-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is refused when it is missing or too old, in one sentence', async () => {
    await assert.rejects(
      new Git({ binary: join(folder, 'no-git') }).run({ cwd: folder, args: ['version'] }),
      /git was not found/,
    );
    const old = join(tmpdir(), `ghsa-old-git-${process.pid}`);
    await writeFile(old, '#!/bin/sh\necho git version 2.30.2\n');
    await chmod(old, 0o755);
    await assert.rejects(
      requireGit(new Git({ binary: old }), folder),
      /Git 2\.38 or newer is needed; found 2\.30\.2/,
    );
    await rm(old);
  });

  it('says what an exit code means, and keeps its own words for the log', async () => {
    const error = await git
      .run({ cwd: folder, args: ['rev-parse', '--verify', 'nothing'] })
      .catch((thrown: unknown) => thrown);
    assert.ok(error instanceof GitError);
    assert.match(error.message, /^git rev-parse failed/);
    assert.ok(error.detail.length > 0);
  });

  it('is cancelled by a signal', async () => {
    await assert.rejects(
      git.run({ cwd: folder, args: ['version'], signal: AbortSignal.abort() }),
      /aborted|Cancelled/,
    );
  });

  it('lets no variable through that changes a result or carries a secret', () => {
    const env = childEnvironment(
      { GIT_ASKPASS: '/x' },
      {
        PATH: '/bin',
        GIT_DIR: '/evil',
        GIT_EXTERNAL_DIFF: 'evil',
        EDITOR: 'vi',
        LANG: 'de',
        MY_TOKEN: 's',
        GIT_SSH_COMMAND: 'ssh -i k',
      },
    );
    assert.deepEqual(env, {
      PATH: '/bin',
      GIT_SSH_COMMAND: 'ssh -i k',
      LC_ALL: 'C',
      GIT_ATTR_NOSYSTEM: '1',
      no_proxy: '127.0.0.1,localhost',
      SSH_ASKPASS: 'false',
      SSH_ASKPASS_REQUIRE: 'force',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '/x',
    });
  });

  it('asks no proxy for what is on this machine', () => {
    const noProxy = (user: NodeJS.ProcessEnv) =>
      Object.entries(childEnvironment({}, { http_proxy: 'http://proxy.example:3128', ...user })).filter(
        ([key]) => /^no_proxy$/i.test(key),
      );
    assert.deepEqual(noProxy({}), [['no_proxy', '127.0.0.1,localhost']]);
    assert.deepEqual(noProxy({ NO_PROXY: 'a.example' }), [['no_proxy', 'a.example,127.0.0.1,localhost']]);
    assert.deepEqual(noProxy({ NO_PROXY: 'a.example', no_proxy: '*' }), [['no_proxy', '*']]);
  });

  it('computes the same under a hostile global configuration', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, 'hooks'), { recursive: true });
    const trace = join(folder, 'ran');
    await writeFile(join(home, 'evil'), `#!/bin/sh\necho ran >> '${trace}'\n`, { mode: 0o755 });
    await writeFile(join(home, 'hooks/post-commit'), `#!/bin/sh\necho ran >> '${trace}'\n`, { mode: 0o755 });
    await writeFile(
      join(home, '.gitconfig'),
      `[apply]\nwhitespace = fix\n[diff]\nnoprefix = true\nexternal = ${home}/evil\ncontext = 0\n[core]\nhooksPath = ${home}/hooks\nautocrlf = true\n[commit]\ngpgSign = true\n[color]\nui = always\n[merge]\nconflictStyle = zdiff3\n`,
    );
    const work = join(folder, 'work');
    await mkdir(work);
    const commit = async (text: string) => {
      await writeFile(join(work, 'a.txt'), text);
      await plainGit(work, ['add', '-A']);
      await plainGit(work, ['commit', '-qm', 'x', '--no-verify']);
      return plainGit(work, ['rev-parse', 'HEAD']);
    };
    await plainGit(work, ['init', '-q', '-b', 'main']);
    const from = await commit('one  \r\ntwo\n');
    const to = await commit('one  \r\ntwo \nthree\n');
    const { objects } = await inspectClone(git, work);
    const before = process.env['HOME'];
    const results = [];
    for (const where of [before, home]) {
      process.env['HOME'] = where;
      const scratch = await openScratch(git, join(folder, `scratch-${results.length}`), objects);
      await moveRef(git, scratch, 'refs/ghsa/public', from);
      await moveRef(git, scratch, 'refs/ghsa/private', to);
      const merged = await mergeTrees(git, scratch);
      assert.ok(merged.clean);
      const blob = await writeBlob(git, scratch, made('x \r\n'));
      const tree = await editTree(git, scratch, merged.tree, [{ path: 'b.rst', blob }]);
      const who = {
        name: made('Octo'),
        email: made('7+octo-coordinator@users.noreply.github.com'),
        date: '1790000000 +0000',
      };
      const made1 = await commitTree(git, scratch, {
        tree,
        parent: from,
        message: made('gh-1: Fix'),
        author: who,
        committer: who,
      });
      const patch = await diffBytes(git, scratch, { from, to: tree, as: 'patch' });
      results.push([merged.tree, blob, tree, made1, Buffer.from(patch).toString('latin1')]);
    }
    process.env['HOME'] = before;
    assert.deepEqual(results[1], results[0]);
    await assert.rejects(stat(trace), 'nothing of the configuration ran');
    assert.equal((await stat(join(folder, 'scratch-0'))).mode & 0o777, 0o700);
  });

  it('reads a change with renames, binary files and spaces in names', () => {
    const [a, b, zero] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)];
    const out = [
      `:100644 100644 ${a} ${b} R090`,
      'old name',
      'new name',
      `:000000 100644 ${zero} ${b} A`,
      'x.bin',
      `:100644 000000 ${a} ${zero} D`,
      'gone',
      '1\t2\t',
      'old name',
      'new name',
      '-\t-\tx.bin',
      '0\t3\tgone',
      '',
    ].join('\0');
    assert.deepEqual(
      parseChanges(out).map(({ path, oldPath, change, added, deleted }) => [
        path,
        oldPath,
        change,
        added,
        deleted,
      ]),
      [
        ['new name', 'old name', 'renamed', 1, 2],
        ['x.bin', null, 'added', null, null],
        ['gone', null, 'deleted', 0, 3],
      ],
    );
  });

  it('borrows from a clone only when it is complete and owns its objects', async () => {
    const work = join(folder, 'work');
    await mkdir(work);
    await plainGit(work, ['init', '-q']);
    await plainGit(work, ['commit', '-q', '--allow-empty', '-m', 'x']);
    await plainGit(work, ['commit', '-q', '--allow-empty', '-m', 'y']);
    assert.ok((await inspectClone(git, work)).objects);
    const [shallow, shared, partial] = ['shallow', 'shared', 'partial'].map(name => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await plainGit(folder, ['clone', '-q', '--depth=1', `file://${work}`, shallow]);
    await plainGit(folder, ['clone', '-q', '--shared', work, shared]);
    await plainGit(folder, ['clone', '-q', '--filter=blob:none', `file://${work}`, partial]);
    for (const path of [shallow, shared, partial])
      assert.equal((await inspectClone(git, path)).objects, null, path);
    await assert.rejects(inspectClone(git, folder), GitError);
  });
});

describe('addresses', () => {
  it('name their repository, whatever their form, on their own host only', () => {
    for (const url of [
      'https://github.com/python/cpython.git',
      'https://github.com/python/cpython',
      'https://user@github.com/python/cpython.git',
      'git@github.com:python/cpython.git',
      'ssh://git@github.com/python/cpython',
      'ssh://git@github.com:22/python/cpython.git/',
      'ssh://git@ssh.github.com:443/python/cpython.git',
    ]) {
      assert.equal(fullNameOf(url, 'https://github.com'), 'python/cpython', url);
    }
    for (const url of [
      'https://github.com.evil.example/python/cpython',
      '/srv/python/cpython',
      'https://gitlab.example/python/cpython',
      '..',
      'https://github.com/python',
      'https://ssh.github.com/python/cpython',
      'http://github.com/python/cpython',
      'git://github.com/python/cpython.git',
    ]) {
      assert.equal(fullNameOf(url, 'https://github.com'), null, url);
    }
    assert.equal(fullNameOf('http://127.0.0.1:8/python/cpython.git', 'http://127.0.0.1:8'), 'python/cpython');
    assert.equal(fullNameOf('http://127.0.0.1:9/python/cpython.git', 'http://127.0.0.1:8'), null);
  });

  it('get a token of their own host only', async () => {
    assert.ok(tokenFits('https://api.github.com', 'https://github.com'));
    assert.ok(tokenFits('http://127.0.0.1:8/api', 'http://127.0.0.1:8'));
    assert.ok(!tokenFits('http://127.0.0.1:8/api', 'https://github.com'));
    assert.ok(!tokenFits('https://api.github.com', 'http://github.com'));
    // One https host is not another, nor a part of another's name.
    assert.ok(tokenFits('https://api.ghe.example', 'https://ghe.example'));
    for (const [api, git] of [
      ['https://api.github.com', 'https://ghe.example'],
      ['https://ghe.example/api/v3', 'https://github.com'],
      ['https://api.github.com', 'https://hub.com'],
      ['https://api.github.com.ghe.example', 'https://github.com'],
    ] as const)
      assert.ok(!tokenFits(api, git), `${api} and ${git}`);
    const ask = (question: string) =>
      answer(question, { origin: 'https://github.com', token: async () => 'secret' });
    assert.equal(await ask("Username for 'https://github.com':"), 'x-access-token');
    assert.equal(await ask("Password for 'https://x-access-token@github.com':"), 'secret');
    for (const question of [
      "Password for 'https://github.com.evil.example':",
      "Password for 'https://github.com@evil.example':",
      "Password for 'http://github.com':",
      'Password:',
      "Enter passphrase for key '/k':",
    ]) {
      assert.equal(await ask(question), '', question);
    }
  });

  it("take VS Code's own channel only when it is whole", async () => {
    assert.equal(pickAskpass(undefined), null);
    assert.equal(pickAskpass({ GIT_ASKPASS: '/a' }), null);
    const whole = { GIT_ASKPASS: '/a', VSCODE_GIT_IPC_HANDLE: '/h', GIT_EDITOR: 'evil' };
    assert.deepEqual(pickAskpass(whole), { GIT_ASKPASS: '/a', VSCODE_GIT_IPC_HANDLE: '/h' });
  });

  it("leave VS Code's own channel alone for another host, and where github.gitAuthentication is off", () => {
    const env = { GIT_ASKPASS: '/a', VSCODE_GIT_IPC_HANDLE: '/h' };
    assert.deepEqual(vscodeCredentials({ isGitHub: true, gitAuthentication: true, env }), env);
    assert.equal(vscodeCredentials({ isGitHub: true, gitAuthentication: false, env }), null);
    assert.equal(vscodeCredentials({ isGitHub: false, gitAuthentication: true, env }), null);
  });
});
