import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdvisoryState } from '../advisory/model.ts';
import { bedevere } from './bots/bedevere.ts';
import { colleagues, type ColleaguesWork } from './bots/colleagues.ts';
import { missIslington } from './bots/missIslington.ts';
import { psrtBot } from './bots/psrt.ts';
import { runChecks, setChecks } from './checks.ts';
import { cveBase } from './cveServices.ts';
import type { Fault } from './faults.ts';
import { HttpError } from './http.ts';
import { revertPull, squashMerge } from './merge.ts';
import type { CheckState, Role } from './model.ts';
import type { Recorder } from './recorder.ts';
import { checks } from './routes/checks.ts';
import { advisories } from './routes/advisories.ts';
import { collaborators } from './routes/collaborators.ts';
import { issues } from './routes/issues.ts';
import { pulls } from './routes/pulls.ts';
import { repos } from './routes/repos.ts';
import { search } from './routes/search.ts';
import { teams } from './routes/teams.ts';
import { timeline } from './routes/timeline.ts';
import { users } from './routes/users.ts';
import { giveCveIds } from './bots/cveIds.ts';
import { acceptWheel } from './seed/pip.ts';
import { addBackported } from './seed/after.ts';
import { addHostile } from './seed/hostile.ts';
import { addMany, addRepositories } from './seed/many.ts';
import { nextRelease, tagRelease } from './releases.ts';
import { Shelf, type Beginning } from './persist.ts';
import { people } from './seed/people.ts';
import { seed } from './seed/index.ts';
import { SandboxServer } from './server.ts';
import { Store } from './store.ts';

export type { ColleaguesWork } from './bots/colleagues.ts';
export { practiceClone } from './clone.ts';
export type { Beginning } from './persist.ts';
export type { Fault } from './faults.ts';
export type { Store } from './store.ts';
export type { Recorded, RecordedPush } from './recorder.ts';

export interface Knobs {
  readonly comments?: boolean;
  readonly forkDelay?: number | 'never';
  readonly reopen?: boolean;
  readonly forkReviews?: boolean;
}

export interface SandboxOptions {
  readonly port?: number;
  /** A real CPython clone: its HEAD becomes `python/cpython` main. Nothing in it changes. */
  readonly cpython?: string;
  /** Opens the control door `POST /_sandbox/…`. */
  readonly control?: boolean;
  readonly now?: () => Date;
  /** Begins with advisories whose fixes are public (`addBackported`). */
  readonly after?: boolean;
  /** Where it survives its end: with it a sandbox goes on where it was, on the same port if that is free. */
  readonly folder?: string;
  /** Told after each change. */
  readonly changed?: () => void;
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
  /** Base of the public CVE services: `${cveUrl}/cve/{id}`. */
  readonly cveUrl: string;
  readonly recorder: Recorder;
  readonly store: Store;
  readonly beginning: Beginning;
  /** Folder of a repository on disk, for looking at what arrived. */
  dir(fullName: string): string;
  /** Back to the start; tokens stay. */
  reset(): Promise<void>;
  /**
   * So many more advisories in `python/cpython`, an hour apart, in these states by turns (default: triage and draft);
   * or in so many repositories by turns, most of them new. Their names.
   */
  fill(count: number, states?: readonly AdvisoryState[], repositories?: number): readonly string[];
  /** More advisories: reports that were written to break their reader (`seed/hostile.ts`); their ids. */
  addHostile(): readonly string[];
  /**
   * Two advisories of the coordinator have public fixes from now on, by their links comments, too: "Bread socket option
   * ignored" (3 of 6 merged) and "Tofu lexer overflow" (6 of 6).
   */
  addBackported(): Promise<void>;
  /** The report to `pypa/pip` is accepted, and its private fix waits, without news. */
  acceptPip(): Promise<void>;
  /** Lets the bots run once, and GitHub answer requests for CVE ids. */
  tick(): Promise<void>;
  /** Lets the others work once: private fixes, reviews, the merge of the coordinator's public pull requests. */
  colleagues(): Promise<ColleaguesWork>;
  /** Takes a merged pull request of a repository (`python/cpython`) back; the number of the one that does. */
  revert(pull: number, repo?: string): Promise<number>;
  /** Somebody merges an open pull request; the commit. */
  merge(pull: number, by: string, repo?: string): Promise<string>;
  /** What the checks of an open pull request's head say from now on. */
  checks(pull: number, state: CheckState, repo?: string): void;
  /** A release of a branch (`3.14`, `main`) of `python/cpython` as it stands now; its tag. */
  release(branch: string): Promise<string>;
  /** Serves this in place of the release cycle (a string as it is); null: nothing is there; undefined: its own again. */
  serveReleaseCycle(json: unknown): void;
  /** The numbering authority publishes (or rejects) the record of a CVE id. */
  publishCve(id: string, state?: 'PUBLISHED' | 'REJECTED'): void;
  /** Makes a coming request fail. */
  fail(fault: Fault): void;
  /** Nothing goes wrong any more. */
  heal(): void;
  /** Nothing listens any more: connections are refused. */
  shut(): Promise<void>;
  /** It listens again, at the same port. */
  reopen(): Promise<void>;
  role(login: string, repo: string, role: Role): void;
  /** Moves the sandbox's clock on by so many milliseconds. */
  clock(advance: number): void;
  /** The temporary private fork of an advisory goes, as when an admin deletes it. */
  deleteFork(ghsaId: string): Promise<void>;
  /**
   * The API of advisory comments on or off; how long a private fork takes (milliseconds; `never`: it is not made at all); whether a closed advisory
   * may become a draft again; whether private forks take reviews by the API.
   */
  knobs(set: Knobs): void;
  stop(): Promise<void>;
}

