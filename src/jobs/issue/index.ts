export { confirmIssue } from './confirm.ts';
export { isIssueKey, issueKey } from './key.ts';
export {
  claimIssue,
  issueLabelsOf,
  prepareIssue,
  proposeIssue,
  releaseIssue,
  samePurpose,
} from './prepare.ts';
export { pullsOfIssue } from './pullsOf.ts';
export { readIssueRecord, type IssueRecord } from './record.ts';
export { reviewIssue, type IssueReview } from './review.ts';
export { issueSteps, runIssue, type IssueLink } from './run.ts';
export {
  issueFields,
  type IssueDraft,
  type IssueField,
  type IssueFinding,
  type IssuePurpose,
  type IssueTools,
  type PreparedIssue,
} from './types.ts';
export { unfinishedIssueOf } from './unfinished.ts';
