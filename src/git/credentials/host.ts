/**
 * May a token of this API be given to git at this address? A token belongs to its host: the same origin, or the
 * host whose API it is (`api.github.com` and `github.com`), by https or on this machine.
 */
export function tokenFits(apiUrl: string, gitUrl: string): boolean {
  const [api, git] = [new URL(apiUrl), new URL(gitUrl)];
  if (api.origin === git.origin) return true;
  return api.protocol === 'https:' && git.protocol === 'https:' && api.host === `api.${git.host}`;
}
