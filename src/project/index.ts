export { profileOf, profileProblems } from './profiles.ts';
export { assignProfiles, type ProfileSettings } from './assigned/assign.ts';
export {
  replyToOf,
  type AdvisoryBot,
  type AnnouncementList,
  type NumberingAuthority,
  type Profile,
} from './profile.ts';
export { cycleFor, ownCycle } from './ownCycle.ts';
export type { BackportRules, BackportTitle, PickedCommit } from './backports.ts';
// What CPython's bots write: read where a profile has bots.
export {
  backportBranch,
  backportMessage,
  backportPull,
  cherryPickerLine,
  linkedIssues,
  linkedPulls,
  readBackportBranch,
  readGaveUp,
  wholeTitle,
} from './cpython/backport.ts';
export { firstHolding, nextRelease, sortTags } from './cpython/tags.ts';
export { profileFacts, type ProfileFacts } from './facts.ts';
export type { NewsEntry } from './news.ts';
export type { TextProblem } from './problem.ts';
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
export {
  cveEligible,
  endedBranches,
  livingBranches,
  newestFirst,
  noCveSentence,
  parseReleaseCycle,
  snapshotCycle,
  sourceSentence,
  type Branch,
  type BranchStatus,
  type ReleaseCycle,
} from './releaseCycle/index.ts';
export * as blurb from './cpython/blurb.ts';
export { isBranchName } from './branchName.ts';
export {
  compareVersions,
  rangeInWords,
  readRange,
  repairRange,
  type Bound,
  type VersionRange,
} from './versions.ts';
export {
  affectedRanges,
  githubRanges,
  rangesOfCycle,
  recordVersions,
  type AffectedRange,
  type RecordVersion,
} from './affectedRanges.ts';
