/** Kinds of what is read or written, by the last word of an address that is one; the first that fits counts. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\/security-advisories\/[^/]+\/comments$/, 'discussion of an advisory'],
  [/\/security-advisories\/[^/]+\/forks$/, 'temporary private fork'],
  [/\/security-advisories\/[^/]+\/cve$/, 'CVE id of GitHub'],
  [/\/security-advisories/, 'advisories'],
  [/\/cve\//, 'state of a CVE record'],
  [/\/(?:check-runs|status)$/, 'results of checks'],
  [/\/timeline$/, 'what names an issue'],
  [/\/labels$/, 'labels'],
  [/\/reviews$/, 'reviews'],
  [/\/commits(?:\/|$)/, 'commits'],
  [/\/pulls(?:\/|$)/, 'pull requests'],
  [/\/issues(?:\/|$)/, 'issues'],
  [/\/forks$/, 'own fork'],
  [/\/(?:branches|matching-refs|compare)(?:\/|$)/, 'branches and tags'],
  [/\/(?:collaborators|members|teams)(?:\/|$)/, 'who can read'],
  [/\/users?(?:\/|$)/, 'accounts'],
  [/\/repos\/[^/]+\/[^/]+$/, 'repository'],
  [/release-cycle/, 'release cycle'],
  [/\.csv$/, 'published list of members'],
];

/** "Read advisories", of a masked path. */
export function purposeOf(method: string, path: string): string {
  const [, what = 'something else'] = kinds.find(([pattern]) => pattern.test(path)) ?? [];
  return `${method === 'GET' || method === 'HEAD' ? 'Read' : 'Write'} ${what}`;
}
