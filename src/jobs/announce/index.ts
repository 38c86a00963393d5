/** The announcement: what it is made of, what has to be so before it goes out, and what speaks against its text. */
export { announcementOf, expectedOf, readAnnouncement, type AnnounceGitHub } from './read.ts';
export { gates, heldBy, type GateInput } from './gates.ts';
export { mailFindings, type MailFinding, type MailTexts } from './findings.ts';
export { pullWords } from './fixGate.ts';
export { keptFix, revertId } from './keptFix.ts';
export { parsePull } from './titles.ts';
export type { Expected } from './template.ts';
export type { AnnouncementFacts, Fix, FixPull, Gate, GateId, RepairId } from './types.ts';
