import type { Advisory } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { endsAll, failureOf } from '../advisories/states.ts';

export interface KnownParts {
  /** As the list has it; null: it is not in the list. */
  readonly listed: (id: string) => Advisory | null;
  /** An advisory that is not in the list: a closed one. */
  readonly fetch: (links: PortLinks, signal: AbortSignal) => Promise<Advisory>;
  readonly log: (error: unknown) => void;
}

/** The advisories behind links: those of the list, and closed ones, whose backports go on. */
export class Known {
  readonly #parts: KnownParts;
  /** null: GitHub does not show it to us. */
  readonly #fetched = new Map<string, Advisory | null>();

  constructor(parts: KnownParts) {
    this.#parts = parts;
  }

  of(id: string): Advisory | null {
    return this.#parts.listed(id) ?? this.#fetched.get(id) ?? null;
  }

  /** It may leave the list. */
  keep(id: string, advisory: Advisory): void {
    this.#fetched.set(id, advisory);
  }

  /** Asks for those that are not known. What failed otherwise than for good is asked for the next time. */
  async fetch(
    wanted: readonly { readonly id: string; readonly links: PortLinks }[],
    signal: AbortSignal,
    came: () => void,
  ): Promise<void> {
    for (const { id, links } of wanted) {
      if (this.of(id) !== null || this.#fetched.has(id)) continue;
      try {
        this.#fetched.set(id, await this.#parts.fetch(links, signal));
      } catch (error) {
        if (signal.aborted || endsAll(error)) throw error;
        this.#parts.log(error);
        if (['not-found', 'forbidden'].includes(failureOf(error).kind)) this.#fetched.set(id, null);
      }
      if (signal.aborted) return;
      came();
    }
  }

  /** Somebody asks: what was hidden may be shown by now. */
  hope(): void {
    for (const [id, advisory] of this.#fetched) if (advisory === null) this.#fetched.delete(id);
  }

  clear(): void {
    this.#fetched.clear();
  }
}