/** Longer than any clock of a test goes on, in milliseconds. */
const never = 1_000 * 365 * 24 * 60 * 60 * 1_000;

const routes = [
  ...users,
  ...advisories,
  ...pulls,
  ...issues,
  ...checks,
  ...repos,
  ...collaborators,
  ...teams,
  ...timeline,
  ...search,
];

/** Starts the sandbox on a free port (or the one named). */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const shelf = options.folder === undefined ? null : new Shelf(options.folder);
  const { beginning, kept } = (await shelf?.open()) ?? { beginning: 'new' as const, kept: null };
  const root = shelf?.repos ?? (await mkdtemp(join(tmpdir(), 'ghsa-sandbox-')));
  const byLogin =
    kept?.tokens ??
    Object.fromEntries(people.map(([, login]) => [login, `gho_${randomBytes(18).toString('hex')}`]));
  const logins = { coordinator: 'octo-coordinator', admin: 'sage-admin' };
  const tokens = { ...byLogin, coordinator: byLogin[logins.coordinator]!, admin: byLogin[logins.admin]! };
  let round = kept?.round ?? 0;
  let store = new Store(options.now);
  let port = options.port ?? kept?.port ?? 0;
  let url = '';
  const changed = async () => {
    await shelf?.save({ port, tokens: byLogin, round, store: store.snapshot() });
    options.changed?.();
  };
  const soon = () => void changed().catch(() => undefined);

  const start = async () => {
    const next = new Store(options.now);
    for (const [login, token] of Object.entries(byLogin)) next.tokens.set(token, login);
    await seed(next, { root: join(root, String(round++)), cpython: options.cpython ?? null });
    store = next;
  };
  const backported = async () => {
    await addBackported(store, folder(), url);
    await changed();
  };
  const acceptPip = async () => {
    await acceptWheel(store, folder());
    await changed();
  };
  const reset = async () => {
    server.faults.clear();
    await start();
    if (options.after) await backported();
    await changed();
    if (shelf) await rm(join(root, String(round - 2)), { recursive: true, force: true, maxRetries: 3 });
  };
  const folder = () => join(root, String(round - 1));

  const setRole = (login: string, repo: string, role: Role) => {
    const found = store.repo(repo);
    if (!found) throw new HttpError(404, `The sandbox has no repository ${repo}.`);
    found.roles.set(login.toLowerCase(), role);
    soon();
  };
  const knobs = ({ comments, forkDelay, reopen, forkReviews }: Knobs) => {
    if (typeof forkReviews === 'boolean') store.forkReviews = forkReviews;
    if (typeof reopen === 'boolean') store.reopen = reopen;
    if (typeof comments === 'boolean') store.commentsApi = comments;
    if (forkDelay === 'never') store.forkDelay = never;
    else if (typeof forkDelay === 'number') store.forkDelay = forkDelay;
    soon();
  };
  const clock = (advance: number) => {
    store.advance(advance);
    soon();
  };
  const deleteFork = async (ghsaId: string) => {
    const advisory = store.advisory(ghsaId);
    const fork = advisory?.fork == null ? undefined : store.repo(advisory.fork);
    if (!advisory || !fork) throw new HttpError(404, `The sandbox has no private fork of ${ghsaId}.`);
    store.repos.delete(`${fork.owner}/${fork.name}`.toLowerCase());
    advisory.fork = null;
    advisory.updatedAt = store.stamp();
    await rm(fork.dir, { recursive: true, force: true, maxRetries: 3 });
    await changed();
  };
  const tick = async () => {
    await psrtBot(store, folder());
    giveCveIds(store);
    bedevere(store);
    await missIslington(store, folder());
    // What it opened is a pull request like others.
    bedevere(store);
    runChecks(store);
    await changed();
  };
  const work = async () => {
    const done = await colleagues(store, logins.coordinator);
    await changed();
    return done;
  };
  const revert = async (number: number, name = 'python/cpython') => {
    const repo = store.repo(name);
    const issue = repo?.issues.get(number);
    if (!repo || !issue?.pull?.mergeCommit) {
      throw new HttpError(404, `The sandbox has no merged pull request ${name}#${number}.`);
    }
    const reverting = await revertPull(store, repo, issue, 'oregano-core');
    await changed();
    return reverting.number;
  };
  const pullOf = (number: number, name = 'python/cpython') => {
    const repo = store.repo(name);
    const issue = repo?.issues.get(number);
    if (!repo || !issue?.pull) throw new HttpError(404, `The sandbox has no pull request ${name}#${number}.`);
    return { repo, issue };
  };
  const merge = async (number: number, by: string, name?: string) => {
    const { repo, issue } = pullOf(number, name);
    const sha = issue.state === 'open' ? await squashMerge(store, repo, issue, by) : null;
    if (sha === null) throw new HttpError(405, `Pull request ${number} is not mergeable.`);
    await changed();
    return sha;
  };
  const check = (number: number, state: CheckState, name?: string) => {
    setChecks(pullOf(number, name).issue, state);
    soon();
  };
  const release = async (branch: string) => {
    const repo = store.repo('python/cpython')!;
    const name = await nextRelease(repo, branch);
    const when = Math.floor(store.now().getTime() / 1000);
    await tagRelease(repo, name, `refs/heads/${branch}`, when, `Python ${name.slice(1)}`);
    return name;
  };
  const serveReleaseCycle = (json: unknown) => {
    store.served = json === undefined ? null : { json };
    soon();
  };
  const publishCve = (id: string, state: 'PUBLISHED' | 'REJECTED' = 'PUBLISHED') => {
    store.cveRecords.set(id.toUpperCase(), state);
    soon();
  };
  const control = async (action: string, body: Record<string, unknown>): Promise<unknown> => {
    if (action === 'reset') await reset();
    else if (action === 'tick') await tick();
    else if (action === 'add-backported') await backported();
    else if (action === 'accept-pip') await acceptPip();
    else if (action === 'colleagues') return await work();
    else if (action === 'revert') return { number: await revert(Number(body['pull'])) };
    else if (action === 'merge')
      return { sha: await merge(Number(body['pull']), String(body['by'] ?? 'nutmeg-core')) };
    else if (action === 'checks') check(Number(body['pull']), String(body['state']) as CheckState);
    else if (action === 'release') return { tag: await release(String(body['branch'])) };
    else if (action === 'release-cycle') serveReleaseCycle(body['json']);
    else if (action === 'publish-cve') publishCve(String(body['id']));
    else if (action === 'hang-up') return { open: await server.hangUp() };
    else if (action === 'fail') server.faults.add(body as Fault);
    else if (action === 'clock') clock(Number(body['advance'] ?? 0));
    else if (action === 'delete-fork') await deleteFork(String(body['ghsaId']));
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
    changed,
    forgets: shelf !== null,
  });
  try {
    if (kept) store.restore(kept.store);
    else await start();
    // A port that was kept may be somebody else's by now.
    url = await server
      .listen(port)
      .catch((error: unknown) => (options.port === undefined ? server.listen(0) : Promise.reject(error)));
    port = Number(new URL(url).port);
    if (options.after && !kept) await backported();
    await changed();
    return {
      url,
      api: `${url}/api`,
      git: url,
      control: options.control ? `${url}/_sandbox` : null,
      tokens,
      logins,
      releaseCycle: `${url}/release-cycle.json`,
      membersUrl: `${url}/psrt.csv`,
      cveUrl: `${url}${cveBase}`,
      recorder: server.recorder,
      beginning,
      get store() {
        return store;
      },
      dir: fullName => store.repo(fullName)!.dir,
      reset,
      fill(count, states, repositories = 1) {
        const names = ['python/cpython', ...addRepositories(store, repositories - 1)];
        addMany(store, count, states, names);
        return names;
      },
      addHostile: () => addHostile(store),
      addBackported: backported,
      acceptPip,
      tick,
      colleagues: work,
      revert,
      merge,
      checks: check,
      release,
      serveReleaseCycle,
      publishCve,
      fail: fault => server.faults.add(fault),
      heal: () => server.faults.clear(),
      shut: () => server.shut(),
      reopen: () => server.reopen(),
      role: setRole,
      clock,
      deleteFork,
      knobs,
      async stop() {
        await server.close();
        await shelf?.rest();
        if (!shelf) await rm(root, { recursive: true, force: true, maxRetries: 3 });
      },
    };
  } catch (error) {
    await server.close();
    await shelf?.rest();
    if (!shelf) await rm(root, { recursive: true, force: true });
    throw error;
  }
}
