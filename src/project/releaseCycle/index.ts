export { cveEligible, endedBranches, livingBranches } from './branches.ts';
export { newestFirst, parseReleaseCycle, type ParsedCycle } from './parse.ts';
export { snapshotCycle } from './snapshot.ts';
export type { Branch, BranchStatus, ReleaseCycle } from './types.ts';
export { noCveSentence, sourceSentence } from './words.ts';
