import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { fromAnswer, GitHubError, toGitHubError } from './errors.ts';

/** A log that gets status codes and paths without ids. */
export interface Log {
  debug(line: string): void;
}

export interface GitHubOptions {
  /** `https://api.github.com`, or where else `ghsa.apiUrl` points. */
  readonly apiUrl: string;
  /** The token of exactly that host; asked anew for each request. Null: not signed in. */
  readonly token: () => Promise<string | null>;
  readonly log?: Log;
  /** How long writes are kept apart; `false` for tests against our own machine. */
  readonly throttle?: boolean;
}

/** GitHub's API version; Octokit sends none by itself (`facts/ghsa-api.md` 0). */
const apiVersion = '2026-03-10';

/** Seconds that a request may wait for GitHub's rate limit before it is an error. */
const longestWait = 60;

/** How many answers are remembered for their ETags. */
const mostEtags = 500;

/** More redirects than this are a loop. */
const mostHops = 5;

const Throttled = Octokit.plugin(throttling);

export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * One connection to one GitHub: signs each request for its own host, remembers ETags in memory (advisories are
 * secret: never on disk), waits where GitHub asks to, and never sends a create twice.
 */
export class Client {
  readonly apiUrl: string;
  readonly #octokit: Octokit;
  readonly #options: GitHubOptions;
  readonly #etags = new Map<string, { etag: string; data: unknown; headers: Answer['headers'] }>();
  /** Whose answers are remembered. */
  #account: string | null = null;

