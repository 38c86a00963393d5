import { sameLogin } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { same } from '../../advisory/fields.ts';
import type { BackportFacts, BackportSummary } from '../../process/backports/types.ts';
import type { ReleaseCycle } from '../../project/releaseCycle/index.ts';
import { cycleFor, profileOf } from '../../project/index.ts';
import { endsAll, failureOf, rowId } from '../advisories/states.ts';
import { Turns } from '../advisories/turns.ts';
import { Emitter } from '../common/emitter.ts';
import { Boards } from './boards.ts';
import type { Entry } from './entry.ts';
import { isPast, worstFirst } from './weigh.ts';

/** What the overview asks, and of whom. */
export interface DashboardParts {
  /** Who is signed in; null: nobody, or the list of advisories was not read yet. */
  readonly login: () => string | null;
  readonly links: () => readonly PortLinks[];
  /** As the list has it; null: it is not in the list. */
  readonly listed: (id: string) => Advisory | null;
  readonly progress: (advisory: Pick<Advisory, 'repo' | 'ghsaId'>) => Entry['progress'];
  /** An advisory that is not in the list: a closed one. */
  readonly fetch: (links: PortLinks, signal: AbortSignal) => Promise<Advisory>;
  readonly cycle: (signal: AbortSignal) => Promise<ReleaseCycle>;
  readonly read: (
    entry: Pick<Entry, 'advisory' | 'links' | 'progress'>,
    cycle: ReleaseCycle,
    signal: AbortSignal,
  ) => Promise<BackportFacts>;
  readonly log: (error: unknown) => void;
  readonly now: () => Date;
}

/** What was read of one advisory. */
interface Found {
  /** Where the list has it not. */
  readonly advisory?: Advisory;
  readonly facts: BackportFacts | null;
  readonly failure: string | null;
}

const unread: Found = { facts: null, failure: null };

/** The backports of all advisories whose fix is public. Read for those who look, kept in memory. Knows no `vscode`. */
export class Dashboard {
  readonly #parts: DashboardParts;
  readonly #changed = new Emitter();
  readonly #turns = new Turns();
  readonly #found = new Map<string, Found>();
  readonly #told = new Map<string, Record<string, string>>();
  readonly #busy = new Map<string, readonly string[]>();
  /** Which one is being read. */
  #reading: string | null = null;
  #active = false;
  /** What the reading that is under way is about; null: everything. */
  #due: readonly string[] | null = [];
  #cycle: ReleaseCycle | null = null;
  #offline = false;
  #login: string | null = null;
  /** When everything was read last, and when that was tried. */
  #read: Date | null = null;
  #tried: Date | null = null;
  readonly #boards = new Boards();
  #all: readonly Entry[] = [];
  #shown: unknown = null;

  readonly onDidChange = this.#changed.event;

  constructor(parts: DashboardParts) {
    this.#parts = parts;
  }

  get cycle(): ReleaseCycle | null {
    return this.#cycle;
  }

  /** Is something being read now? */
  get isReading(): boolean {
    return this.#active;
  }

  /** GitHub does not answer: of when what is known is. */
  get offline(): { readonly asOf: string | null } | null {
    return this.#offline ? { asOf: this.#read?.toISOString() ?? null } : null;
  }

  get login(): string | null {
    return this.#parts.login();
  }

  /** Worst first; without those that are done for long. */
  get entries(): readonly Entry[] {
    return this.#all.filter(entry => !isPast(entry, this.#parts.now())).sort(worstFirst);
  }

  entry(id: string): Entry | null {
    return this.#all.find(entry => entry.id.toLowerCase() === id.toLowerCase()) ?? null;
  }

  /** What the steps of an advisory say of it, the same object for as long as it says the same; null: not read. */
  summary(advisory: Advisory): BackportSummary | null {
    return this.#boards.summary(this.entry(rowId(advisory))?.facts ?? null);
  }

