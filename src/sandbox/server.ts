import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { whoIs } from './auth.ts';
import { parseBody, readBody } from './body.ts';
import { cveBase } from './cveServices.ts';
import { Faults, happens, tellOf } from './faults.ts';
import { isGit, serveGit } from './githttp.ts';
import { HttpError, type Call, type Reply } from './http.ts';
import { page } from './pages.ts';
import { Recorder, withoutSecrets } from './recorder.ts';
import { find, type Route } from './router.ts';
import { send, sendFault, withHeaders } from './send.ts';
import type { Store } from './store.ts';
import { inVersion, versionOf, versions } from './versions.ts';

const apiPrefix = '/api';
/** Whatever the port: a tunnel may have another one at its other end. */
const ownNames = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/i;

export interface ServerParts {
  readonly store: () => Store;
  readonly routes: readonly Route[];
  readonly root: () => string;
  /** Answers `POST /_sandbox/…`, where the control door is open. */
  readonly control: ((action: string, body: Record<string, unknown>) => Promise<unknown>) | null;
  /** Told after each change, before its answer goes out. */
  readonly changed: () => Promise<void>;
  /** Nobody looks at what was asked, and it may run for days. */
  readonly forgets: boolean;
}

/** The HTTP side: one port for the REST API, git and a little web. */
export class SandboxServer {
  readonly faults = new Faults();
  readonly recorder = new Recorder();
  readonly #parts: ServerParts;
  readonly #server: Server;
  #reopens = 0;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#serve(request, response)
        .catch((error: unknown) => {
          if (!response.headersSent) response.writeHead(500);
          response.end(String(error));
        })
        .finally(() => {
          if (parts.forgets) this.recorder.clear();
        });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Listens on loopback and gives the origin. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((done, failed) => {
      this.#server.once('error', failed);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', failed);
        done();
      });
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Nothing listens any more, and nobody is connected, until it opens again. */
  async shut(): Promise<void> {
    if (!this.#server.listening) return;
    this.#reopens = (this.#server.address() as AddressInfo).port;
    await this.close();
  }

  /** Ends connections on which nothing is asked, as GitHub does after a while; gives how many are open. */
  hangUp(): Promise<number> {
    this.#server.closeIdleConnections();
    return new Promise((done, failed) =>
      this.#server.getConnections((error, count) => (error ? failed(error) : done(count))),
    );
  }

  /** Listens again where it did. */
  async reopen(): Promise<void> {
    if (this.#server.listening) return;
    await this.listen(this.#reopens);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const web = `http://${request.headers.host ?? ''}`;
    // A page of the web that has its own name lead here must not read what lies here (DNS rebinding).
    if (!ownNames.test(request.headers.host ?? '')) return refuse(response, 421);
    if (!URL.canParse(request.url ?? '/', web)) return refuse(response, 400);
    const url = new URL(request.url ?? '/', web);
    const method = request.method ?? 'GET';
    if (isGit(url.pathname)) {
      this.#arrived(request, url.pathname, url);
      const fault = this.faults.take(method, url.pathname);
      if (fault && !happens(fault)) return sendFault(fault, request, response);
      return serveGit(this.#parts, this.recorder, request, response, url, fault);
    }
    if (url.pathname.startsWith('/_sandbox/') && this.#parts.control && method === 'POST') {
      // Browsers say where an order comes from; the door is for programs.
      if (request.headers.origin !== undefined) return refuse(response, 403);
      return this.#turnKnob(url.pathname.slice('/_sandbox/'.length), request, response);
    }
    if (!url.pathname.startsWith(`${apiPrefix}/`) || url.pathname === '/api/release-cycle.json') {
      if (url.pathname.startsWith(cveBase)) {
        this.#arrived(request, url.pathname, url);
        const fault = this.faults.take(method, url.pathname);
        const answer = happens(fault) ? page(this.#parts.store(), url.pathname) : undefined;
        if (fault && fault.kind !== 'pass') return sendFault(fault, request, response, answer);
        tellOf(fault, response);
      }
      this.recorder.pages.push(url.pathname);
      return send(response, page(this.#parts.store(), url.pathname));
    }
    return this.#serveApi(request, response, url, method);
  }

  #arrived(request: IncomingMessage, path: string, url: URL): void {
    const headers = withoutSecrets(request.headers);
    this.recorder.calls.push({ method: request.method ?? 'GET', path, query: url.search, headers });
  }

  async #turnKnob(action: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, {
        status: 200,
        json: await this.#parts.control!(action, parseBody(await readBody(request))),
      });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      send(response, { status: error.status, json: { message: error.message } });
    }
  }

  async #serveApi(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    method: string,
  ): Promise<void> {
    const path = url.pathname.slice(apiPrefix.length);
    const store = this.#parts.store();
    const login = whoIs(store, request.headers);
    this.#arrived(request, path, url);
    const text = await readBody(request);
    const fault = this.faults.take(method, path);
    const effect = happens(fault);
    const version = versions.find(known => known === request.headers['x-github-api-version']) ?? versions[0];
    const answer = effect ? await this.#answer(request, url, method, path, login, text) : null;
    if (answer && method !== 'GET') await this.#parts.changed();
    const reply = answer?.raw || !answer ? answer : { ...answer, json: inVersion(version, answer.json) };
    this.recorder.requests.push({
      method,
      path,
      query: url.search,
      login: login === false ? null : login,
      version: (request.headers['x-github-api-version'] as string | undefined) ?? null,
      headers: withoutSecrets(request.headers),
      body: bodyOf(text),
      status: reply?.status ?? fault?.status ?? 0,
      answer: reply?.json,
      effect,
    });
    if (fault && fault.kind !== 'pass') return sendFault(fault, request, response, reply ?? undefined);
    tellOf(fault, response);
    send(response, withHeaders(reply!, request, version, store.now()));
  }

  async #answer(
    request: IncomingMessage,
    url: URL,
    method: string,
    path: string,
    login: string | null | false,
    text: string,
  ): Promise<Reply> {
    try {
      if (login === false) throw new HttpError(401, 'Bad credentials');
      versionOf(request.headers['x-github-api-version']);
      const { route, parameters } = find(this.#parts.routes, method, path);
      const call: Call = {
        method,
        path,
        query: url.searchParams,
        headers: request.headers,
        body: parseBody(text),
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

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}

/** A body for the recorder: as JSON where it is some. */
function bodyOf(text: string): unknown {
  try {
    return parseBody(text);
  } catch {
    return text;
  }
}
