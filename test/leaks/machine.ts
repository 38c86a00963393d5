import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type GitHub } from '../../src/github/index.ts';
import type { ForkTools } from '../../src/jobs/fork/types.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { openTools, type Desk } from '../unit/port/harness.ts';
import { clonePublic } from '../vscode/publicClone.ts';
import { canariesOf, type Canary } from './canary.ts';
import { onDisk } from './disk.ts';
import { gitShim, type GitShim } from './gitShim.ts';

/** A coordinator's machine of which everything is written down. */
export interface Machine extends Desk {
  readonly fork: ForkTools;
  readonly admin: GitHub;
  readonly shim: GitShim;
  /** Lines of the log, as they are before `redact`. */
  readonly log: string[];
  /** Writes a line into that log, and looks at the disk. */
  say(line: string): void;
  /** The connection of a window that this account just opened: nothing is remembered. */
  github(login: string): GitHub;
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

/**
 * In clones and scratch a private commit has its words, and paths have the fork's name. Of mails, too, they may have that
 * of a private commit, but in git's own objects only, which are compressed.
 */
const isPrivate = (name: string) => /^(scratch|clones)(\/|$)/.test(name);

/** What else is planted: in the sandbox before it is looked through, and words that a person types. */
export interface Planted {
  readonly fill?: (sandbox: Sandbox) => void;
  readonly typed?: readonly Canary[];
}

export async function openMachine(
  ids: readonly string[],
  { fill, typed = [] }: Planted = {},
): Promise<Machine> {
  const sandbox = await startSandbox();
  const publicClone = await clonePublic(sandbox);
  fill?.(sandbox);
  const canaries = [...(await canariesOf(sandbox, ids)), ...typed];
  const nowhere = canaries.filter(({ kind }) => kind === 'token' || kind === 'mail');
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
  const look = () => onDisk(disk, path => (isPrivate(path) ? nowhere : canaries));
  const say = (line: string) => {
    log.push(line);
    looks++;
    for (const leak of look()) met.add(leak);
  };
  const root = join(disk, 'scratch');
  const { tools, dispose } = await openTools(sandbox, {
    ...{ scratchRoot: root, binary: shim.binary, say },
  });
  const github = (login: string) =>
    connect({
      apiUrl: sandbox.api,
      token: async () => sandbox.tokens[login]!,
      throttle: false,
      log: { debug: say },
    });
  return {
    ...{ sandbox, root, tools, shim, log, say, disk, canaries, met, look, github },
    ...{ clone: publicClone.path, admin: github('admin'), looks: () => looks },
    fork: { github: tools.github, git: tools.git, gitUrl: sandbox.git, protocol: 'https', now: tools.now },
    async close() {
      await dispose();
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
