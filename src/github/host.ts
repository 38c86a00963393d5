/** A setting that cannot be used, as one sentence for the user. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly kind = 'setting';
}

const githubApi = 'https://api.github.com';

/** Is this GitHub itself, whose token is VS Code's own session? */
export function isGitHub(apiUrl: string): boolean {
  return URL.canParse(apiUrl) && new URL(apiUrl).origin === githubApi;
}

/**
 * The address that a token belongs to.
 * @throws SettingError when it is none, or when the token would cross a network unencrypted. `name` is what the user
 * wrote it into.
 */
export function tokenHost(apiUrl: string, name = 'The setting ghsa.apiUrl'): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SettingError(`${name} is no web address. Correct it, then try again.`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new SettingError(`${name} would send your token unencrypted. Use https.`);
  }
  return url;
}

/** Is this a GitHub of this machine: one to practise on? */
export function isOnThisMachine(apiUrl: string): boolean {
  return URL.canParse(apiUrl) && isLoopback(new URL(apiUrl).hostname);
}

/** Does a name (of a URL) stand for this machine? */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
