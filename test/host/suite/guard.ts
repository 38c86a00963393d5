import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commands, ConfigurationTarget, extensions, Uri, workspace } from 'vscode';
import { Git, setGuard } from '../../../src/git/index.ts';
import { ask, knob, sandbox } from './sandbox.ts';

/** What is used here of VS Code's own git (extensions/git/src/api/git.d.ts). */
interface Repository {
  readonly rootUri: Uri;
  status(): Promise<void>;
  addRemote(name: string, url: string): Promise<void>;
  removeRemote(name: string): Promise<void>;
  renameRemote(name: string, to: string): Promise<void>;
  fetch(remote?: string, ref?: string): Promise<void>;
  push(remote?: string, branch?: string, setUpstream?: boolean): Promise<void>;
}
interface GitApi {
  openRepository(root: Uri): Promise<Repository | null>;
}

const run = promisify(execFile);
const id = 'GHSA-hj5m-pq6r-vw7x';
const branch = 'advisory-fix-7';
const pub = `${sandbox.git}/python/cpython.git`;
const own = `${sandbox.git}/octo-coordinator/cpython.git`;

/** Ways of VS Code's own git. Each is tried from a guarded clone and from one without a guard. */
const ways: Readonly<Record<string, (repository: Repository, git: Run) => Promise<unknown>>> = {
  'Push to the public remote': repository => repository.push('upstream', branch),
  'Push, for a branch that follows public main': async (repository, git) => {
    await git('branch', '-q', '--set-upstream-to=upstream/main', branch);
    await git('config', 'push.default', 'upstream');
    await git('config', 'remote.pushDefault', 'upstream');
    await repository.status();
    await commands.executeCommand('git.push', repository.rootUri);
  },
  'Sync, for a branch that follows public main': async (repository, git) => {
    await git('branch', '-q', '--set-upstream-to=upstream/main', branch);
    await repository.status();
    await commands.executeCommand('git.sync', repository.rootUri);
  },
  'Publish Branch, where the public repository is the only remote': async (repository, git) => {
    await git('remote', 'remove', 'origin');
    await repository.status();
    await commands.executeCommand('git.publish', repository.rootUri);
  },
  // What the built-in GitHub extension does when its offer to create a fork is taken (pushErrorHandler.ts).
  'the offer to create a fork and push there': async repository => {
    await repository.removeRemote('upstream');
    await repository.renameRemote('origin', 'upstream');
    await repository.addRemote('origin', own);
    await repository.fetch('origin').catch(() => undefined);
    await repository.push('origin', branch, true);
  },
};

type Run = (...args: string[]) => Promise<string>;

const locked = /could not lock config file/;

/** VS Code's git may be writing the same configuration at this moment. */
async function unlocked<T>(work: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries === 0 || !locked.test(String(error))) throw error;
    return unlocked(work, tries - 1);
  }
}

