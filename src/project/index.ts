export { profileOf, type Profile } from './profile.ts';
export { proposeTexts, type ProposedTexts } from './texts.ts';
export { livingBranches, parseReleaseCycle, type Branch } from './cpython/branches.ts';
export * as blurb from './cpython/blurb.ts';
