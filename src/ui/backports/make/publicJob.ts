import { trySigning } from '../../../git/index.ts';
import {
  backportFields,
  backportSteps,
  confirmBackport,
  discardBackport,
  proposeBackport,
  readBackportRecord,
  reviewBackport,
  runBackport,
  type BackportDraft,
  type BackportField,
  type BackportLink,
  type BackportRecord,
  type BackportTools,
  type PreparedBackport,
} from '../../../jobs/backport/make/index.ts';
import type { Ended } from '../../../jobs/job.ts';
import type { RunHooks } from '../../port/behind.ts';
import { kept, ticked, unkept } from '../../port/draftEdits.ts';
import type { BackportState } from '../../port/protocol.ts';
import type { BackportFieldId, BackportJob } from './job.ts';
import { recordState, reviewState } from './state.ts';

export interface PublicJobParts {
  readonly tools: BackportTools;
  readonly sandbox: boolean;
  /** The pull request is there and labelled. */
  readonly keep: (link: BackportLink) => Promise<void>;
}

/** A backport of a fix that is public: the press of its button is the line. */
export class PublicBackport implements BackportJob {
  readonly #parts: PublicJobParts;
  readonly #prepared: PreparedBackport | null;
  readonly #title: string;
  #draft: BackportDraft | null;
  #record: BackportRecord | null;

  private constructor(
    parts: PublicJobParts,
    of: {
      readonly prepared?: PreparedBackport;
      readonly draft?: BackportDraft;
      readonly record?: BackportRecord;
      readonly title?: string;
    },
  ) {
    this.#parts = parts;
    this.#prepared = of.prepared ?? null;
    this.#draft = of.draft ?? null;
    this.#record = of.record ?? null;
    this.#title = of.title ?? '';
  }

  /** One that is to be looked at. */
  static review(
    parts: PublicJobParts,
    prepared: PreparedBackport,
    draft: Partial<BackportDraft>,
  ): PublicBackport {
    return new PublicBackport(parts, { prepared, draft: { ...proposeBackport(prepared), ...draft } });
  }

  /** One that was confirmed earlier. */
  static unfinished(parts: PublicJobParts, record: BackportRecord, title: string): PublicBackport {
    return new PublicBackport(parts, { record, title });
  }

  get key(): string {
    return (this.#prepared ?? this.#record)!.key;
  }

  get source() {
    const { upstream, pull } = (this.#prepared ?? this.#record)!;
    return { fullName: upstream.fullName, pull };
  }

  get isConfirmed(): boolean {
    return this.#record !== null;
  }

  get isKept(): boolean {
    return this.isConfirmed;
  }

  get edited(): Partial<BackportDraft> {
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (!prepared || !draft) return {};
    const { texts, pullLabels } = proposeBackport(prepared);
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    return {
      sign: draft.sign,
      ...(same(draft.texts, texts) ? {} : { texts: draft.texts }),
      ...(same(draft.pullLabels, pullLabels) ? {} : { pullLabels: draft.pullLabels }),
    };
  }

  get mayDiscard(): boolean {
    return this.#record !== null && this.#record.done.pull === undefined;
  }

  async discard(): Promise<void> {
    if (this.#record) await discardBackport(this.#parts.tools.store, this.#record);
  }

  get change() {
    return this.#prepared && { scratch: this.#prepared.scratch, files: this.#prepared.files };
  }

  get state(): BackportState {
    const { sandbox } = this.#parts;
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (prepared && draft) {
      return reviewState(prepared, draft, reviewBackport(prepared, draft), {
        sandbox,
        labels: proposeBackport(prepared).pullLabels,
        steps: backportSteps({ forkMissing: !prepared.fork.exists }),
      });
    }
    return recordState(this.#record!, this.#title, { sandbox, steps: backportSteps(this.#record!) });
  }

  edit(field: BackportFieldId, value: string): void {
    // The branch's name is the bots'.
    if (!isField(field)) return;
    this.#change(draft => ({ texts: { ...draft.texts, [field]: value } }));
  }

  setLabel(name: string, on: boolean): void {
    this.#change(draft => ({ pullLabels: ticked(draft.pullLabels, name, on) }));
  }

  async setSigned(on: boolean, signal?: AbortSignal): Promise<void> {
    const prepared = this.#prepared;
    if (!prepared?.signing) return;
    this.#change(() => ({ sign: false }));
    if (!on) return;
    const scratch = { path: prepared.scratch, borrows: true };
    await trySigning(this.#parts.tools.git, scratch, prepared.signing, signal ? { signal } : {});
    this.#change(() => ({ sign: true }));
  }

  fix(findingId: string, fixId: string): void {
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (!prepared || !draft) return;
    const finding = reviewBackport(prepared, draft).findings.find(({ id }) => id === findingId);
    const repair = finding?.fixes.find(({ id }) => id === fixId);
    if (finding && repair && isField(finding.field)) this.edit(finding.field, repair.text);
  }

  keep(finding: string, reason: string): void {
    this.#change(draft => ({ overruled: kept(draft.overruled, finding, reason) }));
  }

  unkeep(finding: string): void {
    this.#change(draft => ({ overruled: unkept(draft.overruled, finding) }));
  }

  async confirm(): Promise<void> {
    const [prepared, draft] = [this.#prepared, this.#draft];
    if (!prepared || !draft || this.#record) return;
    const { store, now } = this.#parts.tools;
    this.#record = await confirmBackport(store, prepared, draft, now());
  }

  async run({ tell, stop }: RunHooks, show: (change: Partial<BackportState>) => void): Promise<Ended> {
    const { tools, keep } = this.#parts;
    // What the steps did so far is in the store.
    const record = readBackportRecord(await tools.store.load(this.key)) ?? this.#record!;
    return runBackport(tools, record, {
      tell,
      stop,
      keep: async link => {
        show({ droppedLabels: link.droppedLabels });
        await keep(link);
      },
    });
  }

  #change(make: (draft: BackportDraft) => Partial<BackportDraft>): void {
    if (this.#draft && !this.#record) this.#draft = { ...this.#draft, ...make(this.#draft) };
  }
}

function isField(field: string): field is BackportField {
  return (backportFields as readonly string[]).includes(field);
}
