import { trySigning } from '../../git/index.ts';
import {
  amend,
  amendmentsFor,
  confirmPort,
  readRecord,
  type Amendment,
  JobError,
  reviewPort,
  runPort,
  type PortDraft,
  type PortField,
  type PortLinks,
  type PortRecord,
  type PortTools,
  type Prepared,
} from '../../jobs/port/index.ts';
import { Emitter } from '../common/emitter.ts';
import type { PortState, PortStep, PublicView } from './protocol.ts';
import { fromPage, numbered, publicView, recordState, reviewState } from './state.ts';

export interface PortModelParts {
  readonly tools: PortTools;
  readonly sandbox: boolean;
  /** Remembers issue and pull request, by id. */
  readonly keep: (links: PortLinks) => Promise<void>;
  /** No step runs any more. */
  readonly ended: () => void;
  /** The line was crossed with this draft. */
  readonly crossed: (draft: PortDraft) => void;
  /** A step failed: told once, with the step's name and the error. */
  readonly failed: (step: string, error: unknown) => void;
}

/**
 * One port as the page sees it. Before the line it holds the draft; the press of the button is the line; behind it
 * it runs the steps. Knows no `vscode`.
 */
export class PortModel {
  readonly #parts: PortModelParts;
  readonly #prepared: Prepared | null;
  readonly #changed = new Emitter();
  #draft: PortDraft | null;
  #record: PortRecord | null;
  #state: PortState;
  #stopping = false;
  #running: Promise<void> | null = null;
  /** The button was pressed: nothing changes any more. */
  #crossing = false;

  readonly onDidChange = this.#changed.event;

  private constructor(
    parts: PortModelParts,
    prepared: Prepared | null,
    draft: PortDraft | null,
    record: PortRecord | null,
    state: PortState,
  ) {
    this.#parts = parts;
    this.#prepared = prepared;
    this.#draft = draft;
    this.#record = record;
    this.#state = state;
  }

  static review(parts: PortModelParts, prepared: Prepared, draft: PortDraft): PortModel {
    const state = reviewState(prepared, draft, reviewPort(prepared, draft), parts.sandbox);
    return new PortModel(parts, prepared, draft, null, state);
  }

  /** A port that was confirmed earlier. */
  static unfinished(parts: PortModelParts, record: PortRecord, title: string): PortModel {
    return new PortModel(parts, null, null, record, recordState(record, title, parts.sandbox));
  }

  /** Is the line behind it, or being crossed? */
  get isPublic(): boolean {
    return this.#crossing || this.#record !== null;
  }

  get state(): PortState {
    return this.#state;
  }

  get prepared(): Prepared | null {
    return this.#prepared;
  }

  get draft(): PortDraft | null {
    return this.#draft;
  }

