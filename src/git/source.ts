import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from './run.ts';

/** A local clone of the public repository, as far as a scratch repository cares. */
export interface PublicClone {
  readonly path: string;
  /** Its `objects` folder when a scratch repository may borrow from it; null when it may not. */
  readonly objects: string | null;
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
  const answer = await git.line(
    path,
    ['rev-parse', '--path-format=absolute', '--is-shallow-repository', '--git-common-dir'],
    signal,
  );
  const [shallow, commonDir = ''] = answer.split('\n');
  const { out: config } = await git.run({
    cwd: path,
    args: ['config', '--list', '-z', '--local'],
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
  const complete = shallow === 'false' && !partial && !borrowed;
  return { path, objects: complete ? await realpath(objects) : null, remotes: remotesOf(settings) };
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
    url === undefined ? [] : [{ name, url, pushUrl: pushUrl ?? url }],
  );
}

/** `owner/name` of a remote's address on `gitUrl`'s host (https, ssh or scp form), else null. */
export function fullNameOf(url: string, gitUrl: string): string | null {
  const base = new URL(gitUrl);
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+)$/.exec(url);
  let host: string;
  let path: string;
  if (scp && !url.includes('://')) {
    host = scp[1]!;
    path = scp[2]!;
  } else {
    let parsed: URL;
    try {
      parsed = new URL(url);
    } catch {
      return null;
    }
    // Another port of the same machine is another host, but ssh has its own port.
    host = parsed.protocol === 'ssh:' || parsed.protocol === 'git+ssh:' ? parsed.hostname : parsed.host;
    path = parsed.pathname;
  }
  if (host.toLowerCase() !== base.host.toLowerCase() && host.toLowerCase() !== base.hostname.toLowerCase()) {
    return null;
  }
  const prefix = base.pathname.replace(/\/+$/, '');
  const inside = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  const name = /^\/?([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec(inside);
  return name ? `${name[1]}/${name[2]}` : null;
}

/** The remote that is `fullName` on `gitUrl`'s host, if the clone has one. GitHub's names ignore case. */
export function remoteOf(remotes: readonly Remote[], fullName: string, gitUrl: string): Remote | null {
  const wanted = fullName.toLowerCase();
  return remotes.find(remote => fullNameOf(remote.url, gitUrl)?.toLowerCase() === wanted) ?? null;
}

/** The https address of a repository below `gitUrl`. */
export function addressOf(gitUrl: string, fullName: string): string {
  return `${gitUrl.replace(/\/+$/, '')}/${fullName}.git`;
}
