import type { Advisory } from '../../advisory/model.ts';
import { scanText, type Overruled } from '../../embargo/index.ts';
import { leakFinding, withReason, type LineFinding } from '../line/finding.ts';
import { secretsOf } from '../line/secrets.ts';
import { templateFindings, type Expected } from './template.ts';

export type MailFinding = LineFinding<'subject' | 'body'>;

/** The e-mail as it would be sent. */
export interface MailTexts {
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly body: string;
}

/**
 * What speaks against sending it. The announcement names the CVE ID and says what the description says: those are no
 * secrets here. The advisory's id, its private fork, the bot's tags, tokens and private addresses stay secret.
 */
export function mailFindings(
  mail: MailTexts,
  advisory: Advisory,
  expected: Expected,
  overruled: readonly Overruled[] = [],
): MailFinding[] {
  const own = [mail.to, mail.replyTo].flatMap(list => list.split(',').map(each => each.trim()));
  const secrets = { ...secretsOf(advisory, own), cvePublished: true, description: '' };
  const found = (['subject', 'body'] as const).flatMap(field => [
    ...scanText(mail[field], secrets).map(leak => leakFinding(field, leak, mail[field], mail[field])),
    ...templateFindings(field, mail[field], expected),
  ]);
  return found.map(finding => withReason(finding, overruled));
}