  constructor(options: GitHubOptions) {
    this.apiUrl = options.apiUrl.replace(/\/+$/, '');
    this.#options = options;
    const quiet = () => undefined;
    // A rate-limit answer (403, 429) means that nothing was done, so waiting and repeating is safe, once. A longer
    // wait is the user's to know of: they get the error with its time.
    const wait = (after: number, _options: object, _octokit: object, count: number) =>
      count < 1 && after <= longestWait;
    this.#octokit = new Throttled({
      baseUrl: this.apiUrl,
      userAgent: 'ghsa-coordinator',
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      request: { fetch: (url: string, init: RequestInit) => this.#fetch(url, init) },
      throttle: {
        enabled: options.throttle ?? true,
        onRateLimit: wait,
        onSecondaryRateLimit: wait,
      },
    });
  }

  /** Reads. A 304 gives what was read before. `path` is an Octokit route without its verb: `/repos/{owner}/…`. */
  async get(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<Answer> {
    const { url } = this.#octokit.request.endpoint(`GET ${path}`, plain(parameters));
    await this.#forgetOthers();
    const known = this.#etags.get(url);
    try {
      const answer = await this.#send(
        `GET ${path}`,
        { ...parameters, headers: known ? { 'if-none-match': known.etag } : {} },
        signal,
      );
      const etag = answer.headers['etag'];
      this.#etags.delete(url);
      if (etag) this.#remember(url, { etag, data: answer.data, headers: answer.headers });
      return answer;
    } catch (error) {
      if (error instanceof NotModified && known)
        return { status: 304, data: known.data, headers: known.headers };
      throw error;
    }
  }

  /** Reads every page, by GitHub's own `Link` addresses as they are. `onPage` is told how many were read. */
  async list(
    path: string,
    parameters: Parameters = {},
    {
      signal,
      onPage,
    }: { readonly signal?: AbortSignal | undefined; readonly onPage?: (page: number) => void } = {},
  ): Promise<unknown[]> {
    const all: unknown[] = [];
    let answer = await this.get(path, { per_page: 100, ...parameters }, signal);
    for (let page = 1; ; page++) {
      if (!Array.isArray(answer.data)) throw malformed();
      all.push(...(answer.data as unknown[]));
      onPage?.(page);
      const next = /<([^>]+)>;\s*rel="next"/.exec(answer.headers['link'] ?? '')?.[1];
      if (!next) return all;
      if (new URL(next).origin !== new URL(this.apiUrl).origin) throw malformed();
      answer = await this.get(next, {}, signal);
    }
  }

  /** Writes. Sent once: whoever calls looks first whether the effect is there. */
  async write(
    route: `${'POST' | 'PATCH' | 'PUT' | 'DELETE'} ${string}`,
    parameters: Parameters,
    signal?: AbortSignal,
  ): Promise<Answer> {
    return this.#send(route, parameters, signal);
  }

  /** The body as bytes: Octokit decodes text, which ruins a patch with Latin-1 in it. */
  async bytes(
    path: string,
    parameters: Parameters,
    accept: string,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const { url } = this.#octokit.request.endpoint(`GET ${path}`, plain(parameters));
    try {
      const answer = await this.#fetch(url, {
        headers: { accept, 'user-agent': 'ghsa-coordinator' },
        ...(signal ? { signal } : {}),
      });
      if (!answer.ok) {
        const data: unknown = await answer.json().catch(() => null);
        throw fromAnswer(answer.status, Object.fromEntries(answer.headers), data, new Date());
      }
      return new Uint8Array(await answer.arrayBuffer());
    } catch (error) {
      throw toGitHubError(error);
    }
  }

  async #send(route: string, parameters: Parameters, signal?: AbortSignal): Promise<Answer> {
    if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
    try {
      const request = this.#octokit.request(route, {
        ...parameters,
        ...(signal ? { request: { signal } } : {}),
      });
      const { status, data, headers } = await orAborted(request, signal);
      return { status, data: data as unknown, headers: headers as Answer['headers'] };
    } catch (error) {
      if ((error as { status?: unknown }).status === 304) throw new NotModified();
      throw toGitHubError(error);
    }
  }

  /** Every request ends here: the token (and what we write) goes to its own host and nowhere else. */
  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const token = await this.#options.token();
    const headers = new Headers(init.headers);
    headers.set('x-github-api-version', apiVersion);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const method = init.method ?? 'GET';
    for (let hop = 0; hop <= mostHops; hop++) {
      if (new URL(url).origin !== new URL(this.apiUrl).origin) throw elsewhere();
      // fetch would follow to any host: it drops the token on the way, but not the body.
      const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
      this.#options.log?.debug(`${method} ${routeOf(url)} -> ${answer.status}`);
      const next = redirectOf(answer);
      if (next === null) return answer;
      // By 301 to 303 fetch would turn a write into a read, which would then pass for success.
      if (method !== 'GET' && answer.status < 307) throw moved();
      await answer.body?.cancel();
      url = new URL(next, url).href;
    }
    throw moved();
  }

  /** Another account, or none, must not be shown what the last one read. */
  async #forgetOthers(): Promise<void> {
    const token = await this.#options.token();
    if (token !== this.#account) this.#etags.clear();
    this.#account = token;
  }

  #remember(url: string, answer: { etag: string; data: unknown; headers: Answer['headers'] }): void {
    this.#etags.set(url, answer);
    const [oldest] = this.#etags.keys();
    if (this.#etags.size > mostEtags && oldest !== undefined) this.#etags.delete(oldest);
  }
}

class NotModified extends Error {}

export type Parameters = Readonly<Record<string, unknown>>;

/** A half-written or foreign answer. */
export function malformed(): GitHubError {
  return new GitHubError('malformed', 'GitHub sent half an answer. Try again; nothing was lost.');
}

function elsewhere(): GitHubError {
  return new GitHubError('malformed', 'GitHub named an address on another host. It was not asked.');
}

function moved(): GitHubError {
  return new GitHubError(
    'malformed',
    'This repository was moved on GitHub. Set its new name, then try again.',
  );
}

/** Where an answer sends us. Electron's own fetch hides the address: then it is an error, not a success. */
function redirectOf(answer: Response): string | null {
  if (answer.type === 'opaqueredirect') throw moved();
  return [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get('location') : null;
}

/** Ends with the signal, also while the request still waits for its turn. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, cancelled) => {
    abort = () => cancelled(new GitHubError('cancelled', 'Cancelled.'));
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function plain(parameters: Parameters): Record<string, unknown> {
  return { ...parameters };
}

/** A path for the log: owner and repository, then the kinds without their ids. */
function routeOf(url: string): string {
  return new URL(url).pathname
    .replace(/\/(?:ghsa-[^/]+|\d+|[0-9a-f]{40})(?=\/|$)/gi, '/:id')
    .replace(/-ghsa(-\w{4}){3}/gi, '-:fork');
}
