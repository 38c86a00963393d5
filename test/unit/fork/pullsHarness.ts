import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cloneFork, Git, openAskpass, type AskpassChannel } from '../../../src/git/index.ts';
import { connect } from '../../../src/github/index.ts';
import type { ForkTools, PrivateClone } from '../../../src/jobs/fork/types.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';

const run = promisify(execFile);

/** Draft with a fork and a pull request of oregano-core's that two people approve. */
export const spam = 'GHSA-7q4m-xv2c-93rp';

/** A coordinator with a private clone: `origin` is the fork, `upstream` the public repository. */
export class PullDesk {
  #sandbox!: Sandbox;
  #root!: string;
  #askpass: AskpassChannel[] = [];

  /** Call within a `describe`. */
  static open(): PullDesk {
    const desk = new PullDesk();
    before(async () => void (desk.#sandbox = await startSandbox()));
    beforeEach(async () => {
      await desk.sandbox.reset();
      desk.sandbox.knobs({ forkReviews: true });
      desk.sandbox.recorder.clear();
      desk.#root = await mkdtemp(join(tmpdir(), 'ghsa-pulls-'));
    });
    afterEach(async () => {
      await Promise.all(desk.#askpass.splice(0).map(channel => channel.dispose()));
      await rm(desk.#root, { recursive: true, force: true, maxRetries: 3 });
      assertDescribed(desk.sandbox);
    });
    after(() => desk.sandbox.stop());
    return desk;
  }

  get sandbox(): Sandbox {
    return this.#sandbox;
  }

  get root(): string {
    return this.#root;
  }

  async tools(who = 'coordinator'): Promise<ForkTools> {
    const { api, git, tokens } = this.sandbox;
    const token = async () => tokens[who]!;
    const channel = await openAskpass({
      origin: git,
      token,
      program: fileURLToPath(new URL('../../../src/git/credentials/askpassMain.ts', import.meta.url)),
    });
    this.#askpass.push(channel);
    return {
      github: connect({ apiUrl: api, token, throttle: false }),
      git: new Git({ credentials: channel.environment, ownCredentials: true }),
      gitUrl: git,
      protocol: 'https',
      now: () => new Date('2026-11-20T13:50:20Z'),
    };
  }

  /** The name of an advisory's private fork. */
  forkOf(ghsaId = spam): string {
    return this.sandbox.store.advisory(ghsaId)!.fork!;
  }

  /** The folder of a repository of the sandbox. */
  at(fullName: string): string {
    return this.sandbox.dir(fullName);
  }

  /** Where a ref of a repository of the sandbox stands; empty: nowhere. */
  async tip(fullName: string, ref: string): Promise<string> {
    return (await this.git(this.at(fullName), 'for-each-ref', '--format=%(objectname)', ref)).trim();
  }

  /** Every ref of a repository of the sandbox. */
  refs(fullName: string): Promise<string> {
    return this.git(this.at(fullName), 'for-each-ref');
  }

  /** git as in a terminal, with nothing of the machine. */
  async git(cwd: string, ...args: string[]): Promise<string> {
    const { stdout } = await run('git', args, {
      cwd,
      env: {
        PATH: process.env['PATH'],
        HOME: this.root,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Octo Coordinator',
        GIT_AUTHOR_EMAIL: '4101+octo-coordinator@users.noreply.github.com',
        GIT_COMMITTER_NAME: 'Octo Coordinator',
        GIT_COMMITTER_EMAIL: '4101+octo-coordinator@users.noreply.github.com',
      },
    });
    return stdout.trimEnd();
  }

  /** A private clone on the next free branch, guarded as every one is. */
  async clone(tools: ForkTools, ghsaId = spam): Promise<PrivateClone> {
    const fork = this.forkOf(ghsaId);
    const path = join(this.root, 'clones', fork.split('/')[1]!);
    await cloneFork(tools.git, {
      ...{ fork, upstream: 'python/cpython', defaultBranch: 'main', gitUrl: tools.gitUrl },
      ...{ protocol: 'https', target: path, method: 'full', publicClone: null },
    });
    return {
      path,
      workspaceFile: `${path}.code-workspace`,
      repo: { owner: 'python', name: 'cpython' },
      ghsaId,
      fork,
      upstream: 'python/cpython',
      defaultBranch: 'main',
      apiUrl: this.sandbox.api,
      gitUrl: tools.gitUrl,
      protocol: 'https',
      worktrees: [],
    };
  }

  /** Commits one line more. */
  async commit(
    { path }: Pick<PrivateClone, 'path'>,
    message: string,
    file = 'Lib/spam/depth.py',
  ): Promise<string> {
    await appendFile(join(path, file), `# ${message}\n`);
    await this.git(path, 'add', '-A');
    await this.git(path, 'commit', '-q', '-m', message);
    return this.git(path, 'rev-parse', 'HEAD');
  }

  /** A change that is in no commit. */
  write({ path }: Pick<PrivateClone, 'path'>, file: string, text: string): Promise<void> {
    return writeFile(join(path, file), text);
  }

  /** What was written on GitHub: `POST /repos/…` */
  writes(): string[] {
    return this.sandbox.recorder.writes().map(({ method, path }) => `${method} ${path}`);
  }
}