  /** Is nothing to be read that was not tried within so many milliseconds? */
  isFresh(milliseconds: number): boolean {
    const tried = this.#tried;
    if (tried === null) return false;
    const recent = this.#parts.now().getTime() - tried.getTime() < milliseconds;
    const unread = this.entries.some(({ facts, failure }) => facts === null && failure === null);
    return recent && (this.#offline || !unread);
  }

  /** Reads everything anew, one after another. Never rejects: what fails is in the entries. */
  look(by: 'command' | 'view'): Promise<void> {
    if (this.login === null) return Promise.resolve();
    return this.#turns.take(by, signal => this.#look(null, signal));
  }

  /** Reads these anew, after something was done about them; a reading of everything that was under way goes on. */
  lookAt(...ids: readonly string[]): Promise<void> {
    const due = this.#due === null ? null : [...this.#due, ...ids];
    return this.#turns.take('command', signal => this.#look(due, signal));
  }

  /** Nobody looks any more. */
  rest(): void {
    if (!this.#turns.stop('view')) return;
    this.#tried = null;
    this.#idle();
  }

  /** The list, a record or the links have changed. With another account nothing of the last one is shown. */
  touch(): void {
    const { login } = this;
    if (this.#login !== null && (login === null || !sameLogin(login, this.#login))) this.#forget();
    this.#login = login;
    this.#fire();
  }

  /** Something is being done about branches of an advisory ('' is the whole). */
  async doing(
    id: string,
    branches: readonly string[],
    work: () => Promise<string | null>,
  ): Promise<string | null> {
    this.#busy.set(id, [...(this.#busy.get(id) ?? []), ...branches]);
    this.#fire();
    try {
      const done = await work();
      if (done !== null) for (const branch of branches) this.tell(id, branch, done);
      return done;
    } finally {
      this.#busy.set(
        id,
        (this.#busy.get(id) ?? []).filter(branch => !branches.includes(branch)),
      );
      this.#fire();
    }
  }

  /** What was done about a branch. */
  tell(id: string, branch: string, words: string): void {
    this.#told.set(id, { ...this.#told.get(id), [branch]: words });
    this.#fire();
  }

  /** `only`: these; null: everything. */
  async #look(only: readonly string[] | null, signal: AbortSignal): Promise<void> {
    this.#due = only;
    try {
      this.#login = this.login;
      if (only === null) this.#tried = this.#parts.now();
      this.#active = true;
      this.#fire();
      this.#cycle = await this.#parts.cycle(signal);
      await this.#fetch(signal);
      const ids = only ?? this.entries.map(({ id }) => id);
      for (const id of new Set(ids)) await this.#readOne(id, this.#cycle, signal);
      if (signal.aborted) return;
      this.#offline = false;
      if (only === null) this.#read = this.#parts.now();
    } catch (error) {
      if (signal.aborted) return;
      this.#parts.log(error);
      this.#offline = failureOf(error).kind === 'offline';
      if (!this.#offline) this.#failed(failureOf(error).message);
    } finally {
      if (!signal.aborted) this.#idle();
    }
  }

  /** Advisories that the list does not have: closed ones, whose backports go on. */
  async #fetch(signal: AbortSignal): Promise<void> {
    for (const links of this.#linked()) {
      const id = idOf(links);
      if (this.#parts.listed(id) ?? this.#found.get(id)) continue;
      try {
        const advisory = await this.#parts.fetch(links, signal);
        this.#found.set(id, { ...unread, advisory });
      } catch (error) {
        if (signal.aborted || endsAll(error)) throw error;
        // Gone, or closed to us: nothing is shown of it.
        this.#parts.log(error);
        this.#found.set(id, unread);
      }
      if (signal.aborted) return;
      this.#fire();
    }
  }

  async #readOne(id: string, cycle: ReleaseCycle, signal: AbortSignal): Promise<void> {
    const entry = this.entry(id);
    if (signal.aborted || entry === null) return;
    this.#reading = id;
    this.#fire();
    const { advisory } = entry;
    try {
      const facts = await this.#parts.read(entry, cycleFor(repoName(advisory.repo), cycle), signal);
      if (!signal.aborted) this.#found.set(id, { advisory, facts, failure: null });
    } catch (error) {
      if (signal.aborted || endsAll(error)) throw error;
      this.#parts.log(error);
      this.#found.set(id, { advisory, facts: entry.facts, failure: failureOf(error).message });
    } finally {
      if (!signal.aborted) this.#reading = null;
    }
    this.#fire();
  }

  /** What ended the reading is said at what was not read. */
  #failed(failure: string): void {
    for (const { id, advisory, facts } of this.#all)
      if (facts === null) this.#found.set(id, { advisory, facts, failure });
  }

  #idle(): void {
    this.#reading = null;
    this.#active = false;
    this.#due = [];
    this.#fire();
  }

  #forget(): void {
    this.#turns.stop();
    this.#active = false;
    this.#due = [];
    for (const known of [this.#found, this.#told, this.#busy]) known.clear();
    this.#read = this.#tried = this.#reading = null;
    this.#offline = false;
  }

  /** Tells only what is new. */
  #fire(): void {
    const before = [this.#all, this.#shown];
    this.#all = this.#make();
    this.#shown = { reading: this.#active, offline: this.#offline, cycle: this.#cycle };
    if (!same(before, [this.#all, this.#shown])) this.#changed.fire();
  }

  /** Only projects that have maintenance branches. */
  #linked(): readonly PortLinks[] {
    if (this.login === null) return [];
    return this.#parts.links().filter(({ repo }) => Boolean(profileOf(repo).backports));
  }

  #make(): Entry[] {
    return this.#linked().flatMap(links => {
      const id = idOf(links);
      const { facts: last, failure, ...found } = this.#found.get(id) ?? unread;
      // Another pull request was named since.
      const read = last?.main.number === links.pull ? last : null;
      const advisory = this.#parts.listed(id) ?? found.advisory;
      if (!advisory) return [];
      const progress = this.#parts.progress(advisory);
      // What a coordinator said counts at once.
      const facts = read && this.#boards.facts(read, progress.notBackported ?? {});
      return [
        {
          ...{ id, advisory, links, progress, facts, failure },
          board: facts && this.#boards.board(facts),
          reading: this.#reading === id,
          told: this.#told.get(id) ?? {},
          busy: this.#busy.get(id) ?? [],
        },
      ];
    });
  }
}

/** As the advisory's row in the list is called. */
function idOf({ repo, ghsaId }: PortLinks): string {
  return `${repo}/${ghsaId}`;
}
