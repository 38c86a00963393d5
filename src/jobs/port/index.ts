export { JobError } from '../errors.ts';
export { readConflict, type Conflict, type ConflictFile } from './conflict/conflict.ts';
export {
  choose,
  fileStates,
  filesOf,
  place,
  windowMarker,
  writeOne,
  type Choice,
  type FileState,
} from './conflict/folder.ts';
export { ConflictError } from './conflict/resolve.ts';
export { amend, amendmentsFor, type Amendment } from './amend.ts';
export { confirmPort } from './confirm.ts';
export { proposeDraft, pullLabelsOf, defaultDraftSettings, type DraftSettings } from './draft.ts';
export { peopleOf } from './people.ts';
export { portKey, scratchOf } from './key.ts';
export { reasonsAfter, type ChosenBranches } from './leftOut.ts';
export { keptNews, newsPathOf, newsText } from './news.ts';
export { nameOfPatch } from './source.ts';
export { preparePort, shownTitle } from './prepare.ts';
export { readRecord, type PortRecord } from './record.ts';
export { capital, plural } from '../line/finding.ts';
export type { PortIssue } from './review/finding.ts';
export { reviewPort, type PortReview } from './review/review.ts';
export { newsOfRecord, portSteps, runPort } from './run.ts';
export type { Keep, PortLinks } from './steps/rememberLinks.ts';
export {
  portFields,
  type PortDraft,
  type PortField,
  type PortRequest,
  type PortTools,
  type Prepared,
} from './types.ts';
