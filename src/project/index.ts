export {
  profileOf,
  replyToOf,
  type AdvisoryBot,
  type AnnouncementList,
  type NumberingAuthority,
  type Profile,
} from './profile.ts';
export { proposeTexts, type ProposedTexts } from './texts.ts';
export { parseMembers, strangeLines, type Member } from './members.ts';
export {
  activityOf,
  type ActivityFacts,
  type Count,
  type MemberActivity,
  type Remark,
  type Verdict,
  type WorkedOn,
} from './activity.ts';
export { readerDifference, responseTeam, teamDifference, type Difference, type Seeing } from './access.ts';
export { dayOfTime, dayProblem, startOf, yearBefore } from './days.ts';
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
