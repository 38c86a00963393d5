/** Words of GitHub's addresses. Whatever else stands there is a name or an id of somebody's. */
const words = new Set(
  (
    'advisories branches check-runs collaborators comments commits compare cve forks git issues labels ' +
    'matching-refs members orgs pulls repos reviews search security-advisories status teams timeline user users'
  ).split(' '),
);

/** A temporary private fork: its name holds the id of its advisory. */
const fork = /ghsa(?:[-_]|%2d|%5f)?[0-9a-z]{4}/i;

/** A path of GitHub's API with the names of repositories, and nothing else that names anybody or anything. */
export function maskedRoute(path: string): string {
  const parts = path.split('/').filter(part => part !== '');
  const at = parts.findIndex(part => words.has(part));
  // Before it stands where the API itself is: `api/v3`, as the setting says.
  return `/${parts.map((part, i) => (i < at ? part : routePart(parts, i, at))).join('/')}`;
}

function routePart(parts: readonly string[], i: number, at: number): string {
  const part = parts[i]!;
  if (parts[at] === 'repos' && (i === at + 1 || i === at + 2))
    return fork.test(part) ? '<private fork>' : part;
  return words.has(part) ? part : '…';
}

/** A path of any other host: a list that a setting names, a record of the CVE services. */
export function maskedPath(path: string): string {
  return path
    .split('/')
    .map(part => (/^cve-/i.test(part) || fork.test(part) ? '…' : part))
    .join('/');
}

/** Host and repository of where git goes. A folder of this machine says no more than that. */
export function maskedRemote(url: string): { readonly host: string; readonly path: string } {
  const short = /^(?:[^@/\s]+@)?([\w.-]{2,}):(?!\/\/|\\)(.+)$/.exec(url);
  const full = URL.canParse(url) && /^(?:https?|ssh|git):$/.test(new URL(url).protocol) ? new URL(url) : null;
  if (!full && !short) return { host: 'this machine', path: '…' };
  const [host, path] = full ? [full.host, full.pathname] : [short![1]!, short![2]!];
  const names = path.split('/').filter(part => part !== '');
  const shown = names.map(name => (fork.test(name) ? '<private fork>' : name.replace(/\.git$/, '')));
  return { host, path: `/${shown.join('/')}` };
}
