export { confirmIssue } from './confirm.ts';
export { isIssueKey, issueKey } from './key.ts';
export { claimIssue, prepareIssue, proposeIssue, releaseIssue } from './prepare.ts';
export { readIssueRecord, type IssueRecord } from './record.ts';
export { reviewIssue, type IssueReview } from './review.ts';
export { issueSteps, runIssue, type IssueLink } from './run.ts';
export {
  issueFields,
  type IssueDraft,
  type IssueField,
  type IssueFinding,
  type IssueTools,
  type PreparedIssue,
} from './types.ts';
export { unfinishedIssueOf } from './unfinished.ts';
