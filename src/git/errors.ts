/**
 * A git command that did not do what it was asked to. `message` is one sentence for a person; `detail` is git's
 * own words for the log (redacted there).
 */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly kind: GitErrorKind;
  readonly detail: string;
  readonly exitCode: number;

  constructor(kind: GitErrorKind, message: string, detail = '', exitCode = -1) {
    super(message);
    this.kind = kind;
    this.detail = detail;
    this.exitCode = exitCode;
  }
}

export type GitErrorKind =
  | 'missing'
  | 'too-old'
  | 'signed-out'
  | 'refused'
  | 'elsewhere'
  | 'private-email'
  | 'workflow'
  | 'signing'
  | 'offline'
  | 'not-found'
  | 'disk-full'
  | 'exists'
  | 'occupied'
  | 'changes'
  | 'failed'
  | 'cancelled';

/** git's own words (LC_ALL=C) and what they mean for a person. First match wins. */
const meanings: readonly (readonly [pattern: RegExp, kind: GitErrorKind, message: string])[] = [
  [
    /terminal prompts disabled|Authentication failed|Invalid username or (password|token)|could not read (Username|Password)|The requested URL returned error: 401/i,
    'signed-out',
    'git could not sign in to GitHub. Sign in again (and see that github.gitAuthentication is on), then try once more.',
  ],
  [
    /Host key verification failed|Permission denied \([\w,-]+\)/i,
    'signed-out',
    'ssh could not sign in to GitHub. Unlock your key (ssh-add) or connect once in a terminal, then try once more.',
  ],
  [
    /No space left on device|Disk quota exceeded|not enough space on the disk|Out of diskspace/i,
    'disk-full',
    'The disk is full. Make room, then try once more; nothing was sent.',
  ],
  [
    /Could not resolve host|Failed to connect|Connection (refused|reset|timed out)|unable to access .*: (Recv|Send) failure|RPC failed; curl|early EOF|hung up/i,
    'offline',
    'git cannot reach GitHub. Check the network, then try once more.',
  ],
  [
    /GH007/,
    'private-email',
    'GitHub refused the push because it would publish a private e-mail address. Nothing was pushed.',
  ],
  [
    /without [`'"]?workflow[`'"]? scope/i,
    'workflow',
    'GitHub refused the push: it changes .github/workflows, and your sign-in lacks the scope workflow. Sign in with it, then continue.',
  ],
  [
    /gpg failed to sign|failed to write commit object|Load key .*: |signing failed/i,
    'signing',
    'Your git could not sign the commit. Unlock your key, then continue; or continue without a signature.',
  ],
  [
    /\[(remote )?rejected\]|pre-receive hook declined|permission denied|Permission to \S+ denied|The requested URL returned error: 403/i,
    'refused',
    'GitHub refused the push. See the log for its reason.',
  ],
  [
    /repository (.* )?not found|couldn't find remote ref|The requested URL returned error: 404/i,
    'not-found',
    'GitHub does not show this repository or branch to you: it is gone, or you have no access.',
  ],
];

/** libcurl ended a connection on which nothing came (`http.lowSpeedTime`), after so many seconds. */
const silence = /Operation too slow\b.* the last (\d+) seconds?/i;

/** What of a push was on its way when the server fell silent nobody knows; before that nothing was sent. */
function silent(verb: string, stderr: string): string | null {
  const [, seconds] = silence.exec(stderr) ?? [];
  if (seconds === undefined) return null;
  const said = `GitHub was silent for ${seconds} ${seconds === '1' ? 'second' : 'seconds'}`;
  return verb === 'push' && /RPC failed/.test(stderr)
    ? `${said}, so it is not known whether the push arrived. Try once more: what is there is looked at first.`
    : `${said}. Check the network, then try once more.`;
}

/** What git's own words mean. `verb` names the command ("fetch"); without an exit code a signal ended it. */
export function explain(verb: string, stderr: string, exitCode: number | null): GitError {
  const unanswered = silent(verb, stderr);
  if (unanswered !== null) return new GitError('offline', unanswered, stderr, exitCode ?? -1);
  for (const [pattern, kind, message] of meanings) {
    if (pattern.test(stderr)) return new GitError(kind, message, stderr, exitCode ?? -1);
  }
  if (exitCode === null)
    return new GitError('failed', `git ${verb} was ended before it was done. Try once more.`, stderr);
  return new GitError(
    'failed',
    `git ${verb} failed (code ${exitCode}). The log has git's own words.`,
    stderr,
    exitCode,
  );
}
