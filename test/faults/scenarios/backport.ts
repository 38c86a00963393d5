import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  backportKey,
  confirmBackport,
  prepareBackport,
  proposeBackport,
  readBackportRecord,
  runBackport,
  type BackportLink,
  type BackportRequest,
} from '../../../src/jobs/backport/make/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { before, fix, id, merged, onBranch } from '../../unit/port/backportDesk.ts';
import type { Desk } from '../../unit/port/harness.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { asFirst } from './asFirst.ts';
import { backportTools } from './backportTools.ts';
import { beginning } from './beginning.ts';
import { folders, machine, own, repo, upstream } from './machine.ts';
import { withOthers } from './others.ts';
import { filesWithToken } from './publicSide.ts';
import { StateFile } from './stateFile.ts';
import { windowAt } from './window.ts';

/** What no public place may learn. */
const embargoed = [id, `cpython-${id}`, 'Spam parser reads past the end'];
const branch = '3.12';

/** `GHSA: Backport`: the merged fix on a maintenance branch, from the page to the labelled pull request. */
export const backport: Scenario = { job: 'backport', open, press };

async function open(): Promise<World> {
  const at = await machine();
  const { sandbox } = at;
  const desk = { sandbox, clone: at.clone } as Desk;
  for (const each of ['main', branch]) await onBranch(desk, each, before);
  const main = await merged(desk);
  const { outside, rewind } = await beginning(at, [upstream, own]);
  const model = { confirmed: asFirst(), were: await headsOf(sandbox), stood: await tipOf(sandbox) };
  const place = at.place({ pull: String(main.number) });
  const world: World = {
    sandbox,
    place,
    rewind,
    async verdict() {
      const { duplicates, lost } = await whatIsThere(sandbox, at.root, model);
      return {
        duplicates,
        lost,
        leaks: [
          ...(await outside.hits([...embargoed, place.token])),
          ...(await filesWithToken(at.root, place.token)),
        ],
      };
    },
    close: at.close,
  };
  return withOthers(world, branch);
}

const linkAt = ({ root }: Pick<Place, 'root'>) => new StateFile(join(root, folders.state, 'links.json'));

function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, async window => {
    const tools = backportTools(place, window);
    const links = linkAt(place);
    // The row shows it: there is nothing to press any more.
    if (links.get('link') !== undefined) return true;
    const key = backportKey(place.api, repo, id, branch);
    const record =
      readBackportRecord(await tools.store.load(key)) ?? (await confirmed(tools, requestAt(place), signal));
    const events: StepEvent[] = [];
    const ended = await runBackport(tools, record, {
      signal,
      tell: event => events.push(event),
      keep: link => links.update('link', link),
    });
    const last = events.at(-1);
    if (last?.state === 'failed') throw last.error as Error;
    return ended === 'done';
  });
}

async function confirmed(
  tools: ReturnType<typeof backportTools>,
  request: BackportRequest,
  signal: AbortSignal,
) {
  const prepared = await prepareBackport(tools, request, signal);
  return confirmBackport(tools.store, prepared, proposeBackport(prepared), tools.now());
}

const requestAt = ({ extra, clone }: Place): BackportRequest => ({
  ...{ repo, ghsaId: id, branch, pull: Number(extra['pull']), issue: 210450, clone },
});

/** Branches of the own fork, with where they stand. */
const headsOf = async (sandbox: Sandbox) =>
  (await git(sandbox.dir(own), ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads'])).split(
    '\n',
  );

const tipOf = (sandbox: Sandbox) => git(sandbox.dir(upstream), ['rev-parse', `refs/heads/${branch}`]);

/** What there was before. */
interface Model {
  readonly confirmed: ReturnType<typeof asFirst>;
  /** Branches of the own fork. */
  readonly were: readonly string[];
  /** Tip of the branch. */
  readonly stood: string;
}

/** One pull request with its labels, one branch, one commit; nothing left on the machine but the link. */
async function whatIsThere(
  sandbox: Sandbox,
  root: string,
  { confirmed, were, stood }: Model,
): Promise<{ readonly duplicates: string[]; readonly lost: string[] }> {
  const [duplicates, lost]: [string[], string[]] = [[], []];
  const count = (what: string, found: number) => {
    if (found > 1) duplicates.push(`${found} times: ${what}.`);
    if (found === 0) lost.push(`Not there: ${what}.`);
  };
  const pulls = [...sandbox.store.repo(upstream)!.issues.values()].filter(
    ({ pull, author }) => pull && author === 'octo-coordinator',
  );
  count('pull request', pulls.length);
  const dir = sandbox.dir(own);
  const heads = (await headsOf(sandbox)).filter(head => !were.includes(head));
  count('branch', heads.length);
  const [ours] = pulls;
  if (!ours) return { duplicates, lost };
  const { headSha, headRef, base } = ours.pull!;
  if (base !== branch) lost.push(`The pull request goes to ${base}.`);
  if (heads[0] !== `${headSha} refs/heads/${headRef}`) lost.push('The pull request has another branch.');
  if ([...ours.labels].sort().join() !== 'release-blocker,type-security')
    lost.push(`The labels are ${ours.labels.join()}.`);
  // The branch may have moved on since, and the fork need not know of that.
  const mine = ['rev-list', '--ignore-missing', headSha, '--not', stood, await tipOf(sandbox)];
  count('commit', (await git(dir, mine)).split('\n').length);
  if ((await git(dir, ['show', `${headSha}:Lib/bread.py`])) !== fix.files['Lib/bread.py'].trimEnd())
    lost.push('The commit is not the fix.');
  const message = await git(dir, ['log', '-1', '--format=%an %ae %cn %ce %B', headSha]);
  lost.push(...confirmed([ours.title, ours.body, message]));
  const said = ours.comments.filter(({ author }) => author === 'octo-coordinator');
  if (said.length > 0) duplicates.push(`${said.length} comments that nobody confirmed.`);
  const link = linkAt({ root }).get<BackportLink>('link');
  if (link?.pull !== ours.number) lost.push('The pull request is not remembered.');
  for (const name of await readdir(join(root, folders.scratch))) lost.push(`${name} was left in scratch.`);
  return { duplicates, lost };
}
