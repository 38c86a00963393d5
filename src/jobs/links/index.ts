export { findCandidates, type Candidate, type CandidatesGitHub, type Evidence } from './candidates.ts';
export { placeOf } from './place.ts';
export { newestShared, readShared, type Believed, type SharedLinks } from './shared.ts';
export { verifyFix, type FoundFix, type LinksGitHub } from './verify.ts';
