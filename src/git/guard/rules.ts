import { latin1, refuseBeyond } from './beyond.ts';
import {
  canonical,
  commonForms,
  fetchOnly,
  forkForms,
  hostForms,
  refusedScheme,
  transportOf,
  type GuardOf,
} from './forms.ts';
import { helperRules } from './helpers.ts';
import { rewritesOf, type Setting } from './settings.ts';
import { section } from './write.ts';

/** Protocols that git knows. All but the one that is used are refused by name: a name beats `protocol.allow`. */
const transports = ['file', 'git', 'ssh', 'http', 'https', 'ext', 'fd', 'ftp', 'ftps'];

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const others = [...'-._~:/@%+'];

/** Where the guard lies, below the folder that all worktrees share, and where its parts are. */
export const guardFolder = 'ghsa-guard';

/** Runs `program.ts` in place of a server. Needs no absolute path; also right in a worktree. */
const askUs = `!sh "$(git rev-parse --git-common-dir)/${guardFolder}/refuse"`;

/** Single values that the clone's own configuration sets, each with the way that it closes. */
export function plainRules(
  of: GuardOf,
  hooks: string,
  theirs: readonly Setting[],
): [key: string, value: string][] {
  const used = transportOf(of);
  const named = theirs.flatMap(({ key }) => /^protocol\.(.+)\.allow$/.exec(key)?.[1] ?? []);
  const refused = [...new Set([...transports, ...named])].filter(
    name => name !== used && name !== refusedScheme,
  );
  return [
    // In place of a global one; by its absolute path also in worktrees.
    ['core.hooksPath', hooks],
    // Whatever leads elsewhere is answered by us.
    [`alias.remote-${refusedScheme}`, askUs],
    ['protocol.allow', 'never'],
    [`protocol.${used}.allow`, 'always'],
    [`protocol.${refusedScheme}.allow`, 'always'],
    ...refused.map((name): [string, string] => [`protocol.${name}.allow`, 'never']),
    // A server must not send us on. Named as well, because a more exact address of the user would win.
    ['http.followRedirects', 'false'],
    ...(of.protocol === 'https' ? [of.fork, of.upstream] : []).map((name): [string, string] => [
      `http.${canonical(of, name)}.followRedirects`,
      'false',
    ]),
    // Nothing is fetched or cloned out of this clone.
    ['uploadpack.allowAnySHA1InWant', 'false'],
    ['uploadpack.allowReachableSHA1InWant', 'false'],
    ['uploadpack.allowTipSHA1InWant', 'false'],
    // A plain `git push` goes to the fork, whatever branch was started from.
    ['remote.pushDefault', 'origin'],
    ['push.default', 'current'],
    ['branch.autoSetupMerge', 'simple'],
    ['checkout.defaultRemote', 'origin'],
    // Commits in submodules would go to their own, public, repositories.
    ['push.recurseSubmodules', 'no'],
  ];
}

/**
 * The guard as git reads it: a file that the clone's configuration includes. `theirs` is what the user's own
 * configuration says: what it rewrites is closed one character further, because the longest prefix wins and, among
 * equals, the user's, which is read before ours.
 */
export function guardConfig(of: GuardOf, hooks: string, theirs: readonly Setting[]): Buffer {
  const forms = hostForms(of.gitUrl);
  const [fork, upstream] = [canonical(of, of.fork), canonical(of, of.upstream)];
  // `…/fork` and `…/fork.git` both become the one address; whatever is longer is refused.
  const ours = named(forkForms(of.gitUrl), of.fork).flatMap(form => [form, `${form}.git`]);
  const prefixes = [...rewritesOf(theirs, 'insteadof'), ...rewritesOf(theirs, 'pushinsteadof')].map(
    ({ prefix }) => prefix,
  );
  const refused = new Set([
    '',
    ...forms,
    ...named(forms, of.upstream),
    ...commonForms(of.gitUrl).flatMap(form => [...letters, ...others].map(letter => form + letter)),
  ]);
  const host = new URL(of.gitUrl).host;
  const rules = [
    '# GHSA Coordinator: the guard of a clone under embargo. "GHSA: Show What May Be Pushed" explains and repairs it.',
    ...plainRules(of, hooks, theirs).map(([key, value]) => section(key, [value])),
    section('transfer.hideRefs', ['refs/', 'HEAD']),
    ...helperRules(of.gitUrl, theirs),
    section(`url.${fork}.insteadOf`, ours),
    section(`url.${fork}.pushInsteadOf`, ours),
    section(`url.${upstream}.insteadOf`, [`${fetchOnly}${of.upstream}.git`]),
    section(`url.${refusedScheme}://${host}/.pushInsteadOf`, [fetchOnly]),
    ...[...refused]
      .filter(prefix => !ours.includes(prefix))
      .flatMap(prefix => [
        section(`url.${refusedScheme}://${prefix}.insteadOf`, [prefix]),
        section(`url.${refusedScheme}://${prefix}.pushInsteadOf`, [prefix]),
      ]),
  ];
  const fetched = `${fetchOnly}${of.upstream}.git`;
  const beyond = refuseBeyond(
    [...new Set([...ours, ...prefixes, fetched])],
    new Set([...ours, ...refused].map(latin1)),
  );
  return Buffer.from([...rules.map(latin1), ...beyond, ''].join('\n'), 'latin1');
}

/** A repository's addresses, as GitHub writes its name and in lower case. */
function named(forms: readonly string[], name: string): string[] {
  return [...new Set([name, name.toLowerCase()].flatMap(each => forms.map(form => `${form}${each}`)))];
}
