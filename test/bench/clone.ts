import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addressOf, cloneFork, Git, openAskpass } from '../../src/git/index.ts';
import { forkForAdvisory } from '../../src/sandbox/fork.ts';
import { git as serverGit } from '../../src/sandbox/gitdir.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { practiceId } from '../../src/sandbox/seed/many.ts';
import { longHistory } from './history.ts';
import { median } from './numbers.ts';
import { openWire } from './wire.ts';

const run = promisify(execFile);
const rounds = 3;
/** So many commits were made in public since the coordinator last fetched. */
const behind = 200;

/**
 * The devguide's plain clone of a private fork, a clone without file contents, and ours with a public clone, by turns, of
 * the same fork on the same server. Of `path`, or of a history of its own.
 */
export async function benchClone(path: string | null): Promise<string[]> {
  const history = path ?? (await longHistory(words => console.error(words)));
  const folder = await mkdtemp(join(tmpdir(), 'ghsa-bench-clone-'));
  const sandbox = await startSandbox({ cpython: history });
  const wire = await openWire(sandbox.git);
  const askpass = await openAskpass({
    origin: wire.url,
    token: async () => sandbox.tokens['coordinator']!,
    // As it ships: it is started by each of the three.
    program: builtAskpass(),
  });
  try {
    const env = { ...process.env, ...askpass.environment, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
    const plain = async (...args: string[]) => void (await run('git', args, { env, maxBuffer: 1 << 26 }));
    const publicClone = join(folder, 'public');
    const fork = await before();
    const times = { plain: [] as Taken[], blobless: [] as Taken[], ours: [] as Taken[] };
    const ours = (round: number) => join(folder, `ours-${round}`);
    for (let round = 0; round < rounds; round++) {
      for (const [name, filter] of [
        ['plain', []],
        ['blobless', ['--filter=blob:none']],
      ] as const) {
        const target = join(folder, name);
        await settle();
        const clone = ['clone', '-q', '--no-checkout', ...filter, addressOf(wire.url, fork), target];
        const get = await timed(() => plain(...clone));
        const checkout = await timed(() => plain('-C', target, 'checkout', '-q', 'main'));
        times[name].push({ get, checkout, bytes: wire.take() });
        await rm(target, { recursive: true });
      }
      await settle();
      const git = new Git({ credentials: askpass.environment, ownCredentials: true });
      const cloned = await cloneFork(git, {
        ...{ fork, upstream: 'python/cpython', defaultBranch: 'main', gitUrl: wire.url, protocol: 'https' },
        ...{ target: ours(round), method: 'auto', publicClone },
      });
      if (cloned.method !== 'local') throw new Error(`Cloned ${cloned.method}: ${cloned.notes.join(' ')}`);
      times.ours.push({ get: cloned.getMs, checkout: cloned.checkoutMs, bytes: wire.take() });
    }
    return [...report(times, await sizeOf(history)), await afterwards(ours(0))];

    /** The public clone is from some time ago; then main moved, and the fork was made and got a fix. */
    async function before(): Promise<string> {
      const dir = sandbox.dir('python/cpython');
      const tip = await serverGit(dir, ['rev-parse', 'main']);
      const old = await serverGit(dir, ['rev-parse', '--verify', `main~${behind}`]).catch(() => tip);
      await serverGit(dir, ['update-ref', 'refs/heads/main', old]);
      await plain('clone', '-q', '-o', 'upstream', addressOf(wire.url, 'python/cpython'), publicClone);
      await serverGit(dir, ['update-ref', 'refs/heads/main', tip]);
      sandbox.fill(1, ['draft']);
      const made = await forkForAdvisory(sandbox.store, join(folder, 'forks'), practiceId(1));
      const tree = await serverGit(made.dir, ['rev-parse', `${old}^{tree}`]);
      const fix = await serverGit(made.dir, [
        'commit-tree',
        tree,
        '-p',
        tip,
        '-m',
        'Fry the eggs on both sides',
      ]);
      await serverGit(made.dir, ['update-ref', 'refs/heads/advisory-fix-1', fix]);
      wire.take();
      return `${made.owner}/${made.name}`;
    }

    /** Is ours correct when the public clone is collected and gone? */
    async function afterwards(clone: string): Promise<string> {
      await plain('-C', publicClone, 'gc', '-q', '--prune=now');
      await rm(publicClone, { recursive: true });
      await plain('-C', clone, 'fsck', '--full', '--no-dangling', '--no-progress');
      await run('git', ['-C', clone, 'log', '-p', '-200', '--all', '--output=/dev/null'], { env });
      return '  the public clone deleted:  fsck of ours and its history are whole';
    }
  } finally {
    await askpass.dispose();
    await wire.close();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function builtAskpass(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), '--production'], { cwd: root });
  return join(root, 'dist', 'askpass.cjs');
}

interface Taken {
  /** Milliseconds. */
  readonly get: number;
  readonly checkout: number;
  readonly bytes: number;
}

/** What the one before wrote goes to the disk first: git waits for the disk (fsync), and nobody pays for another. */
async function settle(): Promise<void> {
  await run('sync').catch(() => undefined);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Megabytes of a repository's packs. */
async function sizeOf(path: string): Promise<number> {
  const found = /^size-pack: (\d+)/m.exec(await serverGit(path, ['count-objects', '-v']));
  return (Number(found?.[1] ?? 0) * 1024) / 1e6;
}

function report(
  times: Readonly<Record<'plain' | 'blobless' | 'ours', readonly Taken[]>>,
  size: number,
): string[] {
  const of = (name: keyof typeof times, what: keyof Taken) => median(times[name].map(taken => taken[what]));
  const line = (words: string, name: keyof typeof times) =>
    `  ${`${words}:`.padEnd(25)}  get ${seconds(of(name, 'get'))}, checkout ${seconds(of(name, 'checkout'))}, ${(of(name, 'bytes') / 1e6).toFixed(2).padStart(7)} MB over the wire`;
  const faster = of('plain', 'get') / of('ours', 'get');
  const together =
    (of('plain', 'get') + of('plain', 'checkout')) / (of('ours', 'get') + of('ours', 'checkout'));
  return [
    `clone of a private fork, ${size.toFixed(0)} MB of objects, the public clone ${behind} commits behind (median of ${rounds}, in turns)`,
    line('plain git clone', 'plain'),
    line('without file contents', 'blobless'),
    line('ours, with a public clone', 'ours'),
    `  ours against plain:        got ${faster.toFixed(0)} times faster (aim: 10), ${(of('plain', 'bytes') / of('ours', 'bytes')).toFixed(0)} times fewer bytes (aim: 50), with the checkout ${together.toFixed(1)} times faster`,
  ];
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2).padStart(6)} s`;
