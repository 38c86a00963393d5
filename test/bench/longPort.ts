import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchOf } from '../../src/jobs/port/index.ts';
import { forkForAdvisory, forkRepo } from '../../src/sandbox/fork.ts';
import { git } from '../../src/sandbox/gitdir.ts';
import { addPull } from '../../src/sandbox/routes/pulls.ts';
import { writeHistory } from '../../src/sandbox/seed/history.ts';
import { prepareBackport, proposeBackport, confirmBackport } from '../../src/jobs/backport/make/index.ts';
import { before as ground, merged, onBranch, request, runOn } from '../unit/port/backportDesk.ts';
import { desk, prepare, publish, type Desk } from '../unit/port/harness.ts';
import { longHistory } from './history.ts';
import { median, ms } from './numbers.ts';

const id = 'GHSA-7q4m-xv2c-93rp';
const rounds = 5;
/** So many commits were made in public since the coordinator last fetched, and since the private branch began. */
const behind = 200;
/** The branch of a backport left main so many commits ago. */
const branched = 4_000;

/**
 * A port and a backport in a long history, with a public clone beside it, and without one. Of `path`, or of a history of
 * its own.
 */
export async function benchLongPort(path: string | null): Promise<string[]> {
  const cpython = path ?? (await longHistory(words => console.error(words)));
  const at = await desk('coordinator', { cpython });
  try {
    await addFix(at);
    const times = { clone: [] as number[], none: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.clone.push(await prepared(at, at.clone));
      // All of the history comes over the wire then.
      if (round < 2) times.none.push(await prepared(at, null));
    }
    const ported = await timed(async () => {
      const { prepared, draft } = await prepare(at, id);
      const { ended } = await publish(at, prepared, draft);
      if (ended !== 'done') throw new Error(`The port ended ${ended}.`);
    });
    const backport = await benchBackport(at);
    const commits = await git(at.sandbox.dir('python/cpython'), ['rev-list', '--count', 'main']);
    return [
      `port prepared in a history of ${commits} commits, the private branch ${behind} behind`,
      `  with a public clone:       ${ms(median(times.clone))} (median of ${rounds})`,
      `  without one:               ${ms(median(times.none))}`,
      `  prepared and made public:  ${ms(ported)} (with the clone)`,
      `backport to a branch of ${branched} commits ago`,
      `  prepared, with the clone:  ${ms(backport.clone)}`,
      `  prepared, without one:     ${ms(backport.none)}`,
      `  prepared and made public:  ${ms(backport.whole)} (with the clone)`,
    ];
  } finally {
    await at.close();
  }
}

/** A private fork whose branch began some time ago, with one pull request. */
async function addFix({ sandbox, root, clone }: Desk): Promise<void> {
  const main = sandbox.dir('python/cpython');
  const start = await git(main, ['rev-parse', `main~${behind}`]);
  for (const ref of ['refs/heads/main', 'refs/remotes/upstream/main'])
    await git(clone, ['update-ref', ref, start]);
  const forks = join(root, 'forks');
  await forkRepo(sandbox.store, forks, sandbox.store.repo('python/cpython')!, {
    owner: 'octo-coordinator',
    name: 'cpython',
  });
  const fork = await forkForAdvisory(sandbox.store, forks, id);
  await writeHistory(fork.dir, [
    {
      branch: 'advisory-fix-1',
      from: start,
      message: 'Fry the eggs on both sides',
      files: { 'Lib/frying.py': 'sides = 2\n' },
    },
  ]);
  await addPull({ store: sandbox.store }, fork, fork, {
    ...{ title: 'Fry the eggs on both sides', body: '', author: 'oregano-core' },
    ...{ ref: 'advisory-fix-1', base: 'main' },
  });
}

/** The fix of a plain bug on main, on its way to a branch. Milliseconds. */
async function benchBackport(at: Desk): Promise<Record<'clone' | 'none' | 'whole', number>> {
  const dir = at.sandbox.dir('python/cpython');
  await git(dir, ['update-ref', 'refs/heads/3.12', `main~${branched}`]);
  for (const branch of ['main', '3.12']) await onBranch(at, branch, ground);
  const fix = await merged(at);
  const preparing = async (clone: string | null) => {
    const began = performance.now();
    const prepared = await prepareBackport(at.tools, request(at, fix, { clone }));
    const took = performance.now() - began;
    await rm(scratchOf(at.root, prepared.key), { recursive: true, force: true });
    return took;
  };
  return {
    clone: await preparing(at.clone),
    none: await preparing(null),
    whole: await timed(async () => {
      const prepared = await prepareBackport(at.tools, request(at, fix));
      const draft = proposeBackport(prepared);
      const record = await confirmBackport(at.tools.store, prepared, draft, at.tools.now());
      const { ended } = await runOn(at, record);
      if (ended !== 'done') throw new Error(`The backport ended ${ended}.`);
    }),
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function prepared(at: Desk, clone: string | null): Promise<number> {
  const began = performance.now();
  const { prepared } = await prepare(at, id, { clone });
  const took = performance.now() - began;
  await rm(scratchOf(at.root, prepared.key), { recursive: true, force: true });
  return took;
}
