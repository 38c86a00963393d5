/** What a list may name: whose repositories it is about, and where the API is. */
export interface Shown {
  /** `https://github.example/api/v3`, as the setting says. */
  readonly apiUrl: string;
  /** The repositories of the view. Any other owner may be a person. */
  readonly repositories: readonly { readonly owner: string; readonly name: string }[];
}

/** Words of GitHub's addresses. Whatever else stands there is a name or an id of somebody's. */
const words = new Set(
  (
    'advisories branches check-runs collaborators comments commits compare cve forks git issues labels matching-refs ' +
    'members organizations orgs pulls repos repositories reviews search security-advisories status teams timeline ' +
    'user users'
  ).split(' '),
);

/** A temporary private fork: its name holds the id of its advisory. */
const fork = /ghsa(?:[-_]|%2d|%5f)?[0-9a-z]{4}/i;

/** A path of GitHub's API with the names of our repositories, and nothing else that names anybody or anything. */
export function maskedRoute(path: string, shown: Shown): string {
  const base = URL.canParse(shown.apiUrl) ? new URL(shown.apiUrl).pathname.replace(/\/+$/, '') : '';
  const below = base !== '' && path.startsWith(`${base}/`);
  const parts = namesOf(below ? path.slice(base.length) : path);
  const named =
    parts[0] === 'repos' && parts[1] && parts[2] ? maskedRepo(parts[1], parts[2], shown) : undefined;
  const masked = parts.map((part, i) => {
    if (named && (i === 1 || i === 2)) return named[i - 1]!;
    return words.has(part) ? part : '…';
  });
  return `${below ? base : ''}/${masked.join('/')}`;
}

/** A name that is not one of ours says no more than that: of a person's fork of ours the owner is left out. */
function maskedRepo(owner: string, name: string, { repositories }: Shown): [owner: string, name: string] {
  const known = (key: 'owner' | 'name', text: string) =>
    repositories.some(repo => repo[key].toLowerCase() === text.toLowerCase());
  const ours = known('owner', owner);
  const repo = fork.test(name) ? '<private fork>' : ours || known('name', name) ? name : '…';
  return [ours ? owner : '…', repo];
}

/** A path of any other host: a list that a setting names, a record of the CVE services. */
export function maskedPath(path: string): string {
  return path
    .split('/')
    .map(part => (/^cve-/i.test(part) || fork.test(part) ? '…' : part))
    .join('/');
}

/** Host and repository of where git goes. A folder of this machine says no more than that. */
export function maskedRemote(url: string, shown: Shown): { readonly host: string; readonly path: string } {
  // `ext::sh -c …`: words for a helper, which may hold anything.
  const helper = /^([\w.+-]+)::/.exec(url);
  if (helper) return { host: `${helper[1]}::…`, path: '' };
  const short = /^(?:[^@/\s]+@)?([\w.-]{2,}):(?!\/\/|\\)(.+)$/.exec(url);
  if (short && !/^file$/i.test(short[1]!)) return { host: short[1]!, path: remotePath(short[2]!, shown) };
  const full = /^[a-z][\w+.-]+:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
  if (!full || full.protocol === 'file:') return { host: 'this machine', path: '…' };
  const usual = /^(?:https?|ssh|git):$/.test(full.protocol);
  return { host: full.host, path: usual ? remotePath(full.pathname, shown) : '/…' };
}

function remotePath(path: string, shown: Shown): string {
  const names = namesOf(path);
  const [owner, name] = names.slice(-2);
  if (owner === undefined || name === undefined) return '/…';
  // Before them stands whatever a server has there.
  return `/${[...names.slice(0, -2).map(() => '…'), ...maskedRepo(owner, name.replace(/\.git$/, ''), shown)].join('/')}`;
}

function namesOf(path: string): string[] {
  return path.split('/').filter(part => part !== '');
}
