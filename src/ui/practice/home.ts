import { watch, type FSWatcher } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { alive } from '../../git/index.ts';
import { claim, isHeldElsewhere, release } from '../../jobs/lock.ts';
import type * as SandboxModule from '../../sandbox/index.ts';
import { PracticeError } from './errors.ts';
import type { Place } from './place.ts';
import type { Addresses } from './settings.ts';
import type { SignedIn } from './signedIn.ts';

/** Everything that a window has to know of the practice GitHub. */
export type Running = Addresses & SignedIn & { readonly pid: number };

type Sandbox = SandboxModule.Sandbox;

/** Milliseconds that a window which is being loaded anew, or was asked to let go, may still hold the practice GitHub. */
const usualPatience = 5_000;

export interface HomeParts {
  readonly place: Place;
  readonly load: () => Promise<typeof SandboxModule>;
  /** Something changed in the practice GitHub. */
  readonly changed: () => void;
  /** Another window has taken it over. */
  readonly taken: () => void;
  readonly patience?: number;
}

/** The practice GitHub, in this window's extension host: it lives and ends with the window. */
export class Home {
  readonly #parts: HomeParts;
  readonly sandbox: Sandbox;
  readonly running: Running;
  readonly #watch: FSWatcher | null;
  #stopped: Promise<void> | undefined;

  private constructor(parts: HomeParts, sandbox: Sandbox, running: Running) {
    this.#parts = parts;
    this.sandbox = sandbox;
    this.running = running;
    this.#watch = watchFolder(parts.place.root, name => {
      if (name === null || name === 'takeover') void this.#look();
    });
  }

  /** @throws PracticeError `elsewhere` while another window has it */
  static async open(parts: HomeParts): Promise<Home> {
    const { place } = parts;
    await takeLock(place, parts.patience ?? usualPatience);
    try {
      const { practiceClone, startSandbox } = await parts.load();
      const sandbox = await startSandbox({ folder: place.sandbox, changed: parts.changed });
      try {
        await practiceClone(sandbox, place.clone);
        const { api, git, releaseCycle, membersUrl, cveUrl, tokens, logins } = sandbox;
        const running: Running = {
          ...{ api, git, releaseCycle, membersUrl, cveUrl },
          token: tokens['coordinator']!,
          login: logins.coordinator,
          pid: process.pid,
        };
        await writeFile(place.running, JSON.stringify(running), { mode: 0o600 });
        return new Home(parts, sandbox, running);
      } catch (error) {
        await sandbox.stop();
        throw error;
      }
    } catch (error) {
      await release(place.root);
      throw error;
    }
  }

  /** Resolves when nothing of it runs and everything is on disk. */
  stop(): Promise<void> {
    return (this.#stopped ??= (async () => {
      this.#watch?.close();
      await this.sandbox.stop();
      await rm(this.#parts.place.running, { force: true });
      await release(this.#parts.place.root);
    })());
  }

  async #look(): Promise<void> {
    const wanted = await readFile(this.#parts.place.takeover, 'utf8').catch(() => '');
    if (this.#stopped || wanted === '' || wanted === String(process.pid)) return;
    await this.stop();
    this.#parts.taken();
  }
}

/** Asks the window that has the practice GitHub to stop it. */
export async function takeOver(place: Place): Promise<void> {
  await writeFile(place.takeover, String(process.pid), { mode: 0o600 });
}

/** A window that is loaded anew finds its own last process still ending. @throws PracticeError `elsewhere` */
async function takeLock(place: Place, patience: number): Promise<void> {
  await mkdir(place.root, { recursive: true, mode: 0o700 });
  for (const deadline = Date.now() + patience; (await isHeldElsewhere(place.root)) && Date.now() < deadline;)
    await wait(100);
  // The number in the lock may be another program's by now: whoever wants to practise here is not kept out for good.
  const wanted = await readFile(place.takeover, 'utf8').catch(() => '');
  if (wanted === String(process.pid) && (await isHeldElsewhere(place.root)) && (await isAbandoned(place)))
    await rm(place.lock, { force: true });
  try {
    await claim(place.root);
  } catch (error) {
    throw new PracticeError('elsewhere', 'Practice is open in another window.', { cause: error });
  }
  await rm(place.takeover, { force: true });
  // It was left, and is begun anew: no ordinary window may sweep it away now.
  await rm(place.left, { force: true });
}

/** Does nobody answer where the practice GitHub was? One that only answers late, or has just begun, is somebody. */
async function isAbandoned(place: Place): Promise<boolean> {
  const text = await readFile(place.running, 'utf8').catch(() => null);
  if (text === null) return Date.now() - (await stat(place.lock)).mtimeMs > 60_000;
  try {
    const { membersUrl } = JSON.parse(text) as Running;
    return !(await fetch(membersUrl, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch (error) {
    return (error as Error).name !== 'TimeoutError';
  }
}

/** Tells what changes in a folder. Null where the system watches no more folders: then nobody can take over, no more. */
function watchFolder(folder: string, changed: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, (_, name) => changed(name));
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

/** Where the practice GitHub is that another window runs; null: none does. */
export async function findRunning(place: Place): Promise<Running | null> {
  try {
    const running = JSON.parse(await readFile(place.running, 'utf8')) as Running;
    return alive(running.pid) ? running : null;
  } catch {
    return null;
  }
}
