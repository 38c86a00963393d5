export { criteria, type Criterion, type CriterionId } from './criteria.ts';
export {
  against,
  judgedIn,
  noteLimit,
  readJudgements,
  type Answer,
  type Judgement,
  type Judgements,
} from './judgements.ts';
export { acceptanceReply, rejectionReply } from './replies.ts';
export { askForMissing } from './ask.ts';
export { reportGaps, type ReportGap } from './gaps.ts';
export { similar, type Candidate, type Reported, type Similar } from './similar.ts';
