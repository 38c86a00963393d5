import { randomUUID } from 'node:crypto';
import { emptyDraft, isEmpty, type Draft } from '../../advisory/draft.ts';
import type { AdvisoryFields, FieldName } from '../../advisory/fields.ts';
import { rebase } from '../../advisory/rebase.ts';
import { bothTried, readTried, withoutFields, type Tried } from '../../advisory/tried.ts';
import { readJudgements } from '../../triage/index.ts';
import type { JobStore } from '../../jobs/store.ts';

/** A draft with what it was edited from, so that it can be merged whenever it is found again. */
export interface KeptDraft {
  readonly base: AdvisoryFields;
  readonly draft: Draft;
  /** What was sent and never answered. */
  readonly tried: Tried;
}

interface DraftRecord extends KeptDraft {
  readonly version: 1;
  /** Which page wrote it: two windows may have the same advisory open. */
  readonly writer: string;
  /** Milliseconds. */
  readonly at: number;
}

/** So many windows may have a draft of one advisory. */
const slots = [0, 1, 2] as const;

/**
 * Keeps one page's draft of an advisory. Writes follow each other, and of those that wait only the newest is written.
 * Another window's draft is never written over or removed: each has a slot of its own, and who opens the advisory next
 * gets all of them, merged.
 */
export class DraftKeeper {
  readonly #store: JobStore;
  readonly #key: string;
  readonly #failed: (error: unknown) => void;
  readonly #writer = randomUUID();
  #slot: string | null = null;
  #next: KeptDraft | null = null;
  #writing: Promise<void> | null = null;

  constructor(store: JobStore, key: string, failed: (error: unknown) => void) {
    this.#store = store;
    this.#key = key;
    this.#failed = failed;
  }

  /** What was kept, in however many windows, or null. It is this page's from now on. */
  async load(): Promise<KeptDraft | null> {
    const found = (await Promise.all(slots.map(slot => this.#read(this.#name(slot)))))
      .filter(record => record !== null)
      .sort((a, b) => a.at - b.at);
    if (found.length === 0) return null;
    const whole = found.map(({ base, draft, tried }) => ({ base, draft, tried })).reduce(merged);
    this.#slot = this.#name(0);
    await this.#write(this.#slot, whole);
    for (const slot of slots.slice(1)) await this.#store.remove(this.#name(slot));
    return whole;
  }

  keep(kept: KeptDraft): void {
    this.#next = kept;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      // It may have come after the last look.
      if (this.#next) this.keep(this.#next);
    });
  }

  /** Resolves when everything is written. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#next) {
      const next = this.#next;
      this.#next = null;
      try {
        if (!isEmpty(next.draft) || Object.keys(next.tried).length > 0)
          await this.#write(await this.#mySlot(), next);
        else if (this.#slot && (await this.#read(this.#slot))?.writer === this.#writer)
          await this.#store.remove(this.#slot);
      } catch (error) {
        this.#failed(error);
      }
    }
  }

  /** The slot that is ours, or a free one; the last one for too many windows. */
  async #mySlot(): Promise<string> {
    const names = [...(this.#slot ? [this.#slot] : []), ...slots.map(slot => this.#name(slot))];
    for (const name of names) {
      const record = await this.#read(name);
      if (record === null || record.writer === this.#writer) return (this.#slot = name);
    }
    return (this.#slot = names.at(-1)!);
  }

  #write(name: string, { base, draft, tried }: KeptDraft): Promise<void> {
    const record: DraftRecord = { version: 1, writer: this.#writer, at: Date.now(), base, draft, tried };
    return this.#store.save(name, record);
  }

  /** A record of another form is left alone. */
  async #read(name: string): Promise<DraftRecord | null> {
    const record = (await this.#store.load(name)) as Partial<DraftRecord> | null;
    if (record?.version !== 1 || !record.base || !record.draft) return null;
    const { base, writer = '', at = 0 } = record;
    const { triage, ...draft } = record.draft;
    const judged = readJudgements(triage);
    return {
      ...{ version: 1, writer, at, base, tried: readTried(record.tried) },
      draft: { ...emptyDraft, ...draft, ...(Object.keys(judged).length > 0 ? { triage: judged } : {}) },
    };
  }

  #name(slot: number): string {
    return slot === 0 ? this.#key : `${this.#key} ${slot}`;
  }
}

/** Two drafts of one advisory: everything of both, the newer one where they differ. */
function merged(older: KeptDraft, newer: KeptDraft): KeptDraft {
  const moved = rebase(older.base, older.draft, newer.base, older.tried).draft;
  const comments = { ...moved.comments, ...newer.draft.comments };
  const triage = { ...moved.triage, ...newer.draft.triage };
  return {
    base: newer.base,
    tried: bothTried(withoutFields(older.tried, listsOfBoth(older.draft, newer.draft)), newer.tried),
    draft: {
      ...moved,
      ...newer.draft,
      fields: { ...moved.fields, ...newer.draft.fields },
      metrics: newer.draft.metrics ?? moved.metrics,
      notes: { ...moved.notes, ...newer.draft.notes },
      ...(Object.keys(comments).length > 0 ? { comments } : {}),
      ...(Object.keys(triage).length > 0 ? { triage } : {}),
    },
  };
}

/** Of these the newer draft's stand: what the older one's window sent of them was never taken back in the newer. */
function listsOfBoth(older: Draft, newer: Draft): FieldName[] {
  const lists = Object.entries(newer.fields).filter(
    ([name, value]) => Array.isArray(value) && name in older.fields,
  );
  return lists.map(([name]) => name as FieldName);
}
