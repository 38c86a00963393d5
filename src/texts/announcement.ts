import type { Rating } from '../cvss/index.ts';
import { orHole, written, type Piece } from './pieces.ts';
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

/** Each header is one line. */
export interface Mail {
  readonly to: string;
  /** Empty: none. */
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
    to: oneLine(from.to),
    replyTo: oneLine(from.replyTo ?? ''),
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

/** The whole mail as text, headers first; what is still missing stands in brackets. */
export function mailText({ to, replyTo, subject, body }: Mail): string {
  const headers = [`To: ${to}`, ...(replyTo === '' ? [] : [`Reply-To: ${replyTo}`])];
  return [...headers, `Subject: ${written(subject)}`, '', written(body)].join('\n');
}
