import { simpleGit } from 'simple-git';
import { allowedKeys, childEnvironment } from './environment.ts';
import { explain, GitError } from './errors.ts';
import { pinned } from './pins.ts';
import { goingOut, tellOf, type GitSent, type OnGitSent } from './sent.ts';

/** One call of git. `cwd` is where it runs, `args` start with the sub-command. */
export interface GitCall {
  readonly cwd: string;
  readonly args: readonly string[];
  /** Written to git's standard input: texts go this way, so that they are in no argv and no file. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** `key=value` for this call, after our pins. */
  readonly config?: readonly string[];
  /** Exit codes that are answers rather than failures. Default: 0. */
  readonly ok?: readonly number[];
  readonly signal?: AbortSignal | undefined;
  /** Told what git writes to its standard error, as it comes: progress (`--progress`). */
  readonly onWords?: ((words: string) => void) | undefined;
  /** When cancelled, wait until git has ended: for whoever removes the folder that it writes to. */
  readonly patient?: boolean;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly out: string;
}

export interface GitOptions {
  /** Path of git; `git` of the PATH by default. */
  readonly binary?: string;
  /** Environment that lets git ask for credentials (`credentials/`). */
  readonly credentials?: Readonly<Record<string, string>>;
  /** With our own credentials nothing may store them: an empty helper list (design 3). */
  readonly ownCredentials?: boolean;
  readonly log?: (line: string) => void;
  /** The most bytes of one call's answer and words: more would be kept in our memory. Default: 256 MB. */
  readonly largest?: number;
  /** Told of every call that goes to another machine. */
  readonly onSent?: OnGitSent;
}

/** The switches of simple-git's guard that we turn off, each with its reason. */
const unsafe = {
  // Our own pin: hooks are switched OFF with core.hooksPath=/dev/null.
  allowUnsafeHooksPath: true,
  // Our own pin: core.fsmonitor=false.
  allowUnsafeFsMonitor: true,
  // An empty credential.helper, so that git stores no token in the user's helper.
  allowUnsafeCredentialHelper: true,
  // GIT_ASKPASS is our credential channel.
  allowUnsafeAskPass: true,
  // The user's own GIT_SSH_COMMAND: how they reach GitHub by ssh.
  allowUnsafeSshCommand: true,
  // The path of git comes from vscode.git or the machine-scoped `git.path`, never from a workspace.
  allowUnsafeCustomBinary: true,
  // The guard's own file in a private clone (`guard/`).
  allowUnsafeInclude: true,
  // An empty init.templateDir: nothing of the user's template (hooks) comes into a private clone.
  allowUnsafeTemplateDir: true,
  // An empty filter.lfs: a checkout of ours downloads nothing.
  allowUnsafeFilter: true,
};

/** How long a patient caller waits for a killed git to end (milliseconds). */
const longestEnd = 5_000;

/**
 * A child that was killed may have children of its own (`git-remote-https`) that keep its pipes open: nobody waits for
 * them, but who must know that nothing is written any more, and not for ever.
 */
