import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { git as gitIn } from '../../../src/sandbox/gitdir.ts';
import { assertExact } from './exact.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const run = promisify(execFile);
const id = 'GHSA-hj5m-pq6r-vw7x';

describe('the port over ssh', () => {
  let at: Desk;
  let bin: string;
  const saved = { ...process.env };
  beforeEach(async () => {
    at = await desk();
    bin = join(at.root, 'bin');
    await mkdir(bin);
    for (const name of ['GIT_SSH', 'GIT_SSH_COMMAND']) delete process.env[name];
  });
  afterEach(async () => {
    for (const name of ['GIT_SSH', 'GIT_SSH_COMMAND', 'PATH', 'HOME', 'XDG_CONFIG_HOME']) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
    await at.close();
  });

  const git = (...args: string[]) => run('git', args, { cwd: at.clone });
  const asked = () => readFile(join(at.root, 'asked'), 'utf8').catch(() => '');
  const program = async (name: string, lines: readonly string[]) => {
    await writeFile(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    await chmod(join(bin, name), 0o755);
    return join(bin, name);
  };

  /** An ssh that goes straight to the sandbox's repositories: `ssh [options] host "git-upload-pack '/owner/name.git'"`. */
  const straight = (name: string) => {
    const to = (fullName: string) => `${at.sandbox.dir(fullName)}`;
    return program(name, [
      // git asks an unknown program with -G whether it is OpenSSH.
      'case " $* " in *" -G "*) exit 0;; esac',
      'for last; do :; done',
      `echo "$last" >> '${at.root}/asked'`,
      'service=${last%% *}',
      'case "$last" in',
      `*python/cpython.git*) dir='${to('python/cpython')}' ;;`,
      `*octo-coordinator/cpython.git*) dir='${to('octo-coordinator/cpython')}' ;;`,
      '*) echo "ERROR: Repository not found." >&2; exit 1 ;;',
      'esac',
      'exec git "${service#git-}" "$dir"',
    ]);
  };

  const forms = {
    'ssh://': (name: string) => `ssh://git@127.0.0.1/${name}.git`,
    'ssh:// with a port': (name: string) => `ssh://git@127.0.0.1:2222/${name}.git`,
    scp: (name: string) => `git@127.0.0.1:${name}.git`,
  };

  const useRemotes = async (form: (name: string) => string) => {
    await git('remote', 'set-url', 'upstream', form('python/cpython'));
    await git('remote', 'set-url', 'origin', form('octo-coordinator/cpython'));
  };

  const assertOverSsh = async (form: (name: string) => string) => {
    const { prepared, draft } = await prepare(at, id);
    assert.equal(prepared.upstream.url, form('python/cpython'));
    assert.equal(prepared.fork.url, form('octo-coordinator/cpython'));
    assert.equal(prepared.mayPush, true);
    // The sandbox hears of no push over ssh, so the pull request needs the branch to be found in the fork itself.
    const outcome = await publish(at, prepared, draft);
    await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
    const branch = draft.texts['commit.branch'].replace('{issue}', String(outcome.links!.issue));
    const fork = at.sandbox.dir('octo-coordinator/cpython');
    assert.equal(await gitIn(fork, ['rev-parse', `refs/heads/${branch}`]), outcome.links!.commit);
    assert.deepEqual(at.sandbox.recorder.pushes, []);
    const words = (await asked()).trim().split('\n');
    const calls = new Set(words.map(line => line.replaceAll(/['/]+(?=python|octo)|'/g, '')));
    assert.deepEqual([...calls].sort(), [
      'git-receive-pack octo-coordinator/cpython.git',
      'git-upload-pack octo-coordinator/cpython.git',
      'git-upload-pack python/cpython.git',
    ]);
  };

  for (const [name, form] of Object.entries(forms)) {
    it(`fetches public main and pushes by the user's own GIT_SSH_COMMAND (${name})`, async () => {
      process.env['GIT_SSH_COMMAND'] = `'${await straight('own-ssh')}' -i "key of mine"`;
      await useRemotes(form);
      await assertOverSsh(form);
    });
  }

  it("fetches and pushes by the user's own core.sshCommand", async () => {
    const home = join(at.root, 'home');
    await mkdir(home);
    await writeFile(join(home, '.gitconfig'), `[core]\n\tsshCommand = ${await straight('own-ssh')}\n`);
    process.env['HOME'] = home;
    delete process.env['XDG_CONFIG_HOME'];
    await useRemotes(forms.scp);
    await assertOverSsh(forms.scp);
  });

  it('lets a named remote use a host alias of the user’s ssh configuration', async () => {
    process.env['GIT_SSH_COMMAND'] = await straight('own-ssh');
    await git('remote', 'set-url', 'origin', 'git@github-work:octo-coordinator/cpython.git');
    const unnamed = await prepare(at, id);
    assert.equal(unnamed.prepared.fork.url, `${at.sandbox.git}/octo-coordinator/cpython.git`);
    const over = { forkRemote: 'origin' };
    const { prepared, draft } = await prepare(at, id, over);
    assert.equal(prepared.fork.url, 'git@github-work:octo-coordinator/cpython.git');
    await assertExact(at, id, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`);
    assert.match(await asked(), /^git-receive-pack 'octo-coordinator\/cpython\.git'$/m);
  });

  /**
   * What OpenSSH does with a question: it asks SSH_ASKPASS when that is forced, else whoever sits at the terminal,
   * and waits. This one notes that it would have waited.
   */
  const asking = (failure: string) =>
    program('ssh', [
      'case " $* " in *" -G "*) exit 0;; esac',
      `if [ "$SSH_ASKPASS_REQUIRE" != force ]; then echo waits >> '${at.root}/asked'`,
      `elif answer=$("$SSH_ASKPASS" "Are you sure you want to continue connecting (yes/no)?"); then`,
      `  echo "answered $answer" >> '${at.root}/asked'`,
      `else echo refused >> '${at.root}/asked'; fi`,
      `echo '${failure}' >&2`,
      'exit 255',
    ]);

  const failures = {
    'Host key verification failed.': ['signed-out', /^ssh could not sign in to GitHub\./],
    'git@127.0.0.1: Permission denied (publickey).': ['signed-out', /^ssh could not sign in to GitHub\./],
    'ssh: Could not resolve hostname 127.0.0.1: Name or service not known': ['offline', /cannot reach/],
    'ERROR: Repository not found.': ['not-found', /does not show this repository/],
  } as const;

  for (const [words, [kind, message]] of Object.entries(failures)) {
    it(`never waits for a question, and says what "${words}" means`, async () => {
      await asking(words);
      process.env['PATH'] = `${bin}:${process.env['PATH']}`;
      await useRemotes(forms.scp);
      await assert.rejects(prepare(at, id), { name: 'GitError', kind, message });
      assert.equal(new Set((await asked()).trim().split('\n')).size, 1);
      assert.match(await asked(), /^refused\n/);
      assert.deepEqual(at.sandbox.recorder.writes(), []);
    });
  }

  it('says before the line that the fork may not be pushed to', async () => {
    const straightly = await straight('own-ssh');
    process.env['GIT_SSH_COMMAND'] = await program('refusing', [
      `case "$*" in *git-receive-pack*) echo 'ERROR: Permission to octo-coordinator/cpython.git denied to dill-outsider.' >&2; exit 1;; esac`,
      `exec '${straightly}' "$@"`,
    ]);
    await useRemotes(forms.scp);
    const { prepared, draft } = await prepare(at, id);
    assert.equal(prepared.mayPush, false);
    await assert.rejects(publish(at, prepared, draft), /You may not push to octo-coordinator\/cpython\./);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
  });
});
