import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Git, openAskpass } from '../../src/git/index.ts';
import { connect } from '../../src/github/index.ts';
import { ReleaseCycles } from '../../src/jobs/cycle.ts';
import { fileStore } from '../../src/jobs/fileStore.ts';
import type { ForkTools } from '../../src/jobs/fork/types.ts';
import { scratchOf } from '../../src/jobs/port/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { Desk } from '../unit/port/harness.ts';
import { clonePublic } from '../vscode/publicClone.ts';
import { canariesOf, type Canary } from './canary.ts';
import { onDisk } from './disk.ts';
import { gitShim, type GitShim } from './gitShim.ts';

/** A coordinator's machine of which everything is written down. */
export interface Machine extends Desk {
  readonly fork: ForkTools;
  readonly admin: ReturnType<typeof connect>;
  readonly shim: GitShim;
  /** Lines of the log, as they are before `redact`. */
  readonly log: string[];
  /** Home, temp folder, storage and clones lie below it. */
  readonly disk: string;
  readonly canaries: readonly Canary[];
  /** What lay on the disk at any call of git or of the API, and must not. */
  readonly met: ReadonlySet<string>;
  /** How often the disk was looked at. */
  readonly looks: () => number;
  /** Looks at the disk now. */
  look(): string[];
}

/** In clones and scratch a private commit has its words, and paths have the fork's name. */
const isPrivate = (name: string) => /^(scratch|clones)(\/|$)/.test(name);

export async function openMachine(ids: readonly string[], who = 'coordinator'): Promise<Machine> {
  const sandbox = await startSandbox();
  const publicClone = await clonePublic(sandbox);
  const canaries = await canariesOf(sandbox, ids);
  const tokens = canaries.filter(({ kind }) => kind === 'token');
  const outer = await mkdtemp(join(tmpdir(), 'leaks-'));
  const disk = join(outer, 'disk');
  const shim = await gitShim(join(outer, 'shim'));
  const former = { TMPDIR: process.env['TMPDIR'], HOME: process.env['HOME'] };
  for (const name of ['home', 'tmp', 'scratch', 'clones']) await mkdir(join(disk, name), { recursive: true });
  const name = '[user]\n\tname = Octo Coordinator\n\temail = octo@sandbox.example\n';
  await writeFile(join(disk, 'home', '.gitconfig'), name);
  Object.assign(process.env, { TMPDIR: join(disk, 'tmp'), HOME: join(disk, 'home') });
  const [log, met]: [string[], Set<string>] = [[], new Set()];
  let looks = 0;
  const look = () => onDisk(disk, path => (isPrivate(path) ? tokens : canaries));
  const say = (line: string) => {
    log.push(line);
    looks++;
    for (const leak of look()) met.add(leak);
  };
  const tokenOf = (login: string) => async () => sandbox.tokens[login]!;
  const github = (login: string) =>
    connect({ apiUrl: sandbox.api, token: tokenOf(login), throttle: false, log: { debug: say } });
  const askpass = await openAskpass({
    origin: sandbox.git,
    token: tokenOf(who),
    program: fileURLToPath(new URL('../../src/git/credentials/askpassMain.ts', import.meta.url)),
  });
  const cycles = new ReleaseCycles({
    url: () => sandbox.releaseCycle,
    load: () => null,
    keep: async () => undefined,
    now: () => new Date(),
  });
  const root = join(disk, 'scratch');
  const tools: Desk['tools'] = {
    github: github(who),
    git: new Git({
      credentials: askpass.environment,
      ownCredentials: true,
      binary: shim.binary,
      log: say,
    }),
    gitUrl: sandbox.git,
    scratchRoot: root,
    store: fileStore(key => join(scratchOf(root, key), 'job.json')),
    portedBefore: async () => null,
    accountOf: async given =>
      (await connect({ apiUrl: sandbox.api, token: async () => given, throttle: false }).users.me()).login,
    releaseCycle: signal => cycles.read(signal),
    now: () => new Date(),
  };
  return {
    ...{ sandbox, root, tools, shim, log, disk, canaries, met, look },
    ...{ clone: publicClone.path, admin: github('admin'), looks: () => looks },
    fork: { github: tools.github, git: tools.git, gitUrl: sandbox.git, protocol: 'https', now: tools.now },
    async close() {
      await askpass.dispose();
      for (const [key, value] of Object.entries(former)) {
        if (value === undefined) delete process.env[key];
        else process.env[key] = value;
      }
      await publicClone.remove();
      await sandbox.stop();
      await rm(outer, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