async function orAborted<T>(work: Promise<T>, { signal, patient }: GitCall): Promise<T> {
  if (!signal) return work;
  let stop = () => {};
  const aborted = new Promise<never>((_, failed) => {
    stop = () => failed(new GitError('cancelled', 'Cancelled.'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    if (patient) await Promise.race([ended, new Promise(done => setTimeout(done, longestEnd).unref())]);
  }
}

/** The one place that starts git. */
export class Git {
  readonly #options: GitOptions;

  constructor(options: GitOptions = {}) {
    this.#options = options;
  }

  /** Does it ask for credentials by a channel of ours, with the API's own token? */
  get ownCredentials(): boolean {
    return this.#options.ownCredentials ?? false;
  }

  /** Tells of what goes to another machine beside git; what it gives back is told the exit code. */
  tell(sent: GitSent): (exitCode: number | null) => void {
    const { onSent } = this.#options;
    return onSent ? tellOf(onSent, sent) : () => undefined;
  }

  /**
   * Runs git and gives its standard output as text. File contents must not go this way (they would be decoded as
   * UTF-8): use `--output`, blob ids or a pipe.
   * @throws GitError with one sentence when the exit code is not among `ok`.
   */
  async run(call: GitCall, onBytes?: (part: Buffer) => void): Promise<GitAnswer> {
    const verb = call.args[0] ?? '';
    call.signal?.throwIfAborted();
    const ended = this.#options.onSent && (await goingOut(this, call, this.#options.onSent));
    if (call.signal?.aborted) throw new GitError('cancelled', 'Cancelled.');
    let exitCode = 0;
    let refused: unknown;
    let stderr = '';
    const largest = this.#options.largest ?? 256 * 2 ** 20;
    const tooMuch = new AbortController();
    const signal = call.signal ? AbortSignal.any([call.signal, tooMuch.signal]) : tooMuch.signal;
    const git = simpleGit({
      baseDir: call.cwd,
      binary: this.#options.binary ?? 'git',
      config: [
        ...pinned,
        // The name is known: git asks our channel for the token only, which spares a process.
        ...(this.#options.ownCredentials ? ['credential.helper=', 'credential.username=x-access-token'] : []),
        ...(call.config ?? []),
      ],
      unsafe,
      allowEnvironment: allowedKeys,
      trimmed: false,
      completion: { onClose: true, onExit: false },
      abort: signal,
      // Also where there is none: who waits for more at its input would wait for ever.
      input: () => Buffer.from(call.input ?? ''),
      errors: (_, result) => {
        exitCode = result.exitCode;
        stderr = Buffer.concat(result.stdErr).toString('utf8');
        return undefined;
      },
    }).env(childEnvironment({ ...this.#options.credentials, ...call.env }));
    const { onWords } = call;
    let printed = 0;
    git.outputHandler((_command, stdout, stderr) => {
      const count = (part: Buffer) => void ((printed += part.length) > largest && tooMuch.abort());
      stdout.on('data', count);
      stderr.on('data', count);
      if (onBytes) stdout.on('data', onBytes);
      if (onWords) stderr.on('data', (part: Buffer) => onWords(part.toString('utf8')));
      // simple-git waits 50 ms for output of a command that ended in silence; with `onClose` none can come any more.
      stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
    });
    let out = '';
    try {
      out = await orAborted(git.raw([...call.args]), { ...call, signal });
    } catch (error) {
      if (call.signal?.aborted) {
        ended?.(null);
        throw new GitError('cancelled', 'Cancelled.');
      }
      if (tooMuch.signal.aborted) {
        ended?.(null);
        const megabytes = Math.round(largest / 2 ** 20);
        throw new GitError(
          'failed',
          `git ${verb} answered with more than ${megabytes} MB, so it was ended. Nothing of it was used.`,
        );
      }
      refused = error;
    }
    ended?.(refused || exitCode < 0 ? null : exitCode);
    if (call.signal?.aborted) throw new GitError('cancelled', 'Cancelled.');
    // simple-git reports a child that could not start as a negative code and the error's stack as its words.
    if (exitCode < 0 && /ENOENT|EACCES/.test(stderr)) {
      throw new GitError('missing', 'git was not found. Install git 2.38 or newer, or set git.path.');
    }
    this.#options.log?.(`git ${verb} -> ${exitCode}`);
    if (refused)
      throw new GitError('failed', `git ${verb} could not be run. The log has the reason.`, String(refused));
    if (!(call.ok ?? [0]).includes(exitCode)) throw explain(verb, stderr, exitCode);
    return { exitCode, out };
  }

  /** Standard output as it is: taken from the pipe before simple-git decodes it. */
  async bytes(
    cwd: string,
    args: readonly string[],
    more: Pick<GitCall, 'ok' | 'signal' | 'input' | 'patient' | 'env'> = {},
  ): Promise<Uint8Array> {
    const parts: Buffer[] = [];
    await this.run({ cwd, args, ...more }, part => parts.push(part));
    return Buffer.concat(parts);
  }

  /** Standard output with the final newline removed. */
  async line(cwd: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
    return (await this.run({ cwd, args, signal })).out.trimEnd();
  }
}
