import { trySigning } from '../../git/index.ts';
import {
  amend,
  amendmentsFor,
  confirmPort,
  readRecord,
  type Amendment,
  reviewPort,
  runPort,
  type PortDraft,
  type Keep,
  type PortField,
  type PortRecord,
  type PortTools,
  type Prepared,
} from '../../jobs/port/index.ts';
import { issueNumbered } from '../../jobs/line/openIssue.ts';
import { Emitter } from '../common/emitter.ts';
import { Behind, type RunHooks } from './behind.ts';
import { kept, ticked, unkept } from './draftEdits.ts';
import { against, Look, proposedTicks, type Looked } from './look.ts';
import type { LineState, PortState } from './protocol.ts';
import { mustBeSeen } from './sameView.ts';
import { fromPage, numbered, publicView, recordState, reviewState } from './state.ts';

export interface PortModelParts {
  readonly tools: PortTools;
  readonly sandbox: boolean;
  /** Remembers issue and pull request by id, and the branches that were left out. */
  readonly keep: Keep;
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
  readonly #behind: Behind;
  readonly #look: Look;
  #looked: Looked = { state: 'none' };
  /** Branches whose tick the coordinator set. */
  readonly #chosen = new Set<string>();
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
    this.#look = new Look(parts.tools, looked => this.#found(looked));
    this.#behind = new Behind({
      steps: () => this.#state.steps,
      show: change => this.#set(change),
      now: parts.tools.now,
      run: hooks => this.#run(hooks),
      goOn: 'Continue port',
      finished: () => this.#finished(),
      offers: error => this.#offersAfter(error),
      failed: parts.failed,
      ended: parts.ended,
    });
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
      [key]: ticked(draft[key], name, on),
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

  /** Proposes the branches that have the flaw, beside everything else: nobody waits for it. */
  look(): Promise<void> {
    return this.#prepared === null || this.isPublic ? Promise.resolve() : this.#look.start(this.#prepared);
  }

  /** Resolves when nothing looks at the scratch repository any more. */
  stopLooking(): Promise<void> {
    return this.#look.stop();
  }

  setBackport(branch: string, on: boolean): void {
    const known = this.#branches();
    this.#chosen.add(branch);
    this.#change(draft => ({
      backports: known.filter(name => (name === branch ? on : draft.backports.includes(name))),
    }));
  }

  #branches(): string[] {
    return this.#prepared?.branches.map(({ branch }) => branch) ?? [];
  }

  #found(looked: Looked): void {
    this.#looked = looked;
    this.#change(({ backports }) => ({
      backports: proposedTicks(looked, backports, this.#chosen, this.#branches()),
    }));
  }

  async useIssue(number: number | null): Promise<void> {
    if (number !== null)
      await issueNumbered(this.#parts.tools.github, this.#prepared!.upstream.fullName, number);
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
    this.#change(draft => ({ overruled: kept(draft.overruled, findingId, reason) }));
  }

  unkeep(findingId: string): void {
    this.#change(draft => ({ overruled: unkept(draft.overruled, findingId) }));
  }

  /** The line. `seen` is what the page showed when the button was pressed. */
  async makePublic(seen: unknown): Promise<void> {
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (!prepared || !draft || this.#record || this.#crossing) return;
    mustBeSeen(seen, publicView(prepared, draft));
    const { store, now } = this.#parts.tools;
    this.#crossing = true;
    try {
      // What comes of a look now would not be what was shown.
      await this.#look.stop();
      this.#record = await confirmPort(store, prepared, { ...draft, against: against(this.#looked) }, now());
    } finally {
      this.#crossing = false;
      // Where it was not crossed, the page goes on as it is now.
      this.#change(() => ({}));
    }
    if (prepared.signing) this.#parts.crossed(draft);
    this.start();
  }

  /** Runs the steps, or goes on with them, in the background; the state tells how far it is. */
  start(): void {
    if (this.#record) this.#behind.start();
  }

  /** Resolves when no step runs. */
  settled(): Promise<void> {
    return this.#behind.settled();
  }

  /** Behind the line: less becomes public than was confirmed, and the port goes on. */
  async amend(how: Amendment): Promise<void> {
    if (!this.#record || this.#behind.isRunning || !this.#state.offers.some(({ id }) => id === how)) return;
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
    this.#behind.stopAfterStep();
  }

  async #run({ tell, stop }: RunHooks): ReturnType<typeof runPort> {
    const { tools } = this.#parts;
    const confirmed = this.#record!;
    // What the steps did so far is in the store.
    const record = readRecord(await tools.store.load(confirmed.key)) ?? confirmed;
    return runPort(tools, record, {
      keep: async (links, branches) => {
        this.#set({ droppedLabels: links.droppedLabels });
        await this.#parts.keep(links, branches);
      },
      stop,
      tell: event => {
        tell(event);
        if (event.state === 'done' && event.id === 'issue') this.#number(event.text);
      },
    });
  }

  /** Once the issue is there the page shows its number where the hole was. */
  #number(text: string): void {
    const number = /(?:gh-|#)(\d+)/.exec(text)?.[1];
    if (number !== undefined) this.#set({ view: numbered(this.#state.view, number) });
  }

  #finished(): string {
    const text = (id: string) => this.#state.steps.find(step => step.id === id)?.text ?? '';
    const issue = /(?:gh-|#)\d+/.exec(text('issue'))?.[0];
    const pull = /(?:gh-|#)\d+/.exec(text('pull'))?.[0];
    return `Done. Issue ${issue ?? ''}, pull request ${pull ?? ''}.`;
  }

  #offersAfter(error: unknown): LineState['offers'] {
    const record = this.#record;
    if (!record) return [];
    return amendmentsFor(record, error).map(id => ({ id, label: offerWords(id, record) }));
  }

  #change(make: (draft: PortDraft) => Partial<PortDraft>): void {
    if (!this.#prepared || !this.#draft || this.#record || this.#crossing) return;
    this.#draft = { ...this.#draft, ...make(this.#draft) };
    const review = reviewPort(this.#prepared, this.#draft);
    this.#state = reviewState(this.#prepared, this.#draft, review, this.#parts.sandbox, this.#looked);
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
