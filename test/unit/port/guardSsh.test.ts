import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGuard, Git, setGuard, type GuardOf } from '../../../src/git/index.ts';
import { git as plain, makeBare } from '../../../src/sandbox/gitdir.ts';

const of: GuardOf = {
  fork: 'snake-org/spoon-ghsa-2222-3333-4444',
  upstream: 'snake-org/spoon',
  gitUrl: 'https://github.com',
  protocol: 'ssh',
};
const repositories = [of.fork, of.upstream, 'robin/spoon'];
const [pub, mine] = ['git@github.com:snake-org/spoon.git', 'git@github.com:robin/spoon.git'];

/** An ssh that needs no network: every repository of the host is a folder beside it. */
const ssh = `#!/bin/sh
case " $* " in *" -G "*) exit 0 ;; esac
for last; do :; done
echo "$last" >>"$ROOT/asked"
path=\${last#* }
path=\${path#\\'}
path=\${path%\\'}
cd "$ROOT/host" && exec git "$(echo "\${last%% *}" | cut -c5-)" "./\${path#/}"
`;

describe('the guard of a private clone: by ssh', () => {
  let root: string;
  let clone: string;
  const saved = { ...process.env };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "ghsa guard é'-"));
    clone = join(root, 'clone');
    process.env['HOME'] = join(root, 'home');
    delete process.env['XDG_CONFIG_HOME'];
    await mkdir(join(root, 'home'));
    await configure('');
    await mkdir(join(root, 'bin'));
    await writeFile(join(root, 'bin/ssh'), ssh);
    await chmod(join(root, 'bin/ssh'), 0o755);
    for (const name of repositories) await makeBare(join(root, 'host', `${name}.git`), null);
    await must('git init -q -b main first && cd first && git commit -q --allow-empty -m first', root);
    for (const name of repositories)
      await must(`git push -q '../host/${name}.git' main`, join(root, 'first'));
    await must('git init -q -b main clone', root);
    await setGuard(new Git(), clone, of);
    await must('git fetch -q origin && git switch -q --no-track -c advisory-fix-7 origin/main');
    await must('git commit -q --allow-empty -m secret');
  });
  afterEach(async () => {
    for (const name of ['HOME', 'XDG_CONFIG_HOME']) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
    await rm(root, { recursive: true, force: true });
  });

  const configure = (more: string) =>
    writeFile(
      join(root, 'home/.gitconfig'),
      `[user]\n\tname = Robin Roe\n\temail = robin@roe.example\n${more}\n`,
    );
  const sh = (script: string, cwd = clone) =>
    new Promise<{ ok: boolean; words: string }>(done => {
      const env = {
        PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
        HOME: join(root, 'home'),
        ROOT: root,
      };
      execFile('sh', ['-c', script], { cwd, env }, (error, out, err) =>
        done({ ok: !error, words: out + err }),
      );
    });
  const must = async (script: string, cwd = clone) => {
    const { ok, words } = await sh(script, cwd);
    if (!ok) throw new Error(`${script}\n${words}`);
  };
  const heads = async (name: string) =>
    (await plain(join(root, 'host', `${name}.git`), ['for-each-ref', '--format=%(refname:short)'])).split(
      '\n',
    );
  const leaked = async () =>
    (await Promise.all([of.upstream, 'robin/spoon'].map(heads))).flat().filter(name => name !== 'main');

  it('pushes to the fork by each form of its address, and fetches public main', async () => {
    for (const address of [
      'origin',
      `git@github.com:${of.fork}.git`,
      `git@github.com:${of.fork}`,
      `ssh://git@github.com/${of.fork}.git`,
      `https://github.com/${of.fork}.git`,
    ]) {
      await must(`git push -q '${address}' HEAD && git push -q '${address}' :advisory-fix-7`);
    }
    await must('git push && git fetch -q upstream && git log -1 upstream/main');
    assert.deepEqual(await heads(of.fork), ['advisory-fix-7', 'main']);
    assert.deepEqual(await leaked(), []);
  });

  for (const [name, config] of Object.entries({
    nothing: '',
    'pushInsteadOf from https to ssh': '[url "git@github.com:"]\n\tpushInsteadOf = https://github.com/',
    'insteadOf from https to ssh':
      '[url "git@github.com:"]\n\tinsteadOf = https://github.com/\n\tinsteadOf = gh:',
    'ssh written twice':
      '[url "git@github.com:"]\n\tinsteadOf = ssh://git@github.com/\n\tpushInsteadOf = git@github.com:',
    'every protocol': '[protocol]\n\tallow = always\n[protocol "https"]\n\tallow = always',
  })) {
    it(`nothing leaves, with --no-verify, under a configuration with ${name}`, async () => {
      await configure(config);
      const words: string[] = [];
      for (const address of [
        pub,
        mine,
        mine.replace('.git', ''),
        'git@github.com:Robin/spoon.git',
        'ssh://git@github.com/robin/spoon.git',
        'https://github.com/robin/spoon.git',
        'https://github.com/snake-org/spoon.git',
        'gh:robin/spoon',
        'github.com:robin/spoon.git',
        'git@ssh.github.com:robin/spoon.git',
        '../host/robin/spoon.git',
        'upstream',
      ]) {
        const said = await sh(
          `git push --no-verify '${address}' HEAD; git remote set-url --push upstream '${address}'; git push --no-verify upstream HEAD`,
        );
        assert.equal(said.ok, false, address);
        await must('git remote set-url --delete --push upstream ".*"');
        words.push(said.words);
      }
      assert.deepEqual(await leaked(), [], words.join('\n'));
      await must('git push -q && git fetch -q upstream');
      assert.deepEqual(await heads(of.fork), ['advisory-fix-7', 'main']);
      assert.equal((await checkGuard(new Git(), clone, of)).remotes.length, 2);
    });
  }

  it('leaks by plumbing, which knows neither rules nor hooks: ssh itself is allowed', async () => {
    await must(`git send-pack '${mine}' HEAD:refs/heads/leaked`);
    assert.deepEqual(await leaked(), ['leaked']);
    assert.match(await readFile(join(root, 'asked'), 'utf8'), /git-receive-pack 'robin\/spoon\.git'/);
  });
});
