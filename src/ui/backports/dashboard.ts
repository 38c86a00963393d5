import { sameLogin } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { Round } from '../../jobs/backport/read/round.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { same } from '../../advisory/fields.ts';
import type { BackportSummary } from '../../process/backports/types.ts';
import type { ReleaseCycle } from '../../project/index.ts';
import { cycleFor, profileOf } from '../../project/index.ts';
import { endsAll, failureOf, rowId } from '../advisories/states.ts';
import { Turns } from '../advisories/turns.ts';
import { Emitter } from '../common/emitter.ts';
import { Boards } from './boards.ts';
import type { Entry } from './entry.ts';
import type { Stale } from './held.ts';
import { Known } from './known.ts';
import type { DashboardParts } from './parts.ts';
import { Readings } from './readings.ts';
import { ToldWords, withoutRepaired, type Told } from './told.ts';
import { isDone, isPast, worstFirst } from './weigh.ts';

/** The backports of all advisories whose fix is public. Read for those who look, kept in memory. Knows no `vscode`. */
export class Dashboard {
  readonly #parts: DashboardParts;
  readonly #changed = new Emitter();
  readonly #turns = new Turns();
  readonly #readings: Readings;
  readonly #known: Known;
  readonly #told = new ToldWords();
  readonly #busy = new Map<string, readonly string[]>();
  /** Which one is being read. */
  #reading: string | null = null;
  #active = false;
  /** What the reading that is under way is about; null: everything. */
  #due: readonly string[] | null = [];
  #cycle: ReleaseCycle | null = null;
  /** The last reading ended: why, as a sentence; null: GitHub does not answer. */
  #ended: { readonly why: string | null } | null = null;
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
    this.#known = new Known(parts);
    this.#readings = new Readings(parts.mainOf);
  }

  get cycle(): ReleaseCycle | null {
    return this.#cycle;
  }

  /** Is something being read now? */
  get isReading(): boolean {
    return this.#active;
  }

  /** The last reading did not come to its end: why (null: GitHub does not answer), and of when what is known is. */
  get stale(): Stale | null {
    return this.#ended && { ...this.#ended, asOf: this.#read?.toISOString() ?? null };
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
    return recent && (this.#ended !== null || !this.entries.some(entry => this.#readings.isDue(entry)));
  }

  /**
   * Reads everything anew, one after another; what is done for long only when somebody asks. Never rejects: what fails
   * is in the entries.
   */
  look(by: 'command' | 'view'): Promise<void> {
    if (this.login === null) return Promise.resolve();
    if (by === 'command') this.#known.hope();
    return this.#turns.take(by, signal => this.#look(null, signal, by === 'command' ? 'all' : []));
  }

  /** Reads these anew, after something was done about them; a reading of everything that was under way goes on. */
  lookAt(...ids: readonly string[]): Promise<void> {
    const due = this.#due === null ? null : [...this.#due, ...ids];
    return this.#turns.take('command', signal => this.#look(due, signal, ids));
  }

  /** Reads anew what is not done everywhere, after something was made there. */
  lookAtOpen(): Promise<void> {
    return this.lookAt(...this.entries.filter(({ board }) => !isDone(board)).map(({ id }) => id));
  }

  /** Nobody looks any more. */
  rest(): void {
    this.#stop('view');
  }

  /** Somebody does not want to wait for it. */
  stop(): void {
    this.#stop();
  }

  #stop(only?: 'view'): void {
    if (!this.#turns.stop(only)) return;
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

  /** A defect of a branch of an advisory ('' is the whole) is being repaired. */
  async doing(id: string, branch: string, defect: string, work: () => Promise<string>): Promise<string> {
    this.#busy.set(id, [...(this.#busy.get(id) ?? []), branch]);
    this.#fire();
    try {
      const words = await work();
      this.tell(id, branch, { words, ok: true, defect });
      return words;
    } finally {
      const busy = [...(this.#busy.get(id) ?? [])];
      busy.splice(busy.indexOf(branch), 1);
      this.#busy.set(id, busy);
      this.#fire();
    }
  }

  /** What was done about a branch, or why it was not. */
  tell(id: string, branch: string, told: Omit<Told, 'read'>): void {
    this.#told.tell(id, branch, told);
    this.#fire();
  }

  /** `only`: these; null: everything. `asked`: these although they are done. */
  async #look(
    only: readonly string[] | null,
    signal: AbortSignal,
    asked: 'all' | readonly string[],
  ): Promise<void> {
    this.#due = only;
    try {
      this.#login = this.login;
      if (only === null) this.#tried = this.#parts.now();
      this.#active = true;
      this.#fire();
      this.#cycle = await this.#parts.cycle(signal);
      const links = this.#linked().map(one => ({ id: idOf(one), links: one }));
      await this.#known.fetch(links, signal, () => this.#fire());
      const now = this.#parts.now();
      const due = this.entries.filter(
        entry => asked === 'all' || asked.includes(entry.id) || !this.#readings.rests(entry, now),
      );
      const round = new Round();
      for (const id of new Set(only ?? due.map(one => one.id)))
        await this.#readOne(id, this.#cycle, signal, round);
      if (signal.aborted) return;
      this.#ended = null;
      if (only === null) this.#read = this.#parts.now();
    } catch (error) {
      if (signal.aborted) return;
      this.#parts.log(error);
      const { kind, message } = failureOf(error);
      this.#ended = { why: kind === 'offline' ? null : message };
      if (kind !== 'offline') this.#failed(message);
    } finally {
      if (!signal.aborted) this.#idle();
    }
  }

  async #readOne(id: string, cycle: ReleaseCycle, signal: AbortSignal, round: Round): Promise<void> {
    const entry = this.entry(id);
    if (signal.aborted || entry === null) return;
    this.#reading = id;
    this.#fire();
    const { advisory } = entry;
    const { mark } = this.#told;
    try {
      const facts = await this.#parts.read(entry, cycleFor(repoName(advisory.repo), cycle), signal, round);
      if (signal.aborted) return;
      this.#known.keep(id, advisory);
      this.#readings.took(entry, facts, this.#parts.now());
      this.#told.read(id, mark, this.#boards.board(facts));
    } catch (error) {
      if (signal.aborted || endsAll(error)) throw error;
      this.#parts.log(error);
      this.#readings.failed(entry, failureOf(error).message);
    } finally {
      if (!signal.aborted) this.#reading = null;
    }
    this.#fire();
  }

  /** What ended the reading is said at what was not read. */
  #failed(failure: string): void {
    for (const entry of this.#all) if (entry.facts === null) this.#readings.failed(entry, failure);
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
    for (const known of [this.#readings, this.#known, this.#told, this.#busy]) known.clear();
    this.#read = this.#tried = this.#reading = this.#ended = null;
  }

  /** Tells only what is new. */
  #fire(): void {
    const before = [this.#all, this.#shown];
    this.#all = this.#make();
    this.#shown = { reading: this.#active, ended: this.#ended, cycle: this.#cycle };
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
      const { facts: last, failure } = this.#readings.of(id);
      // Another pull request was named since.
      const read = last?.main.number === links.pull ? last : null;
      const advisory = this.#known.of(id);
      if (!advisory) return [];
      const progress = this.#parts.progress(advisory);
      // What a coordinator said counts at once.
      const facts = read && this.#boards.facts(read, progress);
      const told = this.#told.of(id);
      return [
        {
          ...{ id, advisory, links, progress, facts, failure },
          number: profileOf(links.repo).publicNumber,
          board: facts && withoutRepaired(this.#boards.board(facts), told),
          reading: this.#reading === id,
          told,
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
