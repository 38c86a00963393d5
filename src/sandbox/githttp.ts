import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { whoIs } from './auth.ts';
import { cleanEnvironment, git } from './gitdir.ts';
import { refs, resolve } from './refs.ts';
import { tellOf, type Fault } from './faults.ts';
import type { Repo } from './model.ts';
import type { Recorder } from './recorder.ts';
import { publishHead } from './routes/pulls.ts';
import { sendFault } from './send.ts';
import type { Store } from './store.ts';

/** `/owner/name.git/info/refs`, `…/git-upload-pack`, `…/git-receive-pack` */
const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export function isGit(path: string): boolean {
  return gitPath.test(path);
}

/** Serves clone, fetch and push by git's own CGI. Says 401, 403 and 404 as GitHub does. */
export async function serveGit(
  parts: { readonly store: () => Store; readonly changed: () => Promise<void> },
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  fault: Fault | null,
): Promise<void> {
  const store = parts.store();
  const [, owner = '', name = '', rest = ''] = gitPath.exec(url.pathname)!;
  const service = rest === 'info/refs' ? (url.searchParams.get('service') ?? '') : rest;
  const push = service === 'git-receive-pack';
  const login = whoIs(store, request.headers);
  const repo = store.repo(`${owner}/${name}`);
  const lost = fault && fault.kind !== 'pass' ? fault : null;
  if (!lost) tellOf(fault, response);
  const refuse = (status: number, words: string) => {
    if (lost) return sendFault(lost, request, response);
    const headers = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
    response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`${words}\n`);
  };
  if (login === false) return refuse(401, 'Invalid username or token.');
  const visible = repo && store.may(repo, login, 'read') && repo.readyAt <= store.now().getTime();
  if (!visible)
    return login === null ? refuse(401, 'Authentication required.') : refuse(404, 'Repository not found.');
  if (push && login === null) return refuse(401, 'Authentication required.');
  if (push && !store.may(repo, login, 'write')) {
    return refuse(403, `Permission to ${owner}/${name}.git denied to ${login ?? ''}.`);
  }
  const receives = rest === 'git-receive-pack';
  const before = receives ? await refs(repo.dir, 'refs/') : [];
  const env = environment(repo, rest, login, request, url);
  const raw = await backend(env, request, lost ? null : response, async () => {
    if (!receives) return;
    await afterPush(store, recorder, repo, login, before);
    await parts.changed();
  });
  // It happened, and the client hears of it only what the fault lets through.
  const type = `application/x-${service}-${receives ? 'result' : 'advertisement'}`;
  if (lost) sendFault(lost, request, response, { status: 200, raw, headers: { 'content-type': type } });
}

/** What CGI tells `git http-backend`. */
function environment(
  repo: Repo,
  rest: string,
  login: string | null,
  request: IncomingMessage,
  url: URL,
): NodeJS.ProcessEnv {
  const protocol = request.headers['git-protocol'];
  return {
    ...cleanEnvironment,
    GIT_PROJECT_ROOT: repo.dir,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${rest}`,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    ...(protocol === undefined ? {} : { HTTP_GIT_PROTOCOL: String(protocol) }),
    ...(login === null ? {} : { REMOTE_USER: login }),
    REMOTE_ADDR: '127.0.0.1',
  };
}

/**
 * Runs the CGI and streams its answer to `response` (null: to nobody, and gives its body). The answer ends only
 * after `atEnd`, so that whoever pushed finds everything in place.
 */
async function backend(
  env: NodeJS.ProcessEnv,
  request: IncomingMessage,
  response: ServerResponse | null,
  atEnd: () => Promise<void>,
): Promise<Buffer> {
  const child = spawn(...(await cgi()), { env });
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  child.stdin.on('error', () => undefined);
  body.pipe(child.stdin);
  child.stderr.resume();
  let head: Buffer = Buffer.alloc(0);
  let started = false;
  const kept: Buffer[] = [];
  const write = (data: Buffer) => (response ? response.write(data) : kept.push(data));
  child.stdout.on('data', (data: Buffer) => {
    if (started) return void write(data);
    head = Buffer.concat([head, data]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    started = true;
    if (response) writeHead(response, head.subarray(0, end).toString('latin1'));
    write(head.subarray(end + 4));
  });
  await new Promise((done, failed) => child.on('close', done).on('error', failed));
  await atEnd();
  if (!response) return Buffer.concat(kept);
  if (!started) response.writeHead(500);
  response.end();
  return Buffer.alloc(0);
}

let found: Promise<readonly [string, readonly string[]]> | null = null;

/** git's own CGI: the program itself where it lies where git says, which saves a process for each request. */
function cgi(): Promise<readonly [string, readonly string[]]> {
  return (found ??= git('.', ['--exec-path']).then(folder => {
    const path = join(folder, 'git-http-backend');
    return existsSync(path) ? ([path, []] as const) : (['git', ['http-backend']] as const);
  }));
}

/** CGI names the status as a header. */
function writeHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const at = line.indexOf(':');
    const [key, value] = [line.slice(0, at), line.slice(at + 1).trim()];
    if (key.toLowerCase() === 'status') status = Number(value.slice(0, 3));
    else response.setHeader(key, value);
  }
  response.writeHead(status);
}

/** Records what moved, and lets pull requests follow their branch. */
async function afterPush(
  store: Store,
  recorder: Recorder,
  repo: Repo,
  login: string | null,
  before: readonly { readonly ref: string; readonly sha: string }[],
): Promise<void> {
  const after = await refs(repo.dir, 'refs/');
  const names = new Set([...before, ...after].map(({ ref }) => ref));
  const at = (list: typeof before, ref: string) => list.find(entry => entry.ref === ref)?.sha ?? null;
  const updates = [...names]
    .map(ref => ({ ref, from: at(before, ref), to: at(after, ref) }))
    .filter(({ from, to }) => from !== to);
  if (updates.length > 0) recorder.pushes.push({ repo: `${repo.owner}/${repo.name}`, login, updates });
  for (const { repo: base, issue } of store.pullsFrom(`${repo.owner}/${repo.name}`)) {
    const sha = issue.state === 'open' ? await resolve(repo.dir, `refs/heads/${issue.pull!.headRef}`) : null;
    if (sha !== null && sha !== issue.pull!.headSha) await publishHead(repo, base, issue, sha);
  }
}
