import { repoName } from '../../advisory/model.ts';
import {
  expectedOf,
  heldBy,
  mailFindings,
  type AnnouncementFacts,
  type Gate,
  type MailFinding,
} from '../../jobs/announce/index.ts';
import { dayOf, days, type Facts, type Step } from '../../process/index.ts';
import { differences, mailto, mailtoFits, plainTitle, type Mail } from '../../texts/index.ts';
import { written, type Piece } from '../../texts/pieces.ts';
import { backportsRow, closeRow, recordRow, type RecordState } from './afterRows.ts';
import type { AnnounceDraft } from './drafts.ts';
import { gateOf } from './gateRows.ts';
import type { AnnounceFinding, AnnounceState, MailView } from './protocol.ts';
import { dayOfMoment } from './when.ts';

/** What the page is made from. */
export interface From {
  readonly phase: AnnounceState['phase'];
  readonly failure: string | null;
  readonly sandbox: boolean;
  /** Of GitHub, as far as it was read. */
  readonly read: AnnouncementFacts;
  /** As the tree knows it. */
  readonly facts: Facts;
  readonly close: Step | null;
  readonly gates: readonly Gate[];
  /** By the template. */
  readonly mail: Mail;
  readonly draft: AnnounceDraft;
  /** A genuine code-signing report: a link in place of the pull request's is written by hand. */
  readonly signing: boolean;
  readonly hideTitles: boolean;
  /** Can an edited text be had back? */
  readonly undo: boolean;
  readonly record: RecordState;
}

/** Nothing is sent by what was read some time ago. */
const stale: Readonly<Partial<Record<AnnounceState['phase'], string>>> = {
  loading: 'GitHub is being asked how things stand.',
  failed: 'GitHub was not read again. Try again.',
};

/** The page of an announcement. */
export function announceState(from: From): AnnounceState {
  const { phase, failure, sandbox, facts, draft, read } = from;
  const { advisory } = read;
  const { now, progress, profile } = facts;
  const mail = mailView(from.mail, draft);
  const complete = isComplete(from.mail, from.signing ? draft.text : null);
  const template = written(from.mail.body);
  const findings = complete || draft.text !== null ? findingsOf(mail, read, draft) : [];
  return {
    phase,
    failure,
    sandbox,
    advisoryTitle: from.hideTitles ? '' : plainTitle(advisory.title),
    repo: repoName(advisory.repo),
    ghsaId: advisory.ghsaId,
    day: `Day ${dayOf(advisory.createdAt, now)} of ${days}`,
    gates: from.gates.map(gate => gateOf(gate, { phase, read, now })),
    mail,
    pieces: { subject: from.mail.subject, body: from.mail.body },
    edited: draft.text,
    editable: (complete || from.signing) && phase === 'ready',
    differs: draft.text === null ? { lines: 0, changes: [] } : differences(template, draft.text),
    undo: from.undo,
    outdated: draft.text !== null && draft.template !== template,
    findings: findings.map(finding => findingOf(finding, mail)),
    held: stale[phase] ?? held(from, findings, mail, complete),
    fits: mailtoFits(mailto(mail)),
    note:
      profile.cna === null
        ? null
        : `The ${profile.cna.shortName} CNA makes the CVE record from this e-mail. Do not publish the advisory on GitHub.`,
    sentOn: progress.announcedAt === undefined ? null : dayOfMoment(new Date(progress.announcedAt)) || null,
    today: dayOfMoment(now),
    archiveUrl: progress.archiveUrl ?? '',
    record: recordRow(advisory, from.record),
    backports: backportsRow(facts),
    close: closeRow(from.close, facts),
  };
}

/** The e-mail as it would be sent, with what was edited. */
export function mailView(mail: Mail, { text }: AnnounceDraft): MailView {
  const { to, replyTo, subject, body } = mail;
  return { to, replyTo, subject: written(subject), body: text ?? written(body) };
}

/** Is nothing missing? `edited`: a text in which holes of the template were filled by hand. */
export function isComplete({ subject, body }: Mail, edited: string | null = null): boolean {
  const open = (piece: Piece) => 'hole' in piece && (edited === null || edited.includes(written([piece])));
  return !subject.some(piece => 'hole' in piece) && !body.some(open);
}

/** What speaks against its words. Of a text with holes that is said by the gates. */
export function findingsOf(mail: MailView, read: AnnouncementFacts, { kept }: AnnounceDraft): MailFinding[] {
  return mailFindings(mail, read.advisory, expectedOf(read), kept);
}

function findingOf(finding: MailFinding, mail: MailView): AnnounceFinding {
  const { id, field, severity, message, range, fixes, overrulable, kept } = finding;
  return {
    ...{ id, severity, message, overrulable, kept },
    words: range === null ? '' : mail[field].slice(...range).slice(0, 120),
    // The subject is the advisory's title: it is mended there.
    fixes: field === 'body' ? fixes.map(({ id: fix, title }) => ({ id: fix, title })) : [],
  };
}

function held(
  { gates, signing }: From,
  findings: readonly MailFinding[],
  { body }: MailView,
  complete: boolean,
): string | null {
  const gate = heldBy(gates);
  if (gate !== null) return gate;
  if (!complete)
    return signing
      ? 'Edit the text: write in place of what stands in brackets, or take its line out.'
      : 'A part of the e-mail is missing.';
  const open = findings.filter(({ severity, kept }) => severity === 'error' && kept === null).length;
  if (open > 0) return `Settle ${open === 1 ? '1 finding' : `${open} findings`} of the text first.`;
  return body.trim() === '' ? 'The e-mail has no text.' : null;
}
