import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GitError } from './errors.ts';
import type { Git } from './run.ts';

/** A local clone of the public repository, as far as a scratch repository cares. */
export interface PublicClone {
  readonly path: string;
  /** Its `objects` folder when a scratch repository may borrow from it; null when it may not. */
  readonly objects: string | null;
  /** Why it may not; null when it may. */
  readonly lack: 'shallow' | 'partial' | 'borrows' | 'name' | null;
  readonly remotes: readonly Remote[];
}

export interface Remote {
  readonly name: string;
  readonly url: string;
  readonly pushUrl: string;
}

/**
 * Looks at a clone. Its objects may be borrowed only when it is complete: a shallow or partial clone lacks blobs
 * that a merge needs, and alternates of its own would make us depend on a third repository (`facts/git.md` 1).
 * @throws GitError when `path` is no git repository.
 */
export async function inspectClone(git: Git, path: string, signal?: AbortSignal): Promise<PublicClone> {
  const answer = await describe(git, path, signal);
  const at = answer.indexOf('\n');
  const [shallow, commonDir] = [answer.slice(0, at), answer.slice(at + 1)];
  const { out: config } = await git.run({
    cwd: path,
    // A remote may stand in a file that the clone's configuration includes.
    args: ['config', '--list', '-z', '--local', '--includes'],
    signal,
  });
  const settings = config.split('\0').map(line => {
    const at = line.indexOf('\n');
    return at < 0 ? { key: line, value: 'true' } : { key: line.slice(0, at), value: line.slice(at + 1) };
  });
  const partial = settings.some(
    ({ key }) => /^remote\..*\.(promisor|partialclonefilter)$/.test(key) || key === 'extensions.partialclone',
  );
  const objects = join(resolve(path, commonDir), 'objects');
  const borrowed = await stat(join(objects, 'info', 'alternates')).then(
    found => found.size > 0,
    () => false,
  );
  // `info/alternates` has a path per line, so a folder with a line break in its name cannot be borrowed from.
  const unnamed = objects.includes('\n');
  const lack =
    shallow !== 'false' ? 'shallow' : partial ? 'partial' : borrowed ? 'borrows' : unnamed ? 'name' : null;
  return { path, objects: lack ? null : await realpath(objects), lack, remotes: remotesOf(settings) };
}

async function describe(git: Git, path: string, signal?: AbortSignal): Promise<string> {
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
  try {
    if (isFolder) {
      const asked = ['--path-format=absolute', '--is-shallow-repository', '--git-common-dir'];
      return await git.line(path, ['rev-parse', ...asked], signal);
    }
  } catch (error) {
    if (!(error instanceof GitError) || !/not a git repository/.test(error.detail)) throw error;
  }
  throw new GitError(
    'not-found',
    `There is no git clone in ${path}. Correct --clone or the setting ghsa.publicClones, or leave it out.`,
  );
}

function remotesOf(settings: readonly { key: string; value: string }[]): Remote[] {
  const remotes = new Map<string, { url?: string; pushUrl?: string }>();
  for (const { key, value } of settings) {
    const match = /^remote\.(.+)\.(url|pushurl)$/.exec(key);
    if (!match) continue;
    const remote = remotes.get(match[1]!) ?? {};
    if (match[2] === 'url') remote.url ??= value;
    else remote.pushUrl ??= value;
    remotes.set(match[1]!, remote);
  }
  return [...remotes].flatMap(([name, { url, pushUrl }]) =>
    url === undefined ? [] : [{ name, url: withoutUser(url), pushUrl: withoutUser(pushUrl ?? url) }],
  );
}

/**
 * A token that somebody wrote into an address (as password, or as the name) goes into no argument and no record of ours:
 * git asks us for one.
 */
function withoutUser(url: string): string {
  return url.replace(/^(https?:\/\/)[^/]*@/i, '$1');
}

/**
 * `owner/name` of a remote's address on `gitUrl`'s host (https, ssh or scp form), else null. Plain http where GitHub
 * is https, and `git://`, are somebody else's word for what public main is: null.
 */
export function fullNameOf(url: string, gitUrl: string): string | null {
  const base = new URL(gitUrl);
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/.exec(url);
  let here: boolean;
  let path: string;
  if (scp && !url.includes('://')) {
    here = isSshHost(scp[1]!, base);
    path = scp[2]!;
  } else {
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      return null;
    }
    // Another port of the same machine is another host, but ssh has its own port.
    const ssh = ['ssh:', 'git+ssh:', 'ssh+git:'].includes(parsed.protocol);
    here = ssh ? isSshHost(parsed.hostname, base) : parsed.origin === base.origin;
    path = parsed.pathname;
  }
  if (!here) return null;
  const prefix = base.pathname.replace(/\/+$/, '');
  const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  const name = /^\/?([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(inside);
  return name ? `${name[1]}/${name[2]}` : null;
}

/** GitHub answers ssh at its own name, and at `ssh.` before it on port 443. */
function isSshHost(host: string, base: URL): boolean {
  return [base.hostname, `ssh.${base.hostname}`].includes(host.toLowerCase());
}

/** The remote that is `fullName` on `gitUrl`'s host, if the clone has one. GitHub's names ignore case. */
export function remoteOf(remotes: readonly Remote[], fullName: string, gitUrl: string): Remote | null {
  const wanted = fullName.toLowerCase();
  return remotes.find(remote => fullNameOf(remote.url, gitUrl)?.toLowerCase() === wanted) ?? null;
}

/**
 * Where a branch for `fullName` is pushed: as the clone's remotes say, when that is this repository. A remote may
 * fetch from one repository and push to another, and ours must not reach the other.
 */
export function pushAddress(remotes: readonly Remote[], fullName: string, gitUrl: string): string {
  const wanted = fullName.toLowerCase();
  const urls = [remoteOf(remotes, fullName, gitUrl), ...remotes].flatMap(remote => remote?.pushUrl ?? []);
  return urls.find(url => fullNameOf(url, gitUrl)?.toLowerCase() === wanted) ?? addressOf(gitUrl, fullName);
}

/**
 * Does a remote that somebody named push to `fullName`? Looks at the path only: the host may be an alias of the
 * user's own ssh configuration (`git@github-work:me/cpython`).
 */
export function pushesTo(remote: Remote, fullName: string, gitUrl: string): boolean {
  // An address of the web says its host itself.
  if (/^https?:/i.test(remote.pushUrl))
    return fullNameOf(remote.pushUrl, gitUrl)?.toLowerCase() === fullName.toLowerCase();
  const path = /[:/]([^:/]+\/[^/]+?)(?:\.git)?\/?$/.exec(remote.pushUrl)?.[1];
  return path?.toLowerCase() === fullName.toLowerCase();
}

/** The https address of a repository below `gitUrl`. */
export function addressOf(gitUrl: string, fullName: string): string {
  return `${gitUrl.replace(/\/+$/, '')}/${fullName}.git`;
}

/** The address of a repository below `gitUrl`, as it goes into a remote of a clone. */
export function remoteAddress(
  { gitUrl, protocol }: { readonly gitUrl: string; readonly protocol: 'https' | 'ssh' },
  fullName: string,
): string {
  if (protocol === 'https') return addressOf(gitUrl, fullName);
  const { hostname, pathname } = new URL(gitUrl);
  return `git@${hostname}:${`${pathname}/${fullName}`.replace(/^\/+/, '').replace(/\/{2,}/g, '/')}.git`;
}
