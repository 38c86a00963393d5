import type { PortDraft, Prepared } from '../types.ts';
import type { PortIssue } from './finding.ts';

/** Names and addresses that would become public unasked. */
export function authorFindings({ authors, pushAccount, me }: Prepared, draft: PortDraft): PortIssue[] {
  const chosen = authors.find(({ id }) => id === draft.author);
  const finding = (id: string, message: string): PortIssue => ({
    id: `author:${id}`,
    field: 'author',
    severity: 'error',
    message,
    range: null,
    fixes: [],
    overrulable: true,
    kept: null,
    leak: true,
  });
  return [
    ...(chosen?.exposes ? [finding(`email-${chosen.id}`, 'Makes a private e-mail address public.')] : []),
    ...(pushAccount !== null && pushAccount.toLowerCase() !== me.login.toLowerCase()
      ? [finding('account', `git would push as ${pushAccount}, and you are signed in as ${me.login}.`)]
      : []),
  ];
}
