import {
  confirmIssue,
  reviewIssue,
  runIssue,
  type IssueDraft,
  type IssueField,
  type IssueLink,
  type IssueRecord,
  type IssueTools,
  type PreparedIssue,
} from '../../jobs/issue/index.ts';
import { issueNumbered } from '../../jobs/line/openIssue.ts';
import { profileOf } from '../../project/index.ts';
import { Emitter } from '../common/emitter.ts';
import { Behind, type RunHooks } from '../port/behind.ts';
import { kept, ticked, unkept } from '../port/draftEdits.ts';
import type { IssueState } from '../port/protocol.ts';
import { mustBeSeen } from '../port/sameView.ts';
import type { PublicIssue } from './face.ts';
import { issueView, recordState, reviewState } from './state.ts';

export interface IssueModelParts {
  readonly tools: IssueTools;
  readonly sandbox: boolean;
  /** Remembers the issue, by id. */
  readonly keep: (link: IssueLink) => Promise<void>;
  /** A step failed: told once, with the step's name and the error. */
  readonly failed: (step: string, error: unknown) => void;
}

/** What is not confirmed yet. */
interface Before {
  readonly prepared: PreparedIssue;
  readonly draft: IssueDraft;
}

/**
 * One public issue as its page sees it. Before the line it holds the draft; the press of the button is the line;
 * behind it it runs the steps. Knows no `vscode`.
 */
export class IssueModel {
  readonly #parts: IssueModelParts;
  readonly #changed = new Emitter();
  readonly #behind: Behind;
  #before: Before | null;
  #record: IssueRecord | null;
  #issue: PublicIssue | null;
  #state: IssueState;
  /** The button was pressed: nothing changes any more. */
  #crossing: Promise<void> | null = null;

  readonly onDidChange = this.#changed.event;

  private constructor(
    parts: IssueModelParts,
    before: Before | null,
    record: IssueRecord | null,
    state: IssueState,
  ) {
    this.#parts = parts;
    this.#before = before;
    this.#record = record;
    this.#issue = record?.done.issue ?? null;
    const { publicNumber } = profileOf((before?.prepared ?? record)!.upstream.fullName);
    this.#state = state;
    this.#behind = new Behind({
      steps: () => this.#state.steps,
      show: change => this.#set(change),
      now: parts.tools.now,
      run: hooks => this.#run(hooks),
      goOn: 'Continue',
      finished: () => `Done. Issue ${publicNumber(this.#issue?.number ?? 0)}.`,
      offers: () => [],
      failed: parts.failed,
    });
  }

  static review(parts: IssueModelParts, prepared: PreparedIssue, draft: IssueDraft): IssueModel {
    const state = reviewState(prepared, draft, reviewIssue(prepared, draft), parts.sandbox);
    return new IssueModel(parts, { prepared, draft }, null, state);
  }

  /** An issue that was confirmed earlier. */
  static unfinished(parts: IssueModelParts, record: IssueRecord, title: string): IssueModel {
    return new IssueModel(parts, null, record, recordState(record, title, parts.sandbox));
  }

  get state(): IssueState {
    return this.#state;
  }

  /** The issue, once everybody sees it. */
  get issue(): PublicIssue | null {
    return this.#issue;
  }

  edit(field: IssueField, value: string): void {
    this.#change(draft => ({ texts: { ...draft.texts, [field]: value } }));
  }

  setLabel(name: string, on: boolean): void {
    if (!this.#state.labels.issue.some(label => label.name === name && !label.fixed)) return;
    this.#change(draft => ({ labels: ticked(draft.labels, name, on) }));
  }

  /** null: open a new issue after all. */
  async useIssue(number: number | null): Promise<void> {
    if (!this.#before) return;
    const { fullName } = this.#before.prepared.upstream;
    if (number !== null) await issueNumbered(this.#parts.tools.github, fullName, number);
    this.#change(() => ({ existingIssue: number }));
  }

  async fix(findingId: string, fixId: string): Promise<void> {
    if (!this.#before) return;
    const { prepared, draft } = this.#before;
    const finding = reviewIssue(prepared, draft).findings.find(({ id }) => id === findingId);
    const repair = finding?.fixes.find(({ id }) => id === fixId);
    if (!finding || !repair) return;
    const { field } = finding;
    if (field === 'issue') return this.useIssue(prepared.openedBefore);
    this.#change(({ texts }) => ({ texts: { ...texts, [field]: repair.text } }));
  }

  keep(findingId: string, reason: string): void {
    if (reason.trim() === '') return;
    this.#change(({ overruled }) => ({ overruled: kept(overruled, findingId, reason) }));
  }

  unkeep(findingId: string): void {
    this.#change(({ overruled }) => ({ overruled: unkept(overruled, findingId) }));
  }

  /** The line. `seen` is what the page showed when the button was pressed. */
  async makePublic(seen: unknown): Promise<void> {
    if (!this.#before || this.#record || this.#crossing) return;
    mustBeSeen(seen, issueView(this.#before.prepared, this.#before.draft));
    this.#crossing = this.#cross(this.#before).finally(() => (this.#crossing = null));
    await this.#crossing;
  }

  async #cross({ prepared, draft }: Before): Promise<void> {
    const { store, now } = this.#parts.tools;
    this.#record = await confirmIssue(store, prepared, draft, now());
    this.start();
  }

  /** Runs the steps, or goes on with them, in the background; the state tells how far it is. */
  start(): void {
    if (this.#record) this.#behind.start();
  }

  /** Resolves when no step runs. */
  async settled(): Promise<void> {
    // Whoever pressed the button hears of an error.
    await this.#crossing?.catch(() => undefined);
    await this.#behind.settled();
  }

  stopAfterStep(): void {
    this.#behind.stopAfterStep();
  }

  #run({ tell, stop }: RunHooks): ReturnType<typeof runIssue> {
    const { tools, keep } = this.#parts;
    const remembered = (record: IssueRecord) => {
      this.#record = record;
      this.#issue = record.done.issue ?? null;
      this.#set({ droppedLabels: record.done.droppedLabels ?? [] });
    };
    return runIssue(tools, this.#record!, { keep, stop, tell, remembered });
  }

  #change(make: (draft: IssueDraft) => Partial<IssueDraft>): void {
    if (!this.#before || this.#record || this.#crossing) return;
    const { prepared, draft } = this.#before;
    const changed = { ...draft, ...make(draft) };
    this.#before = { prepared, draft: changed };
    this.#set(reviewState(prepared, changed, reviewIssue(prepared, changed), this.#parts.sandbox));
  }

  #set(change: Partial<IssueState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed.fire();
  }
}
