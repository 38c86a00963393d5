import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { guardFolder } from '../../../src/git/guard/rules.ts';
import { setGuard } from '../../../src/git/guard/index.ts';
import { checkGuard, cloneFork, Git, GitError, type CloneRequest } from '../../../src/git/index.ts';
import type { ForkTools, PrivateClone } from '../../../src/jobs/fork/types.ts';
import { forkReady } from '../../../src/jobs/fork/wait.ts';
import { PrivateClones } from '../../../src/ui/fork/clones.ts';
import { placesOf } from '../../../src/ui/fork/places.ts';
import { whole } from '../../../src/ui/fork/whole.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { logOf } from '../log.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { beginning } from './beginning.ts';
import { folders, machine, own, repo, upstream, type Machine } from './machine.ts';
import { filesWithToken } from './publicSide.ts';
import { StateFile } from './stateFile.ts';
import { windowAt } from './window.ts';

const about = { repo, ghsaId: 'GHSA-7q4m-xv2c-93rp' };
const fork = `${upstream}-${about.ghsaId.toLowerCase()}`;

/** `GHSA: Clone Temporary Private Fork`, with the objects of the public clone. */
export const clone: Scenario = { job: 'clone', open, press };

async function open(): Promise<World> {
  const at = await machine();
  const { sandbox } = at;
  const { outside, rewind } = await beginning(at, [upstream, own, fork]);
  const place = at.place();
  return {
    sandbox,
    place,
    rewind,
    async verdict() {
      const found = await readdir(join(at.root, folders.clones));
      const name = fork.split('/')[1]!;
      return {
        duplicates: found.filter(each => each !== name).map(each => `${each} was left beside the clone.`),
        lost: found.includes(name) ? await missing(at, place) : ['There is no clone.'],
        leaks: [
          // Nothing is written anywhere.
          ...(await outside.traces(/^$/)),
          ...(await filesWithToken(at.root, place.token)),
        ],
      };
    },
    close: at.close,
  };
}

/** The clones that a window on this machine knows. */
const clonesAt = ({ root, api, gitBinary }: Pick<Place, 'root' | 'api' | 'gitBinary'>) =>
  new PrivateClones({
    state: new StateFile(join(root, folders.state, 'memento.json')),
    agreements: { forget: async () => undefined },
    recordsKeyOf: url => url,
    apiUrl: () => api,
    folders: () => [],
    log: error => logOf({ gitBinary }).error(error),
  });

function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, async tools => {
    const clones = clonesAt(place);
    const known = clones.of(about);
    if (known && (await isThere(known.path))) return true;
    if (known) await clones.forget(known);
    // The list named the fork; where it is not shown, the button that starts one is pressed next.
    if (!(await forkReady(tools.github, fork, signal))) return false;
    const { request, record } = await wanted(place, tools, signal);
    try {
      await cloneFork(tools.git, request, { signal });
      await clones.keep(record);
    } catch (error) {
      if (!(error instanceof GitError) || error.kind !== 'exists') throw error;
      // Somebody would be asked whether a clone may be used that was not made here. This one was.
      if (!(await isThere(join(record.path, '.git', guardFolder))))
        throw new Error('The clone that was made here is not known as one of ours.', { cause: error });
      await setGuard(tools.git, record.path, request, signal);
      await clones.keep(await whole(tools.git, record));
    }
    return true;
  });
}

async function wanted(
  { root, api, clone: publicClone }: Place,
  { github, gitUrl, protocol }: ForkTools,
  signal: AbortSignal,
): Promise<{ readonly request: CloneRequest; readonly record: PrivateClone }> {
  const [there, parent] = await Promise.all([
    github.repos.get(fork, signal),
    github.repos.get(upstream, signal),
  ]);
  const { path, workspaceFile } = placesOf(join(root, folders.clones), there.fullName);
  const names = { fork: there.fullName, upstream: parent.fullName, defaultBranch: there.defaultBranch };
  return {
    request: { ...names, gitUrl, protocol, target: path, method: 'auto', publicClone },
    record: { ...names, ...about, path, workspaceFile, apiUrl: api, gitUrl, protocol, worktrees: [] },
  };
}

/** What a whole clone has that this one lacks. */
async function missing({ sandbox, root }: Machine, place: Place): Promise<string[]> {
  const path = join(root, folders.clones, fork.split('/')[1]!);
  const lost: string[] = [];
  const is = (found: string, wanted: string, what: string) => {
    if (found !== wanted) lost.push(`${what}: ${found}, not ${wanted}.`);
  };
  const at = (...args: string[]) => git(path, args);
  const main = await git(sandbox.dir(fork), ['rev-parse', 'main']);
  is(await at('rev-parse', 'HEAD'), main, 'The clone is at');
  is(await at('symbolic-ref', 'HEAD'), 'refs/heads/advisory-fix-2', 'Its branch is');
  is(await at('status', '--porcelain'), '', 'Its files are');
  is(await at('fsck', '--full', '--strict', '--no-dangling').catch(String), '', 'git fsck says');
  is(await at('remote'), 'origin\nupstream', 'Its remotes are');
  is(await at('config', 'remote.origin.url'), `${place.git}/${fork}.git`, 'origin is');
  is(((await stat(path)).mode & 0o777).toString(8), '700', 'Its mode is');
  const of = { fork, upstream, gitUrl: place.git, protocol: 'https' } as const;
  lost.push(...(await checkGuard(new Git(), path, of)).missing);
  const records = clonesAt(place).list();
  if (records.length !== 1 || records[0]!.path !== path) lost.push('The clone is not remembered.');
  return lost;
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
