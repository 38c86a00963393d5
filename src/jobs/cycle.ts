import { GitHubError, readReleaseCycle, type OnSent, type Silence } from '../github/index.ts';
import { parseReleaseCycle, snapshotCycle, type ReleaseCycle } from '../project/index.ts';

/** What is kept of a reading, as it was published: a later version of ours may understand more of it. */
export interface KeptCycle {
  readonly url: string;
  /** ISO 8601 */
  readonly at: string;
  readonly json: unknown;
}

export interface CycleSource {
  readonly url: () => string;
  /** What was kept; anything else counts as nothing. */
  readonly load: () => unknown;
  readonly keep: (kept: KeptCycle) => PromiseLike<void>;
  readonly now: () => Date;
  /** Told of the request. */
  readonly onSent?: OnSent;
  /** How long its host may be silent. */
  readonly silence?: Silence;
}

/** The release cycle: as published, else as it was when last read, else as it came with the extension. */
export class ReleaseCycles {
  readonly #source: CycleSource;

  constructor(source: CycleSource) {
    this.#source = source;
  }

  /** @throws GitHubError of the kind `cancelled`, and nothing else: the snapshot is always there. */
  async read(signal?: AbortSignal): Promise<ReleaseCycle> {
    const url = this.#source.url();
    const { onSent, silence } = this.#source;
    try {
      const json = await readReleaseCycle(url, { signal, onSent, silence });
      const { branches, problems } = parseReleaseCycle(json);
      if (branches.length === 0) return this.#former(url, problems);
      const at = this.#source.now().toISOString();
      await this.#source.keep({ url, at, json });
      return { branches, source: 'read', at, problems };
    } catch (error) {
      if (!(error instanceof GitHubError) || error.kind === 'cancelled') throw error;
      return this.#former(url, [error.message]);
    }
  }

  #former(url: string, problems: readonly string[]): ReleaseCycle {
    const kept = keptOf(this.#source.load());
    if (kept?.url !== url) return snapshotCycle(problems);
    const { branches } = parseReleaseCycle(kept.json);
    return branches.length === 0
      ? snapshotCycle(problems)
      : { branches, source: 'kept', at: kept.at, problems };
  }
}

function keptOf(value: unknown): KeptCycle | null {
  if (typeof value !== 'object' || value === null) return null;
  const { url, at, json } = value as Record<string, unknown>;
  return typeof url === 'string' && typeof at === 'string' && !Number.isNaN(Date.parse(at))
    ? { url, at, json }
    : null;
}
