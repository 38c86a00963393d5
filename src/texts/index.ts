export { announcement, mailText, type AnnouncementParts, type Mail } from './announcement.ts';
export type { Piece } from './pieces.ts';
export { cveRecord, type CveRecord, type RecordParts } from './cveRecord.ts';
export { plainTitle, unseen } from './plain.ts';
export {
  accepted,
  askAboutCredit,
  duplicate,
  handedOver,
  movedToPublicIssue,
  notAVulnerability,
  submitThroughGitHub,
} from './replies.ts';
export { askAdmin, cveRequest, mailto, type AdminTask, type Letter } from './requests.ts';
export { reportFromMail, type MailReport } from './mailToAdvisory.ts';
