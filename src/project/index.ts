export {
  profileOf,
  type AdvisoryBot,
  type AnnouncementList,
  type NumberingAuthority,
  type Profile,
} from './profile.ts';
export { proposeTexts, type ProposedTexts } from './texts.ts';
export { parseMembers, type Member } from './members.ts';
export { livingBranches, parseReleaseCycle, type Branch } from './cpython/branches.ts';
export * as blurb from './cpython/blurb.ts';
export {
  compareVersions,
  rangeInWords,
  readRange,
  repairRange,
  type Bound,
  type VersionRange,
} from './versions.ts';