export function guard(): void {
  describe("the guard, in VS Code's own git", () => {
    let root: string;
    let fork: string;
    let api: GitApi;
    let begun: string;
    let main: string;
    let number = 0;

    before(async () => {
      await knob('reset');
      await knob('role', { login: 'octo-coordinator', repo: 'python/cpython', role: 'write' });
      const advisory = (await ask(`/repos/python/cpython/security-advisories/${id}`)) as {
        private_fork: { full_name: string };
      };
      fork = advisory.private_fork.full_name;
      root = await mkdtemp(join(tmpdir(), 'ghsa-host-guard-'));
      await gitSettings({ confirmSync: false, openRepositoryInParentFolders: 'always' });
      const found = extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
      api = (await found!.activate()).getAPI(1);
      const helper = `!f() { echo username=x; echo password=${sandbox.tokens['coordinator']}; }; f`;
      const plain = join(root, 'plain');
      await run('git', [
        '-c',
        `credential.helper=${helper}`,
        'clone',
        '-q',
        `${sandbox.git}/${fork}.git`,
        plain,
      ]);
      for (const [key, value] of [
        ['credential.helper', helper],
        ['user.name', 'Robin Roe'],
        ['user.email', 'robin@roe.example'],
      ])
        await run('git', ['-C', plain, 'config', key!, value!]);
      await run('git', ['-C', plain, 'remote', 'add', 'upstream', pub]);
      await run('git', ['-C', plain, 'fetch', '-q', 'upstream']);
      await run('git', ['-C', plain, 'switch', '-q', '-c', branch, 'upstream/main', '--no-track']);
      await run('git', ['-C', plain, 'commit', '-q', '--allow-empty', '-m', 'secret']);
      await cp(plain, join(root, 'guarded'), { recursive: true });
      await setGuard(new Git(), join(root, 'guarded'), {
        fork,
        upstream: 'python/cpython',
        gitUrl: sandbox.git,
        protocol: 'https',
      });
      begun = await outside();
      main = /(\w+)\trefs\/heads\/main/.exec(begun)![1]!;
    });
    after(async () => {
      await knob('reset');
      await gitSettings({ confirmSync: undefined, openRepositoryInParentFolders: undefined });
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    });

    /** The older VS Code opens a repository outside of the workspace only where its setting for parent folders says so. */
    const gitSettings = async (values: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(values))
        await workspace.getConfiguration('git').update(name, value, ConfigurationTarget.Global);
    };

    const outside = async () =>
      (await Promise.all([pub, own].map(url => run('git', ['ls-remote', url]))))
        .map(({ stdout }) => stdout)
        .join();

    /** Opens a copy of its own; gives VS Code's repository of it. */
    const open = async (name: string) => {
      const path = join(root, `${name}-${++number}`);
      await cp(join(root, name), path, { recursive: true });
      if (name === 'guarded')
        await setGuard(new Git(), path, {
          fork,
          upstream: 'python/cpython',
          gitUrl: sandbox.git,
          protocol: 'https',
        });
      const repository = await api.openRepository(Uri.file(path));
      assert.ok(repository);
      await repository.status();
      const git: Run = (...args) => unlocked(async () => (await run('git', ['-C', path, ...args])).stdout);
      return { repository, git };
    };

    /** What a way says. VS Code's git may be writing the configuration in the middle of it: then in a copy of its own again. */
    const tried = async (
      kind: 'guarded' | 'plain',
      way: (typeof ways)[string],
      before: (git: Run) => Promise<unknown> = async () => undefined,
    ): Promise<string> => {
      for (let tries = 5; ; tries--) {
        const { repository, git } = await open(kind);
        await before(git);
        const said = await way(repository, git).then(
          () => '',
          (error: { stderr?: string; message?: string }) => `${error.stderr ?? ''} ${error.message ?? ''}`,
        );
        if (tries === 0 || !locked.test(said)) return said;
      }
    };

    for (const [name, way] of Object.entries(ways)) {
      it(`nothing leaves by ${name}`, async () => {
        const said = await tried('guarded', way);
        assert.equal(await outside(), begun, said);
        // A command shows its error itself, and ends well.
        if (said !== '') assert.match(said, /this clone is under embargo\. Push to \S+ refused/);
      });
    }

    it('Push, Publish Branch and Sync reach the private fork', async () => {
      const { repository, git } = await open('guarded');
      await repository.push('origin', branch, true);
      await git('commit', '-q', '--allow-empty', '-m', 'more');
      await repository.status();
      await commands.executeCommand('git.sync', repository.rootUri);
      const there = await git('ls-remote', 'origin', `refs/heads/${branch}`);
      assert.equal(there.split('\t')[0], (await git('rev-parse', 'HEAD')).trim());
      assert.equal(await outside(), begun);
    });

    for (const [name, way] of Object.entries(ways)) {
      it(`without a guard it would: ${name}`, async () => {
        const before = await outside();
        // Another commit each time, so that each push has something to bring.
        const said = await tried('plain', way, git => git('commit', '-q', '--allow-empty', '-m', name));
        assert.notEqual(await outside(), before, said);
        const { git } = await open('plain');
        for (const url of [pub, own])
          await git('push', '-q', url, `:refs/heads/${branch}`).catch(() => undefined);
        await git('push', '-q', '--force', pub, `${main}:refs/heads/main`);
      });
    }
  });
}
