import { appendFile, cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { baseOf, cloneFork, rememberBase } from '../../../src/git/index.ts';
import {
  hasBase,
  lookAtBranch,
  openPull,
  openPullOf,
  otherName,
  pushBase,
  pushFix,
  renameFix,
  type Workplace,
} from '../../../src/jobs/fork/pulls/index.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { agree, agreed, theirs } from './approval.ts';
import { keepsake } from './keepsake.ts';
import { machine, own, upstream, type Machine } from './machine.ts';
import { filesWithToken, PublicSide } from './publicSide.ts';
import { windowAt } from './window.ts';

const fork = `${upstream}-ghsa-7q4m-xv2c-93rp`;
const base = '3.14';
const branch = 'advisory-fix-2';
const words = { title: 'Limit the depth', body: 'As discussed.' };

/** `GHSA: Open Private PR` to a branch that the fork lacks, and `GHSA: Approve Private PR` of somebody else's. */
export const privatePull: Scenario = { job: 'privatePull', open, press };

async function open(): Promise<World> {
  const at = await machine();
  const { sandbox } = at;
  const place = at.place();
  const path = join(at.root, 'private');
  await prepareClone(place, path);
  const kept = await keepsake(sandbox, [upstream, own, fork]);
  const outside = new PublicSide(sandbox);
  const copy = `${at.root}.copy`;
  await cp(path, copy, { recursive: true });
  const rewind = async () => {
    await kept.rewind();
    await at.clean();
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
    await cp(copy, path, { recursive: true });
    await outside.look();
  };
  await rewind();
  const commit = await git(path, ['rev-parse', 'HEAD']);
  return {
    sandbox,
    place: { ...place, extra: { path, commit: theirs(sandbox, fork).pull!.headSha } },
    rewind,
    async verdict() {
      const there = await whatIsThere(at, path, commit);
      const approval = agreed(sandbox, fork);
      return {
        duplicates: [...there.duplicates, ...approval.duplicates],
        lost: [...there.lost, ...approval.lost],
        leaks: [
          ...(await outside.traces(new RegExp(`^/repos/${fork}/`))),
          ...(await filesWithToken(at.root, place.token)),
        ],
      };
    },
    async close() {
      await rm(copy, { recursive: true, force: true, maxRetries: 3 });
      await at.close();
    },
  };
}

/** A private clone with one commit, for a maintenance branch. */
async function prepareClone(place: Place, path: string): Promise<void> {
  const { git: gitUrl, clone: publicClone } = place;
  await windowAt(place, async tools => {
    await cloneFork(tools.git, {
      ...{ fork, upstream, defaultBranch: 'main', gitUrl, protocol: 'https' },
      ...{ target: path, method: 'auto', publicClone },
    });
    await rememberBase(tools.git, path, branch, base);
  });
  await appendFile(join(path, 'Lib/spam/depth.py'), '# Limit the depth\n');
  await git(path, ['add', '-A']);
  await git(path, ['commit', '-q', '-m', words.title]);
}

/** What the two buttons do, one after the other. */
function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, async tools => {
    const path = place.extra['path']!;
    await opened(tools, { path, fork, defaultBranch: 'main', gitUrl: place.git }, signal);
    return agree(tools, { fork, commit: place.extra['commit']! }, signal);
  });
}

async function opened(tools: ForkTools, at: Workplace, signal: AbortSignal): Promise<void> {
  const looked = await lookAtBranch(tools.git, at, signal);
  const free = await otherName(tools.git, at, looked, signal);
  const fix = free === null ? looked : await renameFix(tools.git, at, looked, free, signal);
  const target = await baseOf(tools.git, at.path, signal);
  const there = await openPullOf(tools, fork, fix.branch, signal);
  if (!there && !(await hasBase(tools, at, target, signal))) await pushBase(tools, at, target, signal);
  await pushFix(tools, at, fix, signal);
  if (!there) await openPull(tools, fork, { ...words, branch: fix.branch, base: target }, signal);
}

/** One pull request as it was written, of one branch with the commit; the clone as it was. */
async function whatIsThere(
  { sandbox }: Machine,
  path: string,
  commit: string,
): Promise<{ readonly duplicates: string[]; readonly lost: string[] }> {
  const dir = sandbox.dir(fork);
  const heads = await git(dir, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads/']);
  const wanted = [base, 'advisory-fix-1', branch, 'main'];
  const pulls = [...sandbox.store.repo(fork)!.issues.values()].filter(
    ({ author }) => author === 'octo-coordinator',
  );
  const lost: string[] = [];
  const is = (found: string | undefined, should: string, what: string) => {
    if (found !== should) lost.push(`${what}: ${found}, not ${should}.`);
  };
  const [ours] = pulls;
  is(ours?.title, words.title, 'Its title');
  is(ours?.body, words.body, 'Its description');
  is(ours?.pull?.base, base, 'Its base');
  is(ours?.pull?.headRef, branch, 'Its branch');
  is(ours?.pull?.headSha, commit, 'Its commit');
  const tip = await git(sandbox.dir(upstream), ['rev-parse', `refs/heads/${base}`]);
  is(await git(dir, ['rev-parse', `refs/heads/${base}`]).catch(String), tip, `${base} of the fork`);
  is(await git(dir, ['rev-parse', `refs/heads/${branch}`]).catch(String), commit, `${branch} of the fork`);
  is(await git(path, ['rev-parse', 'HEAD']), commit, 'The clone');
  is(await git(path, ['status', '--porcelain']), '', 'Files of the clone');
  is(
    await git(path, ['rev-parse', '--abbrev-ref', '@{upstream}']).catch(String),
    `origin/${branch}`,
    'It follows',
  );
  return {
    duplicates: [
      ...heads
        .split('\n')
        .filter(name => !wanted.includes(name))
        .map(name => `The fork has a branch ${name}.`),
      ...(pulls.length > 1 ? [`There are ${pulls.length} pull requests.`] : []),
    ],
    lost,
  };
}
