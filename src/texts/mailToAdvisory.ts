import { oneLine, plainText, plainTitle } from './plain.ts';

/** A report that came by e-mail. */
export interface MailReport {
  /** Empty: the mail has no subject. */
  readonly title: string;
  readonly description: string;
  /** A GitHub login that the mail calls one; null: none, or more than one. */
  readonly reporter: string | null;
  /** What is wrong with the text, in one sentence: it is a mail's source, which is not decoded here. */
  readonly notice: string | null;
}

/**
 * Reads a mail that was pasted, with headers (RFC 5322; folded ones too) or without. Subject and text are taken, other
 * headers, and so the addresses in them, are not.
 */
export function reportFromMail(text: string): MailReport {
  const { headers, body } = headersOff(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const subject = oneLine(headers.get('subject') ?? '');
  return {
    // The bot acts on a tag in any title, whoever wrote it.
    title: plainTitle(subject.replace(/^(?:(?:re|aw|antw|sv|fwd?|wg|tr|rv)(?:\[\d+\])?:\s*)+/i, '')),
    description: plainText(body),
    reporter: reporterIn(headers.get('from') ?? '', body),
    notice: isEncoded(headers, body)
      ? 'This is the source of the mail. Copy it from where your mail program shows it.'
      : null,
  };
}

const header = /^([A-Za-z][A-Za-z\d-]{0,60}):(?:[ \t]+(.*))?$/;
/** What mail programs write above a mail that they send on, and mailbox files above each. */
const forwarded =
  /^(?:-{3,} ?(?:Forwarded message|Original Message) ?-{3,}|Begin forwarded message:|From \S+ .*)$/i;

interface Mail {
  /** By lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What somebody sent on without a word of their own is read as the mail that it was. */
function headersOff(text: string): Mail {
  const mail = mailAt(text.split('\n'));
  const [first, ...rest] = (mail?.body ?? text).trimStart().split('\n');
  const inner = forwarded.test(first!.trim()) ? mailAt(rest) : null;
  return inner ?? mail ?? { headers: new Map(), body: text };
}

/** A mail whose headers stand first (after empty lines); null where none do. */
function mailAt(lines: readonly string[]): Mail | null {
  const headers = new Map<string, string>();
  let last = '';
  let at = 0;
  while (at < lines.length && lines[at]!.trim() === '') at++;
  for (; at < lines.length && lines[at]!.trim() !== ''; at++) {
    const line = lines[at]!;
    const [, name, value = ''] = header.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      if (!headers.has(last)) headers.set(last, value.trim());
    } else if (last !== '' && /^[ \t]/.test(line)) {
      headers.set(last, `${headers.get(last) ?? ''} ${line.trim()}`);
    } else {
      return null;
    }
  }
  // "Summary: …" alone is how a report may begin, too.
  return headers.has('subject') || headers.has('from') ? { headers, body: lines.slice(at).join('\n') } : null;
}

const login = '@?([a-z\\d](?:-?[a-z\\d]){0,38}(?:_[a-z\\d]+)?)';
/** "GitHub: parsley-dev", "GitHub username: @parsley-dev", "My GitHub profile: https://github.com/parsley-dev" */
const named = new RegExp(
  `\\bgithub(?: +(?:user(?: ?name)?|account|login|handle|profile|id))? *[:=] *(?:https?://(?:www\\.)?github\\.com/)?${login}[.,;]?[ \\t]*$`,
  'gim',
);
const noreply = new RegExp(`(?<!\\d)\\d{1,20}\\+${login}@users\\.noreply\\.github\\.com>?\\s*$`, 'i');

/** Only what is called a login: crediting somebody else of that name cannot be taken back quietly. */
function reporterIn(from: string, body: string): string | null {
  const logins = [...body.matchAll(named)].map(match => match[1]!);
  const ours = noreply.exec(from)?.[1];
  if (ours) logins.push(ours);
  const different = new Set(logins.map(name => name.toLowerCase()));
  return different.size === 1 ? logins[0]! : null;
}

/** Is it a mail as it travels: quoted-printable, base64, several parts, encoded words? */
function isEncoded(headers: ReadonlyMap<string, string>, body: string): boolean {
  return (
    /^(?:quoted-printable|base64)/i.test(headers.get('content-transfer-encoding') ?? '') ||
    /^multipart\//i.test(headers.get('content-type') ?? '') ||
    /=\?[\w-]+\?[bq]\?/i.test(headers.get('subject') ?? '') ||
    (/=\n/.test(body) && /=(?:3D|20|[C-F][0-9A-F]=[89AB][0-9A-F])/.test(body))
  );
}
