import { parseReleaseCycle } from './parse.ts';
import file from './snapshot.json' with { type: 'json' };
import type { ReleaseCycle } from './types.ts';

/** What came with the extension: for when the release cycle was never read and cannot be. It says that it is one. */
export function snapshotCycle(problems: readonly string[] = []): ReleaseCycle {
  return {
    branches: parseReleaseCycle(file.cycle).branches,
    source: 'snapshot',
    at: `${file.at}T00:00:00Z`,
    problems,
  };
}
