/** Whom a guard lets through. Names are `owner/name`, as the API gave them. */
export interface GuardOf {
  /** The private fork: fetched from and pushed to. */
  readonly fork: string;
  /** The public repository: fetched from. */
  readonly upstream: string;
  /** Where git finds repositories: `https://github.com`. */
  readonly gitUrl: string;
  readonly protocol: 'https' | 'ssh';
}

/** Pushes that are refused have an address of this kind, for which git asks a program of ours (`program.ts`). */
export const refusedScheme = 'no-push-under-embargo';

/**
 * The public repository's address in a guarded clone: `fetch-only:python/cpython.git`. Only the guard knows what it
 * stands for, so that without the guard it leads nowhere, and nobody takes this clone for a public one.
 */
export const fetchOnly = 'fetch-only:';

/** `https://github.com/`, with the folder of another host below which its repositories lie. */
function webBase(gitUrl: string): string {
  return `${gitUrl.replace(/\/+$/, '')}/`;
}

/** The folder below which the repositories of a host lie: none on GitHub. */
function folderOf({ pathname }: URL): string {
  const inside = pathname.replace(/^\/+|\/+$/g, '');
  return inside === '' ? '' : `${inside}/`;
}

/** How the addresses of a host begin, as people write them. */
export function hostForms(gitUrl: string): string[] {
  const url = new URL(gitUrl);
  const [host, folder] = [url.hostname, folderOf(url)];
  return [
    ...new Set([
      webBase(gitUrl),
      `https://${url.host}/${folder}`,
      `http://${url.host}/${folder}`,
      `https://www.${url.host}/${folder}`,
      `git@${host}:${folder}`,
      `${host}:${folder}`,
      `ssh://git@${host}/${folder}`,
      `ssh://${host}/${folder}`,
      `ssh://git@ssh.${host}:443/${folder}`,
      `git+ssh://git@${host}/${folder}`,
      `git://${host}/${folder}`,
    ]),
  ];
}

/** How the private fork's address may begin where somebody writes it. Few: each costs a rule for every longer one. */
export function forkForms(gitUrl: string): string[] {
  return commonForms(gitUrl).slice(0, 3);
}

/** The forms that configurations of users rewrite most often, and the names they give to the host. */
export function commonForms(gitUrl: string): string[] {
  const url = new URL(gitUrl);
  return [
    webBase(gitUrl),
    `git@${url.hostname}:${folderOf(url)}`,
    `ssh://git@${url.hostname}/${folderOf(url)}`,
    'gh:',
    'github:',
  ];
}

/** The one address of a repository that git uses in a guarded clone. */
export function canonical({ gitUrl, protocol }: Pick<GuardOf, 'gitUrl' | 'protocol'>, name: string): string {
  const url = new URL(gitUrl);
  const base = protocol === 'https' ? webBase(gitUrl) : `git@${url.hostname}:${folderOf(url)}`;
  return `${base}${name}.git`;
}

/** The protocol, as git calls it, that this address needs. */
export function transportOf({ gitUrl, protocol }: Pick<GuardOf, 'gitUrl' | 'protocol'>): string {
  return protocol === 'ssh' ? 'ssh' : new URL(gitUrl).protocol.replace(':', '');
}
