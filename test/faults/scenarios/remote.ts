import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { connect, type GitHub } from '../../../src/github/index.ts';
import { fileStore } from '../../../src/jobs/fileStore.ts';
import type { JobStore } from '../../../src/jobs/store.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { Recorded } from '../../../src/sandbox/recorder.ts';
import type { Snapshot } from '../../../src/sandbox/store.ts';
import { look } from '../../leaks/look.ts';
import { canaries as sentences } from '../../unit/port/leaks.ts';
import { logOf } from '../log.ts';
import type { Place, Verdict, World } from '../scenario.ts';
import { silence } from '../silence.ts';

/** The connection of a window that was just opened: no ETag, no memory. */
export const connected = (place: Pick<Place, 'api' | 'token' | 'gitBinary'>): GitHub =>
  connect({
    ...{ apiUrl: place.api, token: async () => place.token, throttle: false, silence },
    log: logOf(place),
  });

/** What survives a window, as SecretStorage does; the names of its files say nothing. */
export function memoryOf({ root }: Pick<Place, 'root'>): JobStore {
  const name = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 16);
  return fileStore(key => join(root, 'memory', name(key)));
}

/** The time on this machine. */
export const clockOf = ({ skew }: Pick<Place, 'skew'>) => new Date(Date.now() + skew);

/** A job that only speaks to the API: what it begins with, and how it is judged. */
export interface RemoteJob {
  /** Whose account: `coordinator`, `admin`. */
  readonly who: 'coordinator' | 'admin';
  /** Once, before anything is kept: what the job is about. Gives what its presses need to know. */
  readonly begin?: (sandbox: Sandbox) => Promise<Readonly<Record<string, string>>>;
  /** At each beginning: what a window before this one left. */
  readonly prepare?: (world: Omit<World, 'rewind' | 'verdict' | 'close'>) => Promise<void>;
  verdict(world: Omit<World, 'rewind' | 'verdict' | 'close'>): Promise<Verdict>;
}

/** One practice GitHub and one folder, brought back by what the sandbox itself is kept with. */
export async function openRemote({ who, begin, prepare, verdict }: RemoteJob): Promise<World> {
  const sandbox = await startSandbox();
  const root = await mkdtemp(join(tmpdir(), 'ghsa-faults-'));
  const extra = (await begin?.(sandbox)) ?? {};
  const place: Place = {
    ...{ api: sandbox.api, git: sandbox.git, releaseCycle: sandbox.releaseCycle },
    ...{ token: sandbox.tokens[who]!, root, clone: null, gitBinary: 'git', skew: 0 },
    extra: { colleague: sandbox.tokens['nutmeg-core']!, ...extra },
  };
  const start = serialize(sandbox.store.snapshot());
  const world = { sandbox, place };
  const rewind = async () => {
    sandbox.heal();
    sandbox.store.restore(deserialize(start) as Snapshot);
    for (const name of await readdir(root)) await rm(join(root, name), { recursive: true, force: true });
    await prepare?.(world);
    sandbox.recorder.clear();
  };
  await rewind();
  return {
    ...world,
    rewind,
    verdict: () => verdict(world),
    async close() {
      await sandbox.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Counts the presses since the beginning, this one included: other windows know of none. */
export async function pressNumber({ root }: Pick<Place, 'root'>): Promise<number> {
  const path = join(root, 'presses');
  await appendFile(path, '.');
  return (await readFile(path)).length;
}

/**
 * Somebody else edits the advisory between the first press and the second, by no client of ours. True: it arrived.
 */
export async function colleagueEdits(place: Place, path: string, fields: object): Promise<boolean> {
  const answer = await fetch(`${place.api}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${place.extra['colleague']!}`, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  }).catch(() => null);
  if (answer?.ok) await appendFile(join(place.root, 'colleague'), '.');
  return answer?.ok ?? false;
}

/** Did the edit of `colleagueEdits` arrive? */
export const edited = ({ root }: Pick<Place, 'root'>) =>
  readFile(join(root, 'colleague')).then(
    () => true,
    () => false,
  );

/** Did this write change something at GitHub, whatever came back? One that arrived and is sent again is there twice. */
export const arrived = ({ effect, status }: Pick<Recorded, 'effect' | 'status'>) =>
  effect && (status === 0 || status < 300 || status >= 500);

/** Every file of a folder. */
async function filesBelow(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async path => ({ path, bytes: await readFile(path) })));
}

/**
 * Leaks of a job that may write to these paths only: other writes, and canaries in what is left on the machine once the
 * job is at its end.
 */
export async function leaksOf(
  { sandbox, place }: Pick<World, 'sandbox' | 'place'>,
  { allowed, canaries }: { readonly allowed: RegExp; readonly canaries: readonly string[] },
): Promise<string[]> {
  const elsewhere = sandbox.recorder.calls
    .filter(({ method, path }) => method !== 'GET' && !allowed.test(path))
    .map(({ method, path }) => `${method} ${path} was sent.`);
  const files = await filesBelow(place.root);
  // A text is kept in pieces as well as whole.
  const parts = [...canaries, ...canaries.flatMap(sentences), place.token];
  const wanted = [...new Set(parts)].map(text => ({ text }));
  const left = files.flatMap(({ path, bytes }) =>
    look(bytes, wanted).map(({ text }) => `${path} has "${text.slice(0, 30)}".`),
  );
  return [...elsewhere, ...left];
}
