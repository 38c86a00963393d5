export { announcement, mailText, type AnnouncementParts, type Mail } from './announcement.ts';
export type { Piece } from './pieces.ts';
export { cveRecord, type CveRecord, type RecordParts } from './cveRecord.ts';
export { unseen } from './plain.ts';
