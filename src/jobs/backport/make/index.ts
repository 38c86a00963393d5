export {
  backportFields,
  type BackportDraft,
  type BackportField,
  type BackportFrom,
  type BackportFinding,
  type BackportLink,
  type BackportRequest,
  type BackportReview,
  type BackportRun,
  type BackportThere,
  type BackportTools,
  type FromMain,
  type Picked,
  type PreparedBackport,
  type PreparedFrom,
  type PreparedPrivateBackport,
  type PrivateBackportDraft,
  type PrivateBackportRequest,
  type PrivateOffer,
} from './types.ts';
export { backportKey, privateBackportKey } from './key.ts';
export { readBackportRecord, type BackportRecord } from './record.ts';
export { unfinishedBackportOf, type UnfinishedBackport } from './unfinished.ts';
export { prepareBackport } from './prepare.ts';
export { proposeBackport } from './draft.ts';
export { reviewBackport } from './review.ts';
export { confirmBackport } from './confirm.ts';
export { backportSteps, runBackport } from './run.ts';
export { discardBackport } from './discard.ts';
export { proposePrivateBackport } from './private/draft.ts';
export { preparePrivateBackport } from './private/prepare.ts';
export { privateBackportSteps, runPrivateBackport } from './private/run.ts';
