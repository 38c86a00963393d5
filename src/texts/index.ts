export { announcement, mailText, type AnnouncementParts, type Mail } from './announcement.ts';
export { differences, type ChangedLine, type Differences } from './differences.ts';
export { eml, type OutgoingMail } from './eml.ts';
export type { Piece } from './pieces.ts';
export { cveRecord, type CveRecord, type RecordParts } from './cveRecord.ts';
export {
  noLinks,
  readLinks,
  writeLinks,
  type AdvisoryLinks,
  type BackportLink,
  type LinksPlace,
} from './links.ts';
export { plainTitle, unseen } from './plain.ts';
export {
  accepted,
  askAboutCredit,
  codeSigningReply,
  duplicate,
  handedOver,
  movedToPublicIssue,
  notAVulnerability,
  submitThroughGitHub,
} from './replies.ts';
export { templates, type Template, type TemplateFacts } from './templates.ts';
export { askAdmin, cveRequest, mailto, mailtoFits, type AdminTask, type Letter } from './requests.ts';
export { reportFromMail, type MailReport } from './mailToAdvisory.ts';
