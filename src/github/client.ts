import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { HalfError, SilentError, silentGitHub, wholeAnswer, type Silence } from './deadline.ts';
import { fromAnswer, GitHubError, notSignedIn, toGitHubError } from './errors.ts';
import { Memory } from './memory.ts';
import { tellingFetch, type OnSent } from './sent.ts';

/** A log that gets status codes and paths without ids. */
export interface Log {
  debug(line: string): void;
}

export interface GitHubOptions {
  /** `https://api.github.com`, or where else `ghsa.apiUrl` points. */
  readonly apiUrl: string;
  /** The token of exactly that host; asked anew for each request. Null: not signed in, and nothing is asked. */
  readonly token: () => Promise<string | null>;
  readonly log?: Log;
  /** Told of every request that leaves. */
  readonly onSent?: OnSent;
  /** The same of those to any other address, which get no token: published lists, CVE records. */
  readonly onSentElsewhere?: OnSent;
  /** How long writes are kept apart; `false` for tests against our own machine. */
  readonly throttle?: boolean;
  /** How long whoever is asked may be silent; a minute where nothing is said. For tests, which do not wait. */
  readonly silence?: Silence;
}

/** GitHub's API version; Octokit sends none by itself (`facts/ghsa-api.md` 0). */
const apiVersion = '2026-03-10';

/** Seconds that a request may wait for GitHub's rate limit before it is an error. */
const longestWait = 60;

/**
 * How many answers are remembered for their ETags. Those of lists that were read into something of ours (`pages`) hold
 * that and nothing else of the answer: the tree shows the same objects, so remembering them costs next to nothing.
 * There is room for 20 repositories of 100 pages.
 */
const most = { answers: 500, pages: 2_500 };

/** More redirects than this are a loop. */
const mostHops = 5;

const Throttled = Octokit.plugin(throttling);

export interface Answer<T = unknown> {
  readonly status: number;
  readonly data: T;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** One page of a list, as it was read. */
export interface Page<T> {
  /** From 1. */
  readonly page: number;
  readonly items: T;
  /** False: GitHub says that it is as before, and `items` is the very object of then. */
  readonly changed: boolean;
}

/**
 * One connection to one GitHub: asks nothing before somebody signed in, signs each request for its own host, remembers
 * ETags in memory (advisories are secret: never on disk), waits where GitHub asks to, and never sends a create twice.
 */
export class Client {
  readonly apiUrl: string;
  readonly #octokit: Octokit;
  readonly #options: GitHubOptions;
  /** What was read, by whose account. */
  #memory = memoryOf(null);

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
    return this.#ask('answers', path, parameters, whole, signal);
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
    for await (const { page, items } of this.#walk('answers', path, parameters, entries, signal)) {
      all.push(...items);
      onPage?.(page);
    }
    return all;
  }

