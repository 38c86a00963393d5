import type { Setting } from './settings.ts';
import { section } from './write.ts';

/**
 * The user's credential helpers, asked and never told: a token that our own channel answered with (GIT_ASKPASS) would
 * be stored by them, in a file too (`credential.helper=store`). github.com is VS Code's own channel.
 */
export function helperRules(gitUrl: string, theirs: readonly Setting[]): string[] {
  const { origin, host } = new URL(gitUrl);
  if (host === 'github.com') return [];
  const helpers = theirs
    .filter(({ key }) => key === 'credential.helper' || isFor(host, key))
    .map(({ value }) => value);
  // An empty one takes back all that were named before it, the user's too.
  const used = helpers.slice(helpers.lastIndexOf('') + 1).filter(Boolean);
  return [section(`credential.${origin}.helper`, ['', ...used.map(askedOnly)])];
}

function isFor(host: string, key: string): boolean {
  const url = /^credential\.(.+)\.helper$/.exec(key)?.[1];
  return url !== undefined && URL.canParse(url) && new URL(url).host === host;
}

/** A helper that is run to get and to erase (gitcredentials(7)), as git would run it. */
function askedOnly(helper: string): string {
  const command = helper.startsWith('!')
    ? helper.slice(1)
    : /^([/~]|[a-z]:[\\/])/i.test(helper)
      ? helper
      : `git credential-${helper}`;
  return `!ghsa_ask() { case $1 in get | erase) ${command} "$1" ;; esac; }; ghsa_ask`;
}
