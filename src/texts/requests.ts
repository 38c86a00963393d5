import { repoName, type Advisory } from '../advisory/model.ts';
import { oneLine, urlOrNone } from './plain.ts';

/** What only admins may do on GitHub. */
export type AdminTask =
  | 'accept'
  | 'close'
  | 'reopen'
  | 'fork'
  /** Logins, and teams as `organisation/team`. */
  | { readonly add: readonly string[] };

type About = Pick<Advisory, 'repo' | 'ghsaId' | 'htmlUrl'>;

/** Asks an admin to do it. Nobody knows where this is sent to: it has ids and logins and no word of the report. */
export function askAdmin(what: AdminTask, { repo, ghsaId, htmlUrl }: About): string {
  const sentence = `Could you please ${wish(what, `${ghsaId} of ${repoName(repo)}`)}? Only admins may.`;
  return [sentence, urlOrNone(htmlUrl)].filter(line => line !== '').join('\n');
}

function wish(what: AdminTask, advisory: string): string {
  switch (what) {
    case 'accept':
      return `accept ${advisory} as a draft`;
    case 'close':
      return `close ${advisory}`;
    case 'reopen':
      return `reopen ${advisory} as a draft`;
    case 'fork':
      return `start the temporary private fork of ${advisory}`;
    default:
      return `add ${listed(what.add)} to the collaborators of ${advisory}`;
  }
}

/** `a`, `a and b`, `a, b and c` */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A letter of plain text. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** Where answers go; empty or missing: to whom sent it. */
  readonly replyTo?: string;
}

/**
 * Asks a CVE numbering authority to reserve an id. The authority is told id and link, and reads the rest
 * in the advisory: the letter is plain e-mail, and goes to the mail program through the command line of a process.
 */
export function cveRequest({ repo, ghsaId, htmlUrl }: About, to: string): Letter {
  return {
    to: oneLine(to),
    subject: `CVE ID for ${ghsaId}`,
    body: `Hello,

please reserve a CVE ID for a vulnerability in ${repoName(repo)}. It is under embargo.

${[ghsaId, urlOrNone(htmlUrl)].filter(line => line !== '').join('\n')}

Please set the ID in the advisory, or send it to me.
`,
  };
}

/** The address that opens a letter in the mail program (RFC 6068). */
export function mailto({ to, subject, body, replyTo = '' }: Letter): string {
  const encoded = (words: string) => encodeURIComponent(words.replace(/\p{Surrogate}/gu, '\ufffd'));
  const address = (one: string) => encoded(one).replaceAll('%40', '@');
  // Mail programs that do not let a link choose it leave it out.
  const reply = replyTo === '' ? '' : `reply-to=${address(replyTo)}&`;
  return `mailto:${address(to)}?${reply}subject=${encoded(subject)}&body=${encoded(body.replace(/\r\n?|\n/g, '\r\n'))}`;
}

/** Is the address short enough for every mail program? Windows cuts those of more than 2,083 characters. */
export function mailtoFits(url: string): boolean {
  return url.length <= 2_000;
}