  /**
   * One page after another, each by the `Link` of the one before, asked for when it is wanted. `read` makes something
   * of a page's entries; that is remembered in place of the answer. A list that is read by `pages` has one `read`.
   * @throws GitHubError where a page cannot be read; those before it stay good, and remembered
   */
  pages<T>(
    path: string,
    parameters: Parameters,
    read: (entries: readonly unknown[]) => T,
    signal?: AbortSignal,
  ): AsyncGenerator<Page<T>, void, undefined> {
    return this.#walk('pages', path, parameters, data => read(entries(data)), signal);
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
      if (isPage(answer.headers.get('content-type'))) throw foreign();
      return new Uint8Array(await answer.arrayBuffer());
    } catch (error) {
      throw toGitHubError(error);
    }
  }

  async *#walk<T>(
    kind: keyof typeof most,
    path: string,
    parameters: Parameters,
    read: (data: unknown) => T,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Page<T>, void, undefined> {
    const first = { per_page: 100, ...parameters };
    const memory = (await this.#ours(signal))[kind];
    const walked = new Set<string>();
    let [next, given]: [string | null, Parameters] = [path, first];
    try {
      for (let page = 1; next !== null; page++) {
        walked.add(this.#address(next, given));
        const answer: Answer<T> = await this.#ask(kind, next, given, read, signal);
        yield { page, items: answer.data, changed: answer.status !== 304 };
        next = this.#next(answer.headers['link']);
        if (next !== null && walked.has(this.#address(next, {}))) throw malformed();
        given = {};
      }
    } finally {
      memory.walked(this.#address(path, first), walked, next === null);
    }
  }

  /** The address of the next page. It may be on our own host only. */
  #next(link: string | undefined): string | null {
    const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
    if (next === undefined) return null;
    if (!URL.canParse(next) || new URL(next).origin !== new URL(this.apiUrl).origin) throw elsewhere();
    return next;
  }

  #address(path: string, parameters: Parameters): string {
    return this.#octokit.request.endpoint(`GET ${path}`, plain(parameters)).url;
  }

  /** Reads with the ETag that is known. What `read` refuses is not remembered. */
  async #ask<T>(
    kind: keyof typeof most,
    path: string,
    parameters: Parameters,
    read: (data: unknown) => T,
    signal: AbortSignal | undefined,
  ): Promise<Answer<T>> {
    const url = this.#address(path, parameters);
    const memory = (await this.#ours(signal))[kind];
    const known = memory.find(url);
    try {
      const answer = await this.#send(
        `GET ${path}`,
        { ...parameters, headers: known ? { 'if-none-match': known.etag } : {} },
        signal,
      );
      const data = read(answer.data);
      const etag = answer.headers['etag'];
      if (etag) memory.keep(url, { etag, data, headers: answer.headers });
      else memory.drop(url);
      return { ...answer, data };
    } catch (error) {
      if (!(error instanceof NotModified)) throw error;
      if (!known) throw malformed();
      // The same entries may have got a next page.
      const headers = { ...known.headers, ...error.headers };
      memory.keep(url, { ...known, headers });
      return { status: 304, data: known.data as T, headers };
    }
  }

  async #send(route: string, parameters: Parameters, signal?: AbortSignal): Promise<Answer> {
    // `URL` takes `..` for the folder above: a PATCH for one advisory would reach its repository.
    for (const [, name] of route.matchAll(/\{(\w+)\}/g))
      if (/^\.{0,2}$/.test(String(parameters[name!]))) throw malformed();
    if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
    try {
      const request = this.#octokit.request(route, {
        ...parameters,
        ...(signal ? { request: { signal } } : {}),
      });
      const { status, data, headers } = await orAborted(request, signal);
      const answer = { status, data: data as unknown, headers: headers as Answer['headers'] };
      // Octokit gives what is no JSON as text, whatever the status says: then it is not known what was done.
      if (typeof answer.data === 'string' && answer.data !== '')
        throw noJson(answer.headers['content-type'], writes(route));
      return answer;
    } catch (error) {
      const { status, response } = error as { status?: unknown; response?: { headers?: Answer['headers'] } };
      if (status === 304) throw new NotModified(response?.headers ?? {});
      throw toGitHubError(error);
    }
  }

  /**
   * Every request ends here, and none leaves without a token: an id alone would tell what somebody works on. The token
   * (and what we write) goes to its own host and nowhere else.
   */
  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const token = await this.#options.token();
    if (!token) throw notSignedIn();
    const headers = new Headers(init.headers);
    headers.set('x-github-api-version', apiVersion);
    headers.set('authorization', `Bearer ${token}`);
    const method = init.method ?? 'GET';
    for (let hop = 0; hop <= mostHops; hop++) {
      if (new URL(url).origin !== new URL(this.apiUrl).origin) throw elsewhere();
      // fetch would follow to any host: it drops the token on the way, but not the body.
      const sent = { ...init, headers, redirect: 'manual' } as const;
      const answer = await this.#answer(url, sent);
      this.#options.log?.debug(`${method} ${routeOf(url)} -> ${answer.status}`);
      const next = redirectOf(answer);
      if (next === null) return answer;
      // What was meant for one repository is written into no other one: under its new name it may follow other rules.
      if (method !== 'GET') throw moved();
      url = new URL(next, url).href;
    }
    throw moved();
  }

  /** One request and all of its answer, or the end of our patience. */
  async #answer(url: string, init: RequestInit): Promise<Response> {
    const { onSent, silence } = this.#options;
    const ask = (signal: AbortSignal) => tellingFetch(onSent, url, { ...init, signal });
    try {
      return await wholeAnswer(ask, { silence, signal: init.signal, reads: hasWords });
    } catch (error) {
      if (error instanceof SilentError) throw silentGitHub(error, writes(init.method));
      throw error instanceof HalfError ? malformed(writes(init.method)) : error;
    }
  }

  /**
   * Another account, or none, must not be shown what the last one read. An answer that comes late goes into the memory
   * of the account that asked.
   */
  async #ours(
    signal: AbortSignal | undefined,
  ): Promise<{ readonly answers: Memory; readonly pages: Memory }> {
    if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
    const account = await orAborted(this.#options.token(), signal);
    if (this.#memory.account !== account) this.#memory = memoryOf(account);
    return this.#memory;
  }
}

const memoryOf = (account: string | null) => ({
  account,
  answers: new Memory(most.answers),
  pages: new Memory(most.pages),
});

class NotModified extends Error {
  readonly headers: Answer['headers'];

  constructor(headers: Answer['headers']) {
    super();
    this.headers = headers;
  }
}

export type Parameters = Readonly<Record<string, unknown>>;

/** A half-written or foreign answer: of a write it is not known whether it was done. */
export function malformed(written = false): GitHubError {
  return new GitHubError(
    'malformed',
    written
      ? 'GitHub sent half an answer, so it is not known whether this arrived. Try again: what is there is looked at first.'
      : 'GitHub sent half an answer. Try again; nothing was lost.',
  );
}

/** By its method or route. */
const writes = (request = 'GET') => !request.startsWith('GET');

/** GitHub's API has no pages: a network that asks for a login answers so, with 200, to whatever is sent. */
function foreign(): GitHubError {
  return new GitHubError(
    'malformed',
    'Something else than GitHub answered, such as a login page of the network. Open a browser, then try again.',
  );
}

const isPage = (type: string | null | undefined) => /^\s*text\/html\b/i.test(type ?? '');

const noJson = (type: string | undefined, written: boolean) =>
  isPage(type) ? foreign() : malformed(written);

/** A body that is no JSON comes as text. */
function whole(data: unknown): unknown {
  if (typeof data === 'string') throw malformed();
  return data;
}

function entries(data: unknown): readonly unknown[] {
  if (!Array.isArray(data)) throw malformed();
  return data as unknown[];
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

const redirects = [301, 302, 303, 307, 308];

/** Where an answer sends us. Electron's own fetch hides the address: then it is an error, not a success. */
function redirectOf(answer: Response): string | null {
  if (answer.type === 'opaqueredirect') throw moved();
  return redirects.includes(answer.status) ? answer.headers.get('location') : null;
}

/** Does the body say more than the status? What leads on, or is not shown, need not be waited for. */
const hasWords = (status: number) => ![...redirects, 404, 410].includes(status);

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

/** A path for the log: owner and repository, then the kinds without their ids, and no names of people and branches. */
function routeOf(url: string): string {
  return new URL(url).pathname
    .replace(/\/(?:ghsa-[^/]+|\d+|[0-9a-f]{40})(?=\/|$)/gi, '/:id')
    .replace(/-ghsa(-\w{4}){3}/gi, '-:fork')
    .replace(/(\/(?:users|compare|matching-refs)\/).*/, '$1…');
}
