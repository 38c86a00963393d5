import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Git } from '../run.ts';
import { shown } from './addresses.ts';
import { canonical, hostForms, refusedScheme, type GuardOf } from './forms.ts';
import { layoutOf, type Layout } from './layout.ts';
import { rewritten } from './rewrite.ts';
import { plainRules } from './rules.ts';
import { readSettings, rewritesOf, valuesOf, type Setting } from './settings.ts';
import { isWritten } from './write.ts';

export interface GuardedRemote {
  readonly name: string;
  readonly fetch: string;
  /** Where a push really goes; null: it is refused. */
  readonly push: string | null;
  readonly verdict: 'fork' | 'refused' | 'elsewhere';
}

export interface GuardReport {
  readonly whole: boolean;
  /** What is open, a sentence each. */
  readonly missing: readonly string[];
  readonly remotes: readonly GuardedRemote[];
}

/** Looks at the guard of a clone, and at where its remotes lead. Changes nothing. */
export async function checkGuard(
  git: Git,
  clone: string,
  of: GuardOf,
  signal?: AbortSignal,
): Promise<GuardReport> {
  const settings = await readSettings(git, clone, signal);
  const layout = await layoutOf(git, clone, of, settings, signal);
  const remotes = remotesOf(settings, of);
  const missing = [
    ...(await files(layout)),
    ...values(settings, of, layout),
    ...openings(settings, layout.theirs, of),
    ...remotes
      .filter(({ verdict }) => verdict === 'elsewhere')
      .map(({ name, push }) => `Pushes to the remote ${name} go to ${shown(push ?? '')}.`),
  ];
  return { whole: missing.length === 0, missing, remotes };
}

/** Its programs and rules lie where they were put, as they were written. */
async function files({ files, folder }: Layout): Promise<string[]> {
  const wrong: string[] = [];
  for (const { path, bytes, mode } of files) {
    const runs = mode === 0o644 || (await access(path, constants.X_OK).then(yes, no));
    if (runs && (await isWritten(path, bytes))) continue;
    wrong.push(
      basename(path) === 'config'
        ? 'The rules that refuse pushes are not as they should be.'
        : `The guard's ${path.slice(folder.length + 1).replaceAll('\\', '/')} is missing or changed.`,
    );
  }
  return wrong;
}

const yes = () => true;
const no = () => false;

/** Its settings are the ones that count. */
function values(settings: readonly Setting[], of: GuardOf, { hooks, theirs }: Layout): string[] {
  return plainRules(of, hooks, theirs).flatMap(([name, value]) =>
    valuesOf(settings, lower(name)).at(-1) === value
      ? []
      : [`The setting ${name} of this clone is not the guard's.`],
  );
}

/** A key as git lists it: section and name in lower case. */
function lower(key: string): string {
  const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}

/** Addresses that a push must not reach: the public repository, anybody's fork of it, any other place. */
function openings(settings: readonly Setting[], theirs: readonly Setting[], of: GuardOf): string[] {
  const name = of.upstream.split('/')[1]!;
  const places = new Set([
    ...hostForms(of.gitUrl).flatMap(form => [
      ...[of.upstream, `someone/${name}`].flatMap(each => [`${form}${each}`, `${form}${each}.git`]),
    ]),
    'https://elsewhere.example/someone/repository.git',
    // The fork's own address, continued: dot segments lead out of it.
    ...hostForms(of.gitUrl).flatMap(form =>
      ['/', '.git/', '-', '.git!/', '%2e', '.', '?', '/%2e%2e/'].map(
        more => `${form}${of.fork}${more}../../${of.upstream}.git`,
      ),
    ),
  ]);
  // A rule of the user's for one whole address: no longer one is possible, so that ours cannot win.
  const exact = new Set(
    [...rewritesOf(theirs, 'pushinsteadof'), ...rewritesOf(theirs, 'insteadof')]
      .map(({ prefix }) => prefix)
      .filter(prefix => wholeAddress.test(prefix)),
  );
  const leads = (place: string) =>
    [pushed(place, settings), pushedByPushUrl(place, settings)].find(
      end => verdictOf(end, settings, of) === 'elsewhere',
    );
  return [
    ...[...places].flatMap(place => {
      const end = leads(place);
      return end === undefined ? [] : [`A push to ${shown(place)} would go to ${shown(end)}.`];
    }),
    ...[...exact].flatMap(place => {
      const end = leads(place);
      return end === undefined
        ? []
        : [
            `Your own git configuration sends ${shown(place)} to ${shown(end)}, which only the pre-push hook stops. Remove that rule (url.*.insteadOf or pushInsteadOf).`,
          ];
    }),
  ];
}

const wholeAddress = /^(?:[a-z+]+:\/\/)?[^/:]+(?::\d+)?[/:][^/]+\/[^/]+$/i;

function remotesOf(settings: readonly Setting[], of: GuardOf): GuardedRemote[] {
  const names = new Set(settings.flatMap(({ key }) => /^remote\.(.+)\.(?:push)?url$/.exec(key)?.[1] ?? []));
  return [...names].map(name => {
    const urls = valuesOf(settings, `remote.${name}.url`);
    const pushUrls = valuesOf(settings, `remote.${name}.pushurl`);
    const first = urls[0] ?? name;
    const ends =
      pushUrls.length > 0
        ? pushUrls.map(url => pushedByPushUrl(url, settings))
        : (urls.length > 0 ? urls : [name]).map(url => pushed(url, settings));
    const open = ends.find(end => verdictOf(end, settings, of) === 'elsewhere');
    const fork = ends.find(end => verdictOf(end, settings, of) === 'fork');
    return {
      name,
      fetch: shown(rewritten(first, rewritesOf(settings, 'insteadof')) ?? first),
      push: open ?? fork ?? null,
      verdict: open !== undefined ? 'elsewhere' : fork !== undefined ? 'fork' : 'refused',
    };
  });
}

/** Where git pushes to for an address, or for a remote that has it. */
function pushed(url: string, settings: readonly Setting[]): string {
  return rewritten(url, rewritesOf(settings, 'pushinsteadof')) ?? pushedByPushUrl(url, settings);
}

/** Where git pushes to for a remote's pushurl, of which pushInsteadOf knows nothing. */
function pushedByPushUrl(url: string, settings: readonly Setting[]): string {
  return rewritten(url, rewritesOf(settings, 'insteadof')) ?? url;
}

function verdictOf(end: string, settings: readonly Setting[], of: GuardOf): GuardedRemote['verdict'] {
  const transport = transportIn(end);
  const allowed =
    valuesOf(settings, `protocol.${transport}.allow`).at(-1) ?? valuesOf(settings, 'protocol.allow').at(-1);
  if (transport === refusedScheme || allowed === 'never') return 'refused';
  return end.toLowerCase() === canonical(of, of.fork).toLowerCase() ? 'fork' : 'elsewhere';
}

/** The protocol of an address, as git calls it. */
function transportIn(url: string): string {
  const named = /^([a-z][a-z\d+.-]*):(?::|\/\/)/i.exec(url)?.[1];
  if (named !== undefined) return ['git+ssh', 'ssh+git'].includes(named) ? 'ssh' : named;
  return /^[^/]+:/.test(url) ? 'ssh' : 'file';
}
