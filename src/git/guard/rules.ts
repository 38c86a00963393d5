import {
  canonical,
  commonForms,
  fetchOnly,
  hostForms,
  refusedScheme,
  transportOf,
  type GuardOf,
} from './forms.ts';
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
export function guardConfig(of: GuardOf, hooks: string, theirs: readonly Setting[]): string {
  const forms = hostForms(of.gitUrl);
  const named = (name: string) => [
    ...new Set([name, name.toLowerCase()].flatMap(each => forms.map(form => `${form}${each}`))),
  ];
  const [fork, upstream] = [canonical(of, of.fork), canonical(of, of.upstream)];
  // `…/fork` and `…/fork.git` both become the one address; `…/fork-other` becomes `…/fork.git-other`: nothing.
  const ours = named(of.fork).flatMap(form => [form, `${form}.git`]);
  const rewrites = [...rewritesOf(theirs, 'insteadof'), ...rewritesOf(theirs, 'pushinsteadof')];
  const refused = new Set([
    '',
    ...forms,
    ...named(of.upstream),
    ...commonForms(of.gitUrl).flatMap(form => letters.map(letter => form + letter)),
    ...rewrites.flatMap(({ prefix }) => [...letters, ...others].map(letter => prefix + letter)),
  ]);
  const host = new URL(of.gitUrl).host;
  return [
    '# GHSA Coordinator: the guard of a clone under embargo. "GHSA: Show What May Be Pushed" explains and repairs it.',
    ...plainRules(of, hooks, theirs).map(([key, value]) => section(key, [value])),
    section('transfer.hideRefs', ['refs/', 'HEAD']),
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
    '',
  ].join('\n');
}
