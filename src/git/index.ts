export { GitError, type GitErrorKind } from './errors.ts';
export { Git, type GitOptions } from './run.ts';
export type { GitSent, OnGitSent } from './sent.ts';
export { requireGit } from './version.ts';
export { alive } from './alive.ts';
export { askpassKeys } from './environment.ts';
export {
  addressOf,
  fullNameOf,
  inspectClone,
  pushAddress,
  pushesTo,
  remoteAddress,
  remoteOf,
  type PublicClone,
  type Remote,
} from './source.ts';
export { openScratch, removeScratch, type Scratch } from './scratch.ts';
export { fetchRef, type Wanted } from './fetch.ts';
export { fetchTips, filesOf, filesWith, openBeside } from './branchTips.ts';
export { broughtBetween, subjectsBetween, type Brought } from './history.ts';
export {
  conflictText,
  mergeTrees,
  moveRef,
  privateCommits,
  sides,
  type Merged,
  type PrivateCommit,
  type Sides,
  type Stage,
  type Unmerged,
} from './merge.ts';
export { blobBytes, changedFiles, diffBytes, type FileChange } from './changes.ts';
export {
  blobText,
  commitTree,
  editTree,
  hasObject,
  namesIn,
  writeBlob,
  writeBytes,
  type Identity,
  type TreeEdit,
} from './objects.ts';
export { isAncestor, mergeBase, readCommit, type CommitFacts } from './commit.ts';
export { pickOnto } from './pick.ts';
export { readMail } from './mail.ts';
export { readPatch, standIn, type Patched } from './patch.ts';
export type { Destination } from './destination.ts';
export { commitPrivate, pushPrivate, pushPrivateBase } from './privately.ts';
export { mayPush, pushCommit, pushedTip, type Pushed } from './push.ts';
export { openAskpass, type AskpassChannel } from './credentials/askpass.ts';
export { isSsh, pushToken, sshAccount } from './credentials/account.ts';
export { signingOf, trySigning, type Signing } from './signing.ts';
export { pickAskpass, vscodeCredentials } from './credentials/vscodeGit.ts';
export { tokenFits } from './credentials/host.ts';
export {
  currentBranch,
  addWorktree,
  baseOf,
  cloneFork,
  nextFixBranch,
  publicBranches,
  rememberBase,
  removeClone,
  unpushed,
  updateFromPublic,
  worktreesOf,
  type Cloned,
  type CloneRequest,
  type CloneRun,
  type Unpushed,
  type Updated,
} from './clone/index.ts';
export { checkGuard, setGuard, type GuardedRemote, type GuardOf, type GuardReport } from './guard/index.ts';
