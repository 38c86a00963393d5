import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGuard, Git, setGuard, type GuardOf, type GuardReport } from '../../../src/git/index.ts';
import { git as plain, makeBare } from '../../../src/sandbox/gitdir.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';

/** What a shell answered. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * A coordinator's machine with a guarded clone, an unguarded one beside it, and the places that must not receive a
 * push: the public repository, the coordinator's own public fork, and a bare repository on this machine. git is run by
 * a shell, as in a terminal: the git of the machine with a home of the test's, none of our own pins.
 */
export class GuardDesk {
  readonly sandbox: Sandbox;
  readonly root: string;
  readonly of: GuardOf;
  readonly home: string;
  readonly #env = { ...process.env };
  readonly #begun = new Map<string, string>();

  private constructor(sandbox: Sandbox, root: string, of: GuardOf) {
    this.sandbox = sandbox;
    this.root = root;
    this.of = of;
    this.home = join(root, 'home');
  }

  /** Spaces, a quote and letters beyond ASCII are in every path. */
  static async open(): Promise<GuardDesk> {
    const sandbox = await startSandbox();
    // Without a guard these pushes succeed: the coordinator may write to both.
    sandbox.role('octo-coordinator', 'python/cpython', 'write');
    const root = await mkdtemp(join(tmpdir(), "ghsa guard é'-"));
    const { fork } = sandbox.store.advisory('GHSA-hj5m-pq6r-vw7x')!;
    const of: GuardOf = {
      fork: fork!,
      upstream: 'python/cpython',
      gitUrl: sandbox.git,
      protocol: 'https',
    };
    const desk = new GuardDesk(sandbox, root, of);
    await desk.#furnish();
    return desk;
  }

  get clone(): string {
    return join(this.root, 'guarded');
  }

  /** The words of the tests' shell scripts. */
  get names(): Readonly<Record<string, string>> {
    const { sandbox, root, of } = this;
    return {
      PUB: `${sandbox.git}/python/cpython.git`,
      MINE: `${sandbox.git}/octo-coordinator/cpython.git`,
      FORK: `${sandbox.git}/${of.fork}.git`,
      FORK_NAME: of.fork,
      HOST: new URL(sandbox.git).host,
      BASE: sandbox.git,
      LOCAL: join(root, 'local.git'),
      CLONE: this.clone,
      WORKTREE: join(root, 'worktree'),
      PUBLIC_CLONE: join(root, 'public'),
      ROOT: root,
    };
  }

  async #furnish(): Promise<void> {
    const { root, home, of, sandbox } = this;
    await mkdir(home);
    await this.configure('');
    process.env['HOME'] = home;
    delete process.env['XDG_CONFIG_HOME'];
    await makeBare(join(root, 'local.git'), null);
    await this.must('git clone -q "$FORK" plain && git clone -q "$PUB" public', root);
    await this.must('git remote add upstream "$PUB"; git switch -q -c advisory-fix-7', join(root, 'plain'));
    await this.must('git init -q -b main guarded', root);
    await this.guard();
    await this.must(
      'git fetch -q origin && git switch -q --no-track -c advisory-fix-7 origin/main',
      this.clone,
    );
    for (const each of [this.clone, join(root, 'plain')])
      await this.must(
        'echo secret >fix.txt && mkdir -p sub && git add fix.txt && git commit -q -m fix',
        each,
      );
    // Few files: they are copied for each test.
    for (const each of ['guarded', 'plain', 'public'])
      await this.must(
        'git repack -adq && git pack-refs --all && rm -f .git/hooks/*.sample',
        join(root, each),
      );
    for (const each of ['guarded', 'plain', 'public'])
      await cp(join(root, each), join(root, 'kept', each), keep);
    for (const dir of this.outside) this.#begun.set(dir, await refs(dir));
    this.#begun.set(this.forkDir, await refs(sandbox.dir(of.fork)));
  }

  guard(): Promise<readonly string[]> {
    return setGuard(new Git(), this.clone, this.of);
  }

  check(): Promise<GuardReport> {
    return checkGuard(new Git(), this.clone, this.of);
  }

  /** Repositories that must not change. */
  get outside(): string[] {
    const { sandbox, root } = this;
    return [sandbox.dir('python/cpython'), sandbox.dir('octo-coordinator/cpython'), join(root, 'local.git')];
  }

  get forkDir(): string {
    return this.sandbox.dir(this.of.fork);
  }

  /** The user's own configuration: who they are, how they sign in, and `more`. */
  async configure(more: string): Promise<void> {
    const token = this.sandbox.tokens['coordinator'];
    await writeFile(
      join(this.home, '.gitconfig'),
      `[user]\n\tname = Robin Roe\n\temail = robin@roe.example\n[credential]\n\thelper = "!f() { echo username=x; echo password=${token}; }; f"\n${more}\n`,
    );
  }

  /** Runs a script as a person would type it. */
  sh(script: string, cwd: string = this.clone): Promise<Said> {
    const env = { PATH: process.env['PATH'], HOME: this.home, GIT_TERMINAL_PROMPT: '0', ...this.names };
    return new Promise(done => {
      const child = execFile('sh', ['-c', script], { cwd, env, timeout: 60_000 }, (_, out, err) =>
        done({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  async must(script: string, cwd?: string): Promise<string> {
    const said = await this.sh(script, cwd);
    if (said.code !== 0) throw new Error(`${script}: ${said.code}\n${said.out}${said.err}`);
    return said.out;
  }

  /** Which of the repositories outside have other refs than in the beginning. */
  async leaked(): Promise<string[]> {
    const now = await Promise.all(this.outside.map(async dir => [dir, await refs(dir)] as const));
    return now.flatMap(([dir, is]) => (is === this.#begun.get(dir) ? [] : [`${dir}\n${is}`]));
  }

  async forkChanged(): Promise<boolean> {
    return (await refs(this.forkDir)) !== this.#begun.get(this.forkDir);
  }

  /** Everything as it was in the beginning. */
  async restore(): Promise<void> {
    await this.configure('');
    for (const each of ['guarded', 'plain', 'public', 'worktree']) {
      const to = join(this.root, each);
      await rm(to, { recursive: true, force: true });
      if (['guarded', 'plain', 'public'].includes(each)) await cp(join(this.root, 'kept', each), to, keep);
    }
    for (const [dir, begun] of this.#begun) {
      if ((await refs(dir)) === begun) continue;
      const lines = (text: string) => text.split('\n').filter(Boolean);
      const wanted = new Set(lines(begun).map(line => line.split(' ')[1]!));
      for (const line of lines(await refs(dir)))
        if (!wanted.has(line.split(' ')[1]!)) await plain(dir, ['update-ref', '-d', line.split(' ')[1]!]);
      for (const line of lines(begun)) {
        const [id = '', name = ''] = line.split(' ');
        await plain(dir, ['update-ref', name, id]);
      }
    }
  }

  async close(): Promise<void> {
    for (const name of ['HOME', 'XDG_CONFIG_HOME']) {
      if (this.#env[name] === undefined) delete process.env[name];
      else process.env[name] = this.#env[name];
    }
    await this.sandbox.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), 'utf8').catch(() => '');
  }
}

const keep = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true } as const;

const refs = (dir: string) => plain(dir, ['for-each-ref', '--format=%(objectname) %(refname)']);