  get key(): string {
    return (this.#prepared ?? this.#record)!.key;
  }

  edit(field: PortField, value: string): void {
    this.#change(draft => ({ texts: { ...draft.texts, [field]: fromPage(value) } }));
  }

  chooseAuthor(id: string): void {
    if (!this.#prepared?.authors.some(choice => choice.id === id)) return;
    this.#change(() => ({ author: id }));
  }

  setLabel(target: 'issue' | 'pull', name: string, on: boolean): void {
    const choice = this.#state.labels[target].find(label => label.name === name);
    if (!choice || choice.fixed) return;
    const key = target === 'issue' ? 'issueLabels' : 'pullLabels';
    this.#change(draft => ({
      [key]: on ? [...new Set([...draft[key], name])] : draft[key].filter(label => label !== name),
    }));
  }

  /** Signing is tried before it is promised: what the key needs is asked for on this side of the line. */
  async setSigned(on: boolean, signal?: AbortSignal): Promise<void> {
    const prepared = this.#prepared;
    if (!prepared?.signing) return;
    try {
      if (on)
        await trySigning(
          this.#parts.tools.git,
          { path: prepared.scratch, borrows: true },
          prepared.signing,
          signal ? { signal } : {},
        );
      this.#change(() => ({ sign: on }));
    } catch (error) {
      this.#change(() => ({ sign: false }));
      throw error;
    }
  }

  setBackport(branch: string, on: boolean): void {
    const known = this.#prepared?.branches.map(entry => entry.branch) ?? [];
    this.#change(draft => ({
      backports: known.filter(name => (name === branch ? on : draft.backports.includes(name))),
    }));
  }

  async useIssue(number: number | null): Promise<void> {
    if (number !== null) {
      if (!Number.isSafeInteger(number) || number < 1)
        throw new JobError('ask', 'Write the number of the issue, such as 210461.');
      const { github } = this.#parts.tools;
      const issue = await github.issues.get(this.#prepared!.upstream.fullName, number);
      if (issue.isPull) throw new JobError('ask', `gh-${number} is a pull request, not an issue.`);
    }
    this.#change(() => ({ existingIssue: number }));
  }

  fix(findingId: string, fixId: string): void {
    if (!this.#prepared || !this.#draft) return;
    const finding = reviewPort(this.#prepared, this.#draft).findings.find(({ id }) => id === findingId);
    const repair = finding?.fixes.find(({ id }) => id === fixId);
    if (!finding || !repair || finding.field === 'files' || finding.field === 'author') return;
    const { field } = finding;
    this.#change(draft => ({ texts: { ...draft.texts, [field]: repair.text } }));
  }

  keep(findingId: string, reason: string): void {
    if (reason.trim() === '') return;
    this.#change(draft => ({
      overruled: [
        ...draft.overruled.filter(({ id }) => id !== findingId),
        { id: findingId, reason: reason.trim() },
      ],
    }));
  }

  unkeep(findingId: string): void {
    this.#change(draft => ({ overruled: draft.overruled.filter(({ id }) => id !== findingId) }));
  }

  /**
   * The line. `seen` is what the page showed when the button was pressed; anything else than what is here means
   * that the coordinator saw something else, and nothing crosses.
   */
  async makePublic(seen: PublicView): Promise<void> {
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (!prepared || !draft || this.#record || this.#crossing) return;
    if (JSON.stringify(ordered(seen)) !== JSON.stringify(ordered(publicView(prepared, draft)))) {
      throw new JobError(
        'changed',
        'The page showed something else than what would be sent. Nothing was sent; look again.',
      );
    }
    const { store, now } = this.#parts.tools;
    this.#crossing = true;
    try {
      this.#record = await confirmPort(store, prepared, draft, now());
    } finally {
      this.#crossing = false;
    }
    if (prepared.signing) this.#parts.crossed(draft);
    this.start();
  }

  /** Runs the steps, or goes on with them, in the background; the state tells how far it is. */
  start(): void {
    if (!this.#record || this.#running) return;
    this.#stopping = false;
    this.#running = this.#run(this.#record).finally(() => (this.#running = null));
  }

  /** Resolves when no step runs. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Behind the line: less becomes public than was confirmed, and the port goes on. */
  async amend(how: Amendment): Promise<void> {
    if (!this.#record || this.#running || !this.#state.offers.some(({ id }) => id === how)) return;
    const { store } = this.#parts.tools;
    const now = readRecord(await store.load(this.key)) ?? this.#record;
    this.#record = await amend(store, now, how);
    const { author } = this.#record.confirmed;
    const people = this.#state.view.people.map(line =>
      how === 'noreply' && line.startsWith('Author: ') ? `Author: ${author.name} <${author.email}>` : line,
    );
    const signed = how === 'unsigned' ? false : this.#state.view.signed;
    this.#set({ view: { ...this.#state.view, people, signed }, offers: [] });
    this.start();
  }

  stopAfterStep(): void {
    if (!this.#running) return;
    this.#stopping = true;
    this.#set({ summary: 'Stopping after this step.' });
  }

  async #run(confirmed: PortRecord): Promise<void> {
    const { tools } = this.#parts;
    this.#set({
      offers: [],
      phase: 'running',
      summary: 'Going on. Each step looks first, then acts.',
      ready: false,
    });
    let ended;
    try {
      // What the steps did so far is in the store.
      const record = readRecord(await tools.store.load(confirmed.key)) ?? confirmed;
      ended = await runPort(tools, record, {
        keep: async links => {
          this.#set({ droppedLabels: links.droppedLabels });
          await this.#parts.keep(links);
        },
        stop: () => this.#stopping,
        tell: event => {
          if (event.state === 'failed') this.#fail(event.id, event.error);
          else if (event.state === 'busy') this.#step(event.id, { state: 'busy', text: event.text });
          else {
            const at = event.link === null ? '' : ` ${tools.now().toTimeString().slice(0, 5)}`;
            this.#step(event.id, { state: 'done', text: `${event.text}${at}`, link: event.link });
            if (event.id === 'issue') this.#number(event.text);
          }
        },
      });
    } catch (error) {
      // Before the first step: GitHub could not be asked, or a text no longer passes the line.
      this.#fail(this.#state.steps.find(({ state }) => state !== 'done')?.id ?? '', error);
      this.#parts.ended();
      return;
    }
    if (ended === 'done') this.#finish();
    this.#parts.ended();
    if (ended === 'stopped')
      this.#set({ phase: 'stopped', summary: 'Stopped. Continue port goes on from here.' });
  }

  /** Once the issue is there the page shows its number where the hole was. */
  #number(text: string): void {
    const number = /gh-(\d+)/.exec(text)?.[1];
    if (number !== undefined) this.#set({ view: numbered(this.#state.view, number) });
  }

  #finish(): void {
    const text = (id: string) => this.#state.steps.find(step => step.id === id)?.text ?? '';
    const issue = /gh-\d+/.exec(text('issue'))?.[0];
    const pull = /gh-\d+/.exec(text('pull'))?.[0];
    this.#set({ phase: 'done', summary: `Done. Issue ${issue ?? ''}, pull request ${pull ?? ''}.` });
  }

  #fail(id: string, error: unknown): void {
    const sentence =
      error instanceof Error && 'kind' in error
        ? error.message
        : 'This failed inside GHSA Coordinator. The log has the detail.';
    this.#step(id, { state: 'failed', text: sentence });
    const label = this.#state.steps.find(step => step.id === id)?.label ?? 'the first step';
    const offers = this.#record ? amendmentsFor(this.#record, error) : [];
    this.#set({
      offers: offers.map(id => ({ id, label: offerWords(id, this.#record!) })),
      phase: 'failed',
      summary: 'Nothing is lost. Continue port looks what is there and goes on.',
    });
    this.#parts.failed(label, error);
  }

  #step(id: string, change: Partial<PortStep>): void {
    const steps = this.#state.steps.map(step => (step.id === id ? { ...step, ...change } : step));
    this.#set({ steps });
  }

  #change(make: (draft: PortDraft) => Partial<PortDraft>): void {
    if (!this.#prepared || !this.#draft || this.#record || this.#crossing) return;
    this.#draft = { ...this.#draft, ...make(this.#draft) };
    const review = reviewPort(this.#prepared, this.#draft);
    this.#state = reviewState(this.#prepared, this.#draft, review, this.#parts.sandbox);
    this.#changed.fire();
  }

  #set(change: Partial<PortState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}

/** What a press of an offer does, in words. */
function offerWords(how: Amendment, { confirmed }: PortRecord): string {
  return how === 'noreply' ? `Use ${confirmed.standIn?.email}` : 'Continue without a signature';
}

/** A view with its keys in one order, so that two of them can be compared as text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
