import type { Advisory, AdvisoryState, RepoRef } from '../../advisory/model.ts';
import { same } from '../../advisory/fields.ts';
import type { Failure, RepoResult } from './states.ts';

/** The pages of one list, in GitHub's order. An unchanged page is the same array. */
export type Pages = readonly (readonly Advisory[])[];

/** The advisories of one repository: the lists as they were read, and newer versions from other parts of ours. */
export class Shelf {
  readonly repo: RepoRef;
  /** As GitHub gave them, and with the objects that we had before for what says the same. */
  readonly #lists = new Map<AdvisoryState, { readonly given: Pages; readonly shown: Pages }>();
  readonly #taken = new Map<string, { readonly advisory: Advisory; readonly at: number }>();
  /** Lists that were read to their end once. */
  readonly #whole = new Set<AdvisoryState>();
  #error: Failure | null = null;
  #result: RepoResult | null = null;

  constructor(repo: RepoRef) {
    this.repo = repo;
  }

  /** The same object for as long as nothing changed. */
  get result(): RepoResult {
    return (this.#result ??= { repo: this.repo, advisories: this.#all(), error: this.#error });
  }

  pages(state: AdvisoryState): Pages {
    return this.#lists.get(state)?.given ?? [];
  }

  isWhole(state: AdvisoryState): boolean {
    return this.#whole.has(state);
  }

  /** The newest pages of a list, all of them or those that have come. Those that are not the same arrays as before are looked at. */
  put(state: AdvisoryState, given: Pages, whole: boolean): void {
    if (whole) this.#whole.add(state);
    const before = this.#lists.get(state) ?? { given: [], shown: [] };
    const known = new Map(before.shown.flat().map(advisory => [advisory.ghsaId, advisory]));
    const shown = given.map((page, at) => {
      const place = before.given.indexOf(page);
      return place < 0 ? this.#news(page, before.shown[at], known) : before.shown[place]!;
    });
    this.#lists.set(state, { given, shown });
    const unchanged =
      shown.length === before.shown.length && shown.every((page, at) => page === before.shown[at]);
    if (!unchanged) this.#result = null;
  }

  /** Lists that nobody looks at any more are forgotten: they would grow old. */
  keep(states: readonly AdvisoryState[]): void {
    for (const state of this.#lists.keys()) {
      if (states.includes(state)) continue;
      this.#lists.delete(state);
      this.#whole.delete(state);
      this.#result = null;
    }
  }

  /**
   * A version that somebody else has read or written; it stands until a list has it or a newer one. One that is older
   * than what is known came late, and is none.
   */
  take(advisory: Advisory, at: number): void {
    const known = this.result.advisories.find(({ ghsaId }) => ghsaId === advisory.ghsaId);
    if (known && (known.updatedAt > advisory.updatedAt || same(known, advisory))) return;
    this.#taken.set(advisory.ghsaId, { advisory, at });
    this.#result = null;
  }

  /** A reading is over that began at `began`: what was taken before and is in no list any more is gone. */
  readWhole(began: number): void {
    const listed = new Set(this.#listed().map(({ ghsaId }) => ghsaId));
    for (const [id, { at }] of this.#taken) {
      if (at >= began || listed.has(id)) continue;
      this.#taken.delete(id);
      this.#result = null;
    }
    this.fail(null);
  }

  /** Why it could not be read; null: it could. With `closed` nothing of it may be shown any more. */
  fail(error: Failure | null, closed = false): void {
    if (closed) {
      this.#lists.clear();
      this.#whole.clear();
      this.#taken.clear();
      this.#result = null;
    }
    if (same(error, this.#error)) return;
    this.#error = error;
    this.#result = null;
  }

  /** A page that was sent anew: entries that say the same stay the same objects, and so may the page. */
  #news(
    page: readonly Advisory[],
    before: readonly Advisory[] | undefined,
    known: ReadonlyMap<string, Advisory>,
  ): readonly Advisory[] {
    const entries = page.map(fresh => {
      const taken = this.#taken.get(fresh.ghsaId);
      if (taken && fresh.updatedAt >= taken.advisory.updatedAt) {
        this.#taken.delete(fresh.ghsaId);
        this.#result = null;
      }
      const old = known.get(fresh.ghsaId);
      return old && same(old, fresh) ? old : fresh;
    });
    const unchanged = before?.length === entries.length && entries.every((entry, at) => entry === before[at]);
    return unchanged ? before : entries;
  }

  #listed(): readonly Advisory[] {
    return [...this.#lists.values()].flatMap(({ shown }) => shown.flat());
  }

  /** Each once: who moved between two lists while they were read is in both. */
  #all(): readonly Advisory[] {
    const all = new Map<string, Advisory>();
    for (const advisory of this.#listed()) {
      const other = all.get(advisory.ghsaId);
      if (!other || other.updatedAt <= advisory.updatedAt) all.set(advisory.ghsaId, advisory);
    }
    for (const { advisory } of this.#taken.values()) {
      const listed = all.get(advisory.ghsaId);
      if (!listed || listed.updatedAt <= advisory.updatedAt) all.set(advisory.ghsaId, advisory);
    }
    return [...all.values()];
  }
}
