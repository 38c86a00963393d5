import type { Rating } from '../cvss/index.ts';
import { joined, orHole, type Piece } from './pieces.ts';
import { cveIdOrNone, oneLine, plainText, plainTitle, urlOrNone } from './plain.ts';

export interface AnnouncementParts {
  /** `CPython` */
  readonly project: string;
  readonly to: string;
  readonly replyTo?: string;
  readonly title: string;
  readonly description: string;
  /** Empty: none. */
  readonly cveId: string;
  readonly severity: Rating | null;
  /** Of the pull request into main, once it is merged. */
  readonly pullUrl: string | null;
}

export interface Mail {
  readonly to: string;
  readonly replyTo: string;
  readonly subject: readonly Piece[];
  readonly body: readonly Piece[];
}

/**
 * The e-mail to the announcement list, word for word by the template of the devguide (security/psrt, "Advisory
 * email"). What is not known yet is a hole.
 */
export function announcement(from: AnnouncementParts): Mail {
  const id = cveIdOrNone(from.cveId);
  const cve = orHole(id, 'CVE ID');
  const severity = from.severity === null || from.severity === 'None' ? '' : from.severity.toUpperCase();
  return {
    to: from.to,
    replyTo: from.replyTo ?? '',
    subject: [{ text: '[' }, cve, { text: '] ' }, orHole(plainTitle(from.title), 'title')],
    body: [
      { text: 'There is a ' },
      orHole(severity, 'severity'),
      { text: ` severity vulnerability affecting ${oneLine(from.project)}.\n\n` },
      orHole(plainText(from.description), 'description'),
      {
        text: '\n\nPlease see the linked CVE ID for the latest information on affected versions:\n\n* ',
      },
      id ? { text: `https://www.cve.org/CVERecord?id=${id}` } : cve,
      { text: '\n* ' },
      orHole(urlOrNone(from.pullUrl), 'pull request, after the merge'),
      { text: '\n' },
    ],
  };
}

/** Subject, or null while it has a hole. */
export function mailSubject(mail: Mail): string | null {
  return joined(mail.subject);
}

/** Body, or null while it has a hole. */
export function mailBody(mail: Mail): string | null {
  return joined(mail.body);
}

/** The exact text, headers first; null while there is a hole. */
export function mailText(mail: Mail): string | null {
  const subject = mailSubject(mail);
  const body = mailBody(mail);
  if (subject === null || body === null) return null;
  const replyTo = mail.replyTo === '' ? '' : `Reply-To: ${oneLine(mail.replyTo)}\n`;
  return `To: ${oneLine(mail.to)}\n${replyTo}Subject: ${subject}\n\n${body}`;
}
