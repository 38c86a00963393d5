import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdvisoryState } from '../advisory/model.ts';
import { bedevere } from './bots/bedevere.ts';
import { psrtBot } from './bots/psrt.ts';
import type { Fault } from './faults.ts';
import { HttpError } from './http.ts';
import type { Role } from './model.ts';
import type { Recorder } from './recorder.ts';
import { advisories } from './routes/advisories.ts';
import { collaborators } from './routes/collaborators.ts';
import { issues } from './routes/issues.ts';
import { pulls } from './routes/pulls.ts';
import { repos } from './routes/repos.ts';
import { teams } from './routes/teams.ts';
import { users } from './routes/users.ts';
import { addMany } from './seed/many.ts';
import { people } from './seed/people.ts';
import { seed } from './seed/index.ts';
import { SandboxServer } from './server.ts';
import { Store } from './store.ts';

export type { Fault } from './faults.ts';
export type { Recorded, RecordedPush } from './recorder.ts';

export interface Knobs {
  readonly comments?: boolean;
  readonly forkDelay?: number;
  readonly reopen?: boolean;
}

export interface SandboxOptions {
  readonly port?: number;
  /** A real CPython clone: its HEAD becomes `python/cpython` main. Nothing in it changes. */
  readonly cpython?: string;
  /** Opens the control door `POST /_sandbox/…`. */
  readonly control?: boolean;
  readonly now?: () => Date;
}

/** A GitHub on loopback, to practise on and to test against. */
export interface Sandbox {
  /** Origin of everything. */
  readonly url: string;
  /** Base of the REST API. */
  readonly api: string;
  /** Base of clone addresses: `${git}/python/cpython.git`. */
  readonly git: string;
  readonly control: string | null;
  /** By login, and as `coordinator` and `admin`. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly logins: { readonly coordinator: string; readonly admin: string };
  readonly releaseCycle: string;
  /** The list of the response team's members, as the devguide's `psrt.csv`. */
  readonly membersUrl: string;
  readonly recorder: Recorder;
  readonly store: Store;
  /** Folder of a repository on disk, for looking at what arrived. */
  dir(fullName: string): string;
  /** Back to the start; tokens stay. */
  reset(): Promise<void>;
  /**
   * So many more advisories in `python/cpython`, an hour apart, in these states by turns (default: triage and draft).
   */
  fill(count: number, states?: readonly AdvisoryState[]): void;
  /** Lets the bots run once. */
  tick(): Promise<void>;
  /** Makes a coming request fail. */
  fail(fault: Fault): void;
  /** Nothing goes wrong any more. */
  heal(): void;
  role(login: string, repo: string, role: Role): void;
  /** Moves the sandbox's clock on by so many milliseconds. */
  clock(advance: number): void;
  /**
   * The API of advisory comments on or off; how long a private fork takes (milliseconds); whether a closed advisory
   * may become a draft again.
   */
  knobs(set: Knobs): void;
  stop(): Promise<void>;
}

const routes = [...users, ...advisories, ...pulls, ...issues, ...repos, ...collaborators, ...teams];

/** Starts the sandbox on a free port (or the one named). */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'ghsa-sandbox-'));
  const byLogin = Object.fromEntries(
    people.map(([, login]) => [login, `gho_${randomBytes(18).toString('hex')}`]),
  );
  const logins = { coordinator: 'octo-coordinator', admin: 'sage-admin' };
  const tokens = { ...byLogin, coordinator: byLogin[logins.coordinator]!, admin: byLogin[logins.admin]! };
  let round = 0;
  let store = new Store(options.now);

  const start = async () => {
    const next = new Store(options.now);
    for (const [login, token] of Object.entries(byLogin)) next.tokens.set(token, login);
    await seed(next, { root: join(root, String(round++)), cpython: options.cpython ?? null });
    store = next;
  };
  const reset = async () => {
    server.faults.clear();
    await start();
  };
  const folder = () => join(root, String(round - 1));

  const setRole = (login: string, repo: string, role: Role) => {
    const found = store.repo(repo);
    if (!found) throw new HttpError(404, `The sandbox has no repository ${repo}.`);
    found.roles.set(login.toLowerCase(), role);
  };
  const knobs = ({ comments, forkDelay, reopen }: Knobs) => {
    if (typeof reopen === 'boolean') store.reopen = reopen;
    if (typeof comments === 'boolean') store.commentsApi = comments;
    if (typeof forkDelay === 'number') store.forkDelay = forkDelay;
  };
  const tick = async () => {
    await psrtBot(store, folder());
    bedevere(store);
  };
  const control = async (action: string, body: Record<string, unknown>): Promise<unknown> => {
    if (action === 'reset') await reset();
    else if (action === 'tick') await tick();
    else if (action === 'fail') server.faults.add(body as Fault);
    else if (action === 'clock') store.advance(Number(body['advance'] ?? 0));
    else if (action === 'role')
      setRole(String(body['login']), String(body['repo']), String(body['role']) as Role);
    else if (action === 'knobs') knobs(body);
    else throw new HttpError(404, `The sandbox has no knob ${action}.`);
    return { ok: true };
  };
  const server = new SandboxServer({
    store: () => store,
    routes,
    root: folder,
    control: options.control ? control : null,
  });
  try {
    await start();
    const url = await server.listen(options.port ?? 0);
    return {
      url,
      api: `${url}/api`,
      git: url,
      control: options.control ? `${url}/_sandbox` : null,
      tokens,
      logins,
      releaseCycle: `${url}/release-cycle.json`,
      membersUrl: `${url}/psrt.csv`,
      recorder: server.recorder,
      get store() {
        return store;
      },
      dir: fullName => store.repo(fullName)!.dir,
      reset,
      fill: (count, states) => addMany(store, count, states),
      tick,
      fail: fault => server.faults.add(fault),
      heal: () => server.faults.clear(),
      role: setRole,
      clock: advance => store.advance(advance),
      knobs,
      async stop() {
        await server.close();
        await rm(root, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  } catch (error) {
    await rm(root, { recursive: true, force: true });
    throw error;
  }
}
