import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  preparePrivateBackport,
  proposePrivateBackport,
  runPrivateBackport,
} from '../../../src/jobs/backport/make/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { before, id, onBranch } from '../../unit/port/backportDesk.ts';
import { becomeFix } from '../../unit/port/fix.ts';
import type { Desk } from '../../unit/port/harness.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { asFirst } from './asFirst.ts';
import { backportTools } from './backportTools.ts';
import { beginning } from './beginning.ts';
import { folders, machine, own, repo, upstream } from './machine.ts';
import { filesWithToken } from './publicSide.ts';
import { windowAt } from './window.ts';

const fork = `${upstream}-${id.toLowerCase()}`;
const [branch, head] = ['3.12', 'advisory-fix-1-3.12'];
const fixed = 'crumb\nfixed in private\ncrust';

/** `GHSA: Backport` while the fix is embargoed: into the private fork, with the branch that it goes to. */
export const privateBackport: Scenario = { job: 'privateBackport', open, press };

async function open(): Promise<World> {
  const at = await machine();
  const { sandbox } = at;
  const desk = { sandbox, clone: at.clone, root: join(at.root, folders.state) } as Desk;
  for (const each of ['main', branch]) await onBranch(desk, each, before);
  await git(sandbox.dir(fork), ['fetch', '-q', sandbox.dir(upstream), 'main']);
  await becomeFix(desk, id, { 'Lib/bread.py': Buffer.from(`${fixed}\n`) });
  await git(at.clone, ['fetch', '-q', '--force', 'upstream']);
  const { outside, rewind } = await beginning(at, [upstream, own, fork]);
  const confirmed = asFirst();
  const place = at.place();
  return {
    sandbox,
    place,
    rewind,
    async verdict() {
      const { duplicates, lost } = await whatIsThere(sandbox, confirmed);
      for (const name of await readdir(join(at.root, folders.scratch)))
        lost.push(`${name} was left in scratch.`);
      return {
        duplicates,
        lost,
        leaks: [
          ...(await outside.traces(new RegExp(`^/repos/${fork}/`))),
          ...(await filesWithToken(at.root, place.token)),
        ],
      };
    },
    close: at.close,
  };
}

/** Nothing is written down: what a press before left is found where it was put. */
function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, async window => {
    const tools = backportTools(place, window);
    const request = { repo, ghsaId: id, branch, clone: place.clone };
    const prepared = await preparePrivateBackport(tools, request, signal);
    const events: StepEvent[] = [];
    const ended = await runPrivateBackport(tools, prepared, proposePrivateBackport(prepared), {
      signal,
      tell: event => events.push(event),
    });
    const last = events.at(-1);
    if (last?.state === 'failed') throw last.error as Error;
    return ended === 'done';
  });
}

/** In the fork: the branch as it is in public, one branch of one commit on it, one pull request. */
async function whatIsThere(
  sandbox: Sandbox,
  confirmed: ReturnType<typeof asFirst>,
): Promise<{ readonly duplicates: string[]; readonly lost: string[] }> {
  const [duplicates, lost]: [string[], string[]] = [[], []];
  const into = [...sandbox.store.repo(fork)!.issues.values()].filter(({ pull }) => pull?.base === branch);
  if (into.length > 1) duplicates.push(`There are ${into.length} private pull requests.`);
  const dir = sandbox.dir(fork);
  const heads = await git(dir, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads/']);
  const strange = heads.split('\n').filter(name => !['main', branch, 'advisory-fix-1', head].includes(name));
  for (const name of strange) duplicates.push(`The fork has a branch ${name}.`);
  const [ours] = into;
  if (!ours) return { duplicates, lost: ['There is no private pull request.'] };
  const { headSha, headRef } = ours.pull!;
  const tip = await git(sandbox.dir(upstream), ['rev-parse', `refs/heads/${branch}`]);
  if ((await git(dir, ['rev-parse', `refs/heads/${branch}`])) !== tip)
    lost.push(`${branch} of the fork is not the public one.`);
  if (headRef !== head || (await git(dir, ['rev-parse', `refs/heads/${head}`])) !== headSha)
    lost.push('The pull request has another branch.');
  if ((await git(dir, ['rev-list', headSha, '--not', tip])) !== headSha)
    lost.push('The branch is not one commit.');
  if ((await git(dir, ['show', `${headSha}:Lib/bread.py`])) !== fixed)
    lost.push('The commit is not the fix.');
  const message = await git(dir, ['log', '-1', '--format=%an %ae %cn %ce %B', headSha]);
  lost.push(...confirmed([ours.title, ours.body, message]));
  return { duplicates, lost };
}
