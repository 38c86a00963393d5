import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { whoIs } from './auth.ts';
import { cleanEnvironment, refs, resolve } from './gitdir.ts';
import type { Repo } from './model.ts';
import type { Recorder } from './recorder.ts';
import { publishHead } from './routes/pulls.ts';
import type { Store } from './store.ts';

/** `/owner/name.git/info/refs`, `…/git-upload-pack`, `…/git-receive-pack` */
const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

export function isGit(path: string): boolean {
  return gitPath.test(path);
}

/** Serves clone, fetch and push by git's own CGI. Says 401, 403 and 404 as GitHub does. */
export async function serveGit(
  store: Store,
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [, owner = '', name = '', rest = ''] = gitPath.exec(url.pathname)!;
  const service = rest === 'info/refs' ? (url.searchParams.get('service') ?? '') : rest;
  const push = service === 'git-receive-pack';
  const login = whoIs(store, request.headers);
  const repo = store.repo(`${owner}/${name}`);
  const refuse = (status: number, words: string) => {
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
  const before = rest === 'git-receive-pack' ? await refs(repo.dir, 'refs/') : [];
  await backend(repo, rest, service, login, request, response, url);
  if (rest === 'git-receive-pack') await afterPush(store, recorder, repo, login, before);
}

function backend(
  repo: Repo,
  rest: string,
  service: string,
  login: string | null,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  return new Promise(done => {
    const child = spawn('git', ['http-backend'], {
      env: {
        ...cleanEnvironment,
        GIT_PROJECT_ROOT: repo.dir,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: `/${rest}`,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        ...(request.headers['git-protocol']
          ? { HTTP_GIT_PROTOCOL: String(request.headers['git-protocol']) }
          : {}),
        ...(login === null ? {} : { REMOTE_USER: login }),
        REMOTE_ADDR: '127.0.0.1',
      },
    });
    const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
    child.stdin.on('error', () => undefined);
    body.pipe(child.stdin);
    child.stderr.resume();
    let head: Buffer = Buffer.alloc(0);
    let started = false;
    child.stdout.on('data', (data: Buffer) => {
      if (started) return void response.write(data);
      head = Buffer.concat([head, data]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      started = true;
      const headers = head.subarray(0, end).toString('latin1').split('\r\n');
      let status = 200;
      for (const line of headers) {
        const at = line.indexOf(':');
        const [key, value] = [line.slice(0, at), line.slice(at + 1).trim()];
        if (key.toLowerCase() === 'status') status = Number(value.slice(0, 3));
        else response.setHeader(key, value);
      }
      response.writeHead(status);
      response.write(head.subarray(end + 4));
    });
    child.on('close', () => {
      if (!started) response.writeHead(500);
      response.end(() => done());
      response.on('close', () => done());
    });
  });
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
