import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whoIs } from './auth.ts';
import { Faults, type Fault } from './faults.ts';
import { isGit, serveGit } from './githttp.ts';
import { HttpError, type Call, type Reply } from './http.ts';
import { Recorder } from './recorder.ts';
import { find, type Route } from './router.ts';
import { page } from './pages.ts';
import type { Store } from './store.ts';

const apiPrefix = '/api';

export interface ServerParts {
  readonly store: () => Store;
  readonly routes: readonly Route[];
  readonly root: () => string;
  /** Answers `POST /_sandbox/…`, where the control door is open. */
  readonly control: ((action: string, body: Record<string, unknown>) => Promise<unknown>) | null;
}

/** The HTTP side: one port for the REST API, git and a little web. */
export class SandboxServer {
  readonly faults = new Faults();
  readonly recorder = new Recorder();
  readonly #parts: ServerParts;
  readonly #server: Server;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on loopback and gives the origin. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((done, failed) => {
      this.#server.once('error', failed);
      this.#server.listen(port, '127.0.0.1', done);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const web = `http://${request.headers.host ?? ''}`;
    const url = new URL(request.url ?? '/', web);
    const method = request.method ?? 'GET';
    if (isGit(url.pathname)) {
      const fault = this.faults.take(method, url.pathname);
      if (fault && fault.effect !== 'after') return fail(fault, request, response);
      return serveGit(this.#parts.store(), this.recorder, request, response, url);
    }
    if (url.pathname.startsWith('/_sandbox/') && this.#parts.control && method === 'POST') {
      const answer = await this.#parts.control(
        url.pathname.slice('/_sandbox/'.length),
        await jsonBody(request),
      );
      return send(response, { status: 200, json: answer ?? {} });
    }
    if (!url.pathname.startsWith(`${apiPrefix}/`))
      return send(response, page(this.#parts.store(), url.pathname));
    const path = url.pathname.slice(apiPrefix.length);
    const fault = this.faults.take(method, path);
    if (fault && fault.effect !== 'after') return fail(fault, request, response);
    const store = this.#parts.store();
    const login = whoIs(store, request.headers);
    const body = await jsonBody(request);
    const reply = await this.#answer(request, url, method, path, login, body);
    this.recorder.requests.push({
      method,
      path,
      query: url.search,
      login: login === false ? null : login,
      version: (request.headers['x-github-api-version'] as string | undefined) ?? null,
      body,
      status: reply.status,
      answer: reply.json,
    });
    if (fault) return fail(fault, request, response, reply);
    send(response, withHeaders(reply, request, method));
  }

  async #answer(
    request: IncomingMessage,
    url: URL,
    method: string,
    path: string,
    login: string | null | false,
    body: Record<string, unknown>,
  ): Promise<Reply> {
    try {
      if (login === false) throw new HttpError(401, 'Bad credentials');
      const { route, parameters } = find(this.#parts.routes, method, path);
      const call: Call = {
        method,
        path,
        query: url.searchParams,
        headers: request.headers,
        body,
        login,
        store: this.#parts.store(),
        api: `${url.origin}${apiPrefix}`,
        web: url.origin,
        root: this.#parts.root(),
      };
      return await route.handler(call, parameters);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      return {
        status: error.status,
        json: {
          message: error.message,
          ...(error.errors ? { errors: error.errors } : {}),
          documentation_url: 'https://docs.github.com/rest',
          status: String(error.status),
        },
      };
    }
  }
}

/** ETag, 304 and the headers that GitHub adds to every answer. */
function withHeaders(reply: Reply, request: IncomingMessage, method: string): Reply {
  const body = reply.raw ?? Buffer.from(JSON.stringify(reply.json ?? null));
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 40)}"`;
  const headers = {
    'x-github-api-version-selected': String(request.headers['x-github-api-version'] ?? '2022-11-28'),
    'x-github-request-id': createHash('sha256')
      .update(`${Math.random()}`)
      .digest('hex')
      .slice(0, 16)
      .toUpperCase(),
    'x-oauth-scopes': 'repo, workflow',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-used': '1',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    ...reply.headers,
  };
  if (method !== 'GET' || reply.status !== 200) return { ...reply, headers };
  if (request.headers['if-none-match'] === etag)
    return { status: 304, raw: Buffer.alloc(0), headers: { ...headers, etag } };
  return { ...reply, headers: { ...headers, etag } };
}

function send(response: ServerResponse, { status, json, raw, headers = {} }: Reply): void {
  const type = raw ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers }).end(raw ?? JSON.stringify(json ?? null));
}

function fail(fault: Fault, request: IncomingMessage, response: ServerResponse, reply?: Reply): void {
  if (fault.kind === 'reset') return void request.socket.destroy();
  if (fault.kind === 'truncate' || fault.kind === 'malformed') {
    const text = JSON.stringify(reply?.json ?? { message: 'half an answer' });
    const body = fault.kind === 'malformed' ? `<html>${text}` : text.slice(0, Math.floor(text.length / 2));
    return void response
      .writeHead(reply?.status ?? 200, { 'content-type': 'application/json; charset=utf-8' })
      .end(body);
  }
  request.resume();
  send(response, {
    status: fault.status ?? 500,
    json: fault.body ?? { message: 'Server Error', documentation_url: 'https://docs.github.com/rest' },
    headers: fault.headers ?? {},
  });
}

async function jsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (parts.length === 0) return {};
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
