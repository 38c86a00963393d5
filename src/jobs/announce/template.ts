import type { LineFinding } from '../line/finding.ts';

/** What the announcement has to name, as it should stand there. */
export interface Expected {
  readonly cveId: string;
  /** `MEDIUM` */
  readonly severity: string;
  readonly pullUrl: string;
}

/**
 * Slips that happened in announcements of others, in a text that was edited: another severity than the score's, another
 * CVE ID, a link that is gone, an address with two schemes.
 */
export function templateFindings<Field extends string>(
  field: Field,
  text: string,
  { cveId, severity, pullUrl }: Expected,
): LineFinding<Field>[] {
  const finding = (id: string, message: string, at?: RegExpMatchArray): LineFinding<Field> => ({
    id: `${field}:${id}`,
    field,
    severity: 'warning',
    message,
    range: at ? [at.index!, at.index! + at[0].length] : null,
    fixes: [],
    overrulable: false,
    kept: null,
    leak: false,
  });
  const found: LineFinding<Field>[] = [];
  if (cveId !== '' && !named(text, cveId)) found.push(finding('cve-missing', `Does not name ${cveId}.`));
  for (const match of text.matchAll(/\bCVE-\d{4}-\d{4,19}\b/gi)) {
    if (match[0].toUpperCase() === cveId.toUpperCase()) continue;
    found.push(finding(`cve-other-${match[0].toUpperCase()}`, `Names ${match[0]}, too.`, match));
  }
  for (const match of text.matchAll(/\bhttps?:\/\/https?:\/\//gi)) {
    found.push(finding('two-schemes', 'The address has two schemes.', match));
  }
  if (field !== 'body') return found;
  if (severity !== '') {
    const said = /\bThere is an? (\S{1,40}) severity vulnerability\b/i.exec(text);
    if (said === null)
      found.push(finding('severity-missing', `Does not say that the severity is ${severity}.`));
    else if (said[1] !== severity)
      found.push(finding('severity-other', `Says ${said[1]}, the score says ${severity}.`, said));
  }
  if (pullUrl !== '' && !text.includes(pullUrl)) {
    found.push(finding('pull-missing', 'Does not link the pull request of the fix.'));
  }
  return found;
}

/** Not as the start of a longer number. */
function named(text: string, cveId: string): boolean {
  const at = text.toUpperCase().indexOf(cveId.toUpperCase());
  return at >= 0 && !/[0-9]/.test(text[at + cveId.length] ?? '');
}
