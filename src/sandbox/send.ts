import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import type { Reply } from './http.ts';
import type { Version } from './versions.ts';

/** Adds the headers that GitHub gives every answer, an ETag, and turns what the client has already into 304. */
export function withHeaders(reply: Reply, request: IncomingMessage, version: Version, now: Date): Reply {
  const headers = {
    'x-github-api-version-selected': version,
    'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-oauth-scopes': request.headers.authorization === undefined ? '' : 'repo, workflow',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-used': '1',
    'x-ratelimit-reset': String(Math.floor(now.getTime() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    ...reply.headers,
  };
  if (request.method !== 'GET' || reply.status !== 200) return { ...reply, headers };
  const body = reply.raw ?? Buffer.from(JSON.stringify(reply.json ?? null));
  const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
  // A cache on the way may have weakened the tag (`W/"…"`); GitHub takes it all the same.
  const known = request.headers['if-none-match']?.replace(/^W\//, '');
  if (known === etag) return { status: 304, headers: { ...headers, etag } };
  return { ...reply, headers: { ...headers, etag } };
}

/** Sends an answer. */
export function send(response: ServerResponse, { status, json, raw, headers = {} }: Reply): void {
  if (status === 204 || status === 304) return void response.writeHead(status, headers).end();
  const type = raw ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers }).end(raw ?? JSON.stringify(json ?? null));
}

/** Lets a request end as its fault wants; `reply` is the true answer, where there was one. */
export function sendFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  reply?: Reply,
): void {
  fault.met?.();
  if (fault.kind === 'reset') return void request.socket.destroy();
  // The client's own patience ends this; `Server.closeAllConnections()` ends it when the sandbox stops.
  if (fault.kind === 'timeout') return;
  if (fault.kind === 'truncate' || fault.kind === 'malformed') {
    const whole = reply?.raw ?? Buffer.from(JSON.stringify(reply?.json ?? { message: 'half an answer' }));
    const raw =
      fault.kind === 'malformed'
        ? Buffer.concat([Buffer.from('<html>'), whole])
        : whole.subarray(0, Math.floor(whole.length / 2));
    if (reply?.raw && fault.kind === 'truncate') {
      // Bytes have no form that shows a cut: as on a real line, the connection ends before the length is reached.
      response.writeHead(reply.status, { ...reply.headers, 'content-length': whole.length });
      return void response.write(raw, () => request.socket.destroy());
    }
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return send(response, { status: reply?.status ?? 200, raw, headers });
  }
  request.resume();
  if (fault.kind === 'html') {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    return send(response, { status: 200, raw: Buffer.from(String(fault.body)), headers });
  }
  send(response, {
    status: fault.status ?? 500,
    json: fault.body ?? { message: 'Server Error', documentation_url: 'https://docs.github.com/rest' },
    headers: fault.headers ?? {},
  });
}
