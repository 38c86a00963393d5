export type GitHubErrorKind =
  | 'offline'
  | 'signed-out'
  | 'forbidden'
  | 'sso'
  | 'rate-limited'
  | 'not-found'
  | 'too-large'
  | 'invalid'
  | 'server'
  | 'malformed'
  | 'cancelled';

/**
 * What GitHub (or the way to it) answered, as one sentence with an action. Holds no text, no token and no address
 * of the request.
 */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly kind: GitHubErrorKind;
  readonly status: number | null;
  /** Where single sign-on is granted. */
  readonly ssoUrl: string | null;
  /** When GitHub wants to hear from us again. */
  readonly retryAt: Date | null;
  /** Which field of a write was refused, in GitHub's words (`cvss_vector_string`), as far as the answer says. */
  readonly field: string | null;

  constructor(
    kind: GitHubErrorKind,
    message: string,
    more: {
      status?: number | null;
      ssoUrl?: string | null;
      retryAt?: Date | null;
      field?: string | null;
    } = {},
  ) {
    super(message);
    this.kind = kind;
    this.status = more.status ?? null;
    this.ssoUrl = more.ssoUrl ?? null;
    this.retryAt = more.retryAt ?? null;
    this.field = more.field ?? null;
  }
}

/** Nobody is signed in, so nothing was asked. */
export function notSignedIn(): GitHubError {
  return new GitHubError('signed-out', 'You are not signed in to GitHub. Sign in and try again.');
}

/** Did GitHub refuse a token? Where there was none, `signed-out` has no status. */
export function tokenRefused(error: unknown): boolean {
  return error instanceof GitHubError && error.kind === 'signed-out' && error.status !== null;
}

/** Did GitHub answer that it will not (4xx)? Then nothing was done; where no answer came, nobody knows. */
export function wasRefused(error: unknown): boolean {
  const status = error instanceof GitHubError ? error.status : null;
  return status !== null && status >= 400 && status < 500;
}

/** Null where GitHub does not show something to this account (403 without a limit or single sign-on, 404). */
export async function orHidden<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'forbidden' || error.kind === 'not-found'))
      return null;
    throw error;
  }
}

interface Failure {
  readonly name?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
  readonly response?: { readonly headers?: Record<string, string | undefined>; readonly data?: unknown };
}

/** Makes one of ours out of whatever was thrown. `now` dates a `retry-after`. */
export function toGitHubError(thrown: unknown, now = new Date()): GitHubError {
  if (thrown instanceof GitHubError) return thrown;
  const failure = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Failure;
  // Octokit wraps what its fetch throws.
  if (failure.cause instanceof GitHubError) return failure.cause;
  if (failure.name === 'AbortError') return new GitHubError('cancelled', 'Cancelled.');
  const headers = failure.response?.headers;
  // Octokit gives status 500 to errors that never had an answer.
  if (typeof failure.status !== 'number' || !headers) {
    return new GitHubError('offline', 'GitHub cannot be reached. Check the network, then try again.');
  }
  return fromAnswer(failure.status, headers, failure.response?.data, now);
}

/** The meaning of an answer's status and headers (GitHub docs, "Troubleshooting the REST API"). */
export function fromAnswer(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  data: unknown,
  now: Date,
): GitHubError {
  const said = messageIn(data);
  switch (status) {
    case 401:
      return new GitHubError('signed-out', 'GitHub signed you out. Sign in again; nothing is lost.', {
        status,
      });
    case 403:
    case 429:
      return refused(status, headers, said, now);
    case 404:
    case 410:
      return new GitHubError(
        'not-found',
        'GitHub does not show this to you: it is gone, or you are not a collaborator.',
        { status },
      );
    case 406:
      return new GitHubError(
        'malformed',
        'GitHub does not answer in the form that was asked for (406). Look whether a proxy is in between, then try again.',
        { status },
      );
    case 409:
    case 422:
      return new GitHubError('invalid', invalid(status, said), { status, field: fieldIn(data, said) });
    default:
      return status >= 500
        ? new GitHubError('server', `GitHub answered with an error (${status}). Try again.`, { status })
        : new GitHubError('malformed', `GitHub answered in a way we do not know (${status}).`, { status });
  }
}

/** A conflict is with what happens on GitHub just then; anything else stays refused. */
function invalid(status: number, said: string): string {
  const words = said === '' ? 'it gave no reason' : said;
  const reason = `GitHub did not accept this: ${words}${/[.!?]$/.test(words) ? '' : '.'}`;
  return status === 409 ? `${reason} Look what is there now, then try again.` : reason;
}

function refused(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  said: string,
  now: Date,
): GitHubError {
  const sso = /url=([^;\s]+)/.exec(headers['x-github-sso'] ?? '')?.[1];
  if (sso) {
    return new GitHubError('sso', 'This organisation asks for single sign-on. Authorize, then try again.', {
      status,
      ssoUrl: sso.startsWith('https://') ? sso : null,
    });
  }
  if (status === 429 || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(said)) {
    const after = Number(headers['retry-after']);
    const reset = Number(headers['x-ratelimit-reset']);
    const wait = after > 0 ? after * 1000 : reset > 0 ? reset * 1000 - now.getTime() : 60_000;
    const retryAt = new Date(now.getTime() + Math.max(0, wait));
    const clock = retryAt.toTimeString().slice(0, 5);
    return new GitHubError('rate-limited', `GitHub asks to wait until ${clock}. Try again then.`, {
      status,
      retryAt,
    });
  }
  return new GitHubError('forbidden', 'You may not do this on GitHub. Ask an admin.', { status });
}

/** `errors[].field`, or else the name of a field in GitHub's sentence. */
function fieldIn(data: unknown, said: string): string | null {
  const { errors } = (data ?? {}) as { errors?: unknown };
  for (const entry of Array.isArray(errors) ? errors : []) {
    const field = (entry as { field?: unknown } | null)?.field;
    if (typeof field === 'string') return field;
  }
  return (
    /\b(?:[a-z]+_)+[a-z]+\b|\b(?:summary|description|credits|vulnerabilities|severity)\b/.exec(said)?.[0] ??
    null
  );
}

/** Of one entry: its sentence, or its field and code in words ("summary: too long"). */
function reasonIn(entry: unknown): string | undefined {
  const { message, field, code } = (entry ?? {}) as { message?: unknown; field?: unknown; code?: unknown };
  if (typeof message === 'string') return message;
  return typeof field === 'string' && typeof code === 'string'
    ? `${field}: ${code.replaceAll('_', ' ')}.`
    : undefined;
}

/** GitHub's own words, without anything that could be a text of ours. */
function messageIn(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  const { message, errors } = data as { message?: unknown; errors?: unknown };
  const parts = [message, ...(Array.isArray(errors) ? (errors as unknown[]).map(reasonIn) : [])];
  return parts
    .filter((part): part is string => typeof part === 'string')
    .join(' ')
    .slice(0, 300);
}
