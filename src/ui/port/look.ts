import { affectedBranches, proposes, type BranchEvidence } from '../../jobs/affected/index.ts';
import type { PortTools, Prepared } from '../../jobs/port/index.ts';
import {
  githubRanges,
  noCveSentence,
  rangesOfCycle,
  sourceSentence,
  type AffectedRange,
  type ReleaseCycle,
} from '../../project/index.ts';
import type { AffectedVersions, BackportTick } from './protocol.ts';

/** What is known of the branches: nothing yet, what the look found, or why it found nothing. */
export type Looked =
  | { readonly state: 'none' | 'busy' }
  | { readonly state: 'found'; readonly evidence: readonly BranchEvidence[] }
  | { readonly state: 'failed'; readonly sentence: string };

/** Looks at the branches of a port beside its page, and ends with it. */
export class Look {
  readonly #tools: Pick<PortTools, 'git'>;
  readonly #tell: (looked: Looked) => void;
  #stop: AbortController | null = null;
  #running: Promise<void> | null = null;

  constructor(tools: Pick<PortTools, 'git'>, tell: (looked: Looked) => void) {
    this.#tools = tools;
    this.#tell = tell;
  }

  /** Does nothing while one is under way, and where there are no branches. */
  start(prepared: Prepared): Promise<void> {
    if (prepared.branches.length === 0) return Promise.resolve();
    this.#running ??= this.#look(prepared).finally(() => (this.#running = null));
    return this.#running;
  }

  /** Resolves when git has ended: the folder it works in may go. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#running;
  }

  async #look(prepared: Prepared): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#tell({ state: 'busy' });
    try {
      const branches = prepared.branches.map(({ branch }) => branch);
      const about = { ...prepared, publicUrl: prepared.upstream.url, branches };
      const evidence = await affectedBranches(this.#tools.git, about, stop.signal);
      this.#tell({ state: 'found', evidence });
    } catch (error) {
      if (stop.signal.aborted) this.#tell({ state: 'none' });
      else this.#tell({ state: 'failed', sentence: sentenceOf(error) });
    }
  }
}

function sentenceOf(error: unknown): string {
  const why = error instanceof Error && 'kind' in error ? ` ${error.message}` : '';
  return `The branches could not be looked at, so all are ticked.${why}`;
}

/** The ticks after a look: what it proposes, except where the coordinator chose. */
export function proposedTicks(
  looked: Looked,
  ticked: readonly string[],
  chosen: ReadonlySet<string>,
  known: readonly string[],
): readonly string[] {
  if (looked.state !== 'found') return ticked;
  const proposed = new Set(looked.evidence.filter(proposes).map(({ branch }) => branch));
  return known.filter(branch => (chosen.has(branch) ? ticked.includes(branch) : proposed.has(branch)));
}

/** What a look found against branches: why they stay without a tick. */
export function against(looked: Looked): Record<string, string> {
  if (looked.state !== 'found') return {};
  const found = looked.evidence.filter(entry => !proposes(entry));
  return Object.fromEntries(found.map(({ branch, evidence }) => [branch, evidence]));
}

/** A tick for each branch, with what speaks for it. */
export function backportTicks(
  { branches }: Pick<Prepared, 'branches'>,
  ticked: readonly string[],
  looked: Looked,
): BackportTick[] {
  const evidence = looked.state === 'found' ? looked.evidence : [];
  return branches.map(({ branch }) => {
    const found = evidence.find(entry => entry.branch === branch);
    return {
      branch,
      on: ticked.includes(branch),
      verdict: found?.verdict ?? null,
      evidence: found?.evidence ?? null,
    };
  });
}

/** The versions that have the flaw if the ticked branches have it; main has it, else there were no fix. */
export function rangesOf(cycle: ReleaseCycle | null, ticked: readonly string[]): AffectedRange[] {
  return cycle === null ? [] : rangesOfCycle(cycle, ['main', ...ticked]);
}

/** What the page says below the ticks. */
export function affectedVersions(
  { cycle }: Pick<Prepared, 'cycle'>,
  ticked: readonly string[],
  looked: Looked,
): AffectedVersions | null {
  if (cycle === null) return null;
  const source = sourceSentence(cycle);
  // Whoever reads from the snapshot has read why already.
  const problems = source === null ? cycle.problems : [];
  return {
    looking: looked.state === 'busy',
    status: statusOf(looked),
    source: [...(source === null ? [] : [source]), ...problems],
    ranges: githubRanges(rangesOf(cycle, ticked)),
    noCve: noCveSentence(cycle, ['main', ...ticked]),
  };
}

function statusOf(looked: Looked): string | null {
  switch (looked.state) {
    case 'none':
      return null;
    case 'busy':
      return 'Looking which branches have the flaw…';
    case 'found':
      return "Proposed from the fix's files.";
    case 'failed':
      return looked.sentence;
  }
}
