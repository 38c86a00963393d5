import type { Advisory } from '../../advisory/model.ts';
import { botDue } from '../clock.ts';
import type { Situation } from '../situation.ts';
import { botWords, count, dated } from '../words.ts';
import type { Rule } from './rough.ts';

/** The id is reserved by the bot, by the CNA on request, or by whoever publishes. */
export const cve: Rule = ({ advisory, phase, profile, progress, findings, now, role }) => {
  const step = { id: 'cve', label: 'CVE ID', needs: ['determination'] } as const;
  const { cveId, updatedAt } = advisory;
  const wrong = cveId !== null && (!/^CVE-\d{4}-\d{4,19}$/.test(cveId) || hasError(findings, ['cveId']));
  if (cveId !== null && !wrong) return { ...step, state: 'done', detail: cveId };
  const set = { ...step, verb: 'Set the CVE ID', action: 'setCve' } as const;
  if (wrong) return { ...set, state: 'open', detail: 'not a CVE ID', note: 'not a CVE ID' };
  if (phase !== 'triage' && progress.cveAskedAt !== undefined) {
    const askedOf = profile.requestsCve ? 'GitHub' : profile.cveContact;
    const detail = dated(`asked${askedOf === null ? '' : ` ${askedOf}`}`, progress.cveAskedAt, now);
    return { ...set, state: 'waiting', detail };
  }
  if (phase === 'draft' && profile.bot?.reservesCve) {
    // The bot has looked at every draft since it last changed; where it has not, the id is set by hand.
    const { late } = botDue(updatedAt, now, profile.bot);
    return { ...(late ? set : step), state: 'waiting', detail: botWords(updatedAt, now, profile.bot) };
  }
  // Admins ask for it; who has one from elsewhere sets it.
  const request = profile.requestsCve && phase === 'draft' && role === 'admin';
  if (profile.process === 'plain')
    return {
      ...set,
      state: 'possible',
      detail: 'not required',
      ...(request ? { action: 'requestCve' } : {}),
    };
  return { ...set, state: 'open', detail: 'none yet' };
};

/** Always v4.0 (devguide, "Severity scoring"). */
export const severity: Rule = ({ advisory, findings }) => {
  const step = { id: 'severity', label: 'Severity', needs: ['determination'] } as const;
  const broken = hasError(findings, ['vector']);
  if (advisory.cvssV4 !== null && !broken) return { ...step, state: 'done', detail: rating(advisory) };
  const note =
    advisory.cvssV4 !== null ? count(problems(findings, ['vector']), 'finding') : olderOnly(advisory);
  const open = { ...step, state: 'open', verb: 'Score the severity', action: 'score' } as const;
  return { ...open, detail: note ?? 'not scored', ...(note === null ? {} : { note }) };
};

/** In triage the texts are the reporter's, so they are not judged before the decision. */
export const texts: Rule = ({ findings, phase }) => {
  const step = { id: 'texts', label: 'Title and description', needs: ['determination'] } as const;
  const detail = count(problems(findings, ['title', 'description']), 'finding');
  const open = {
    ...step,
    state: 'open',
    verb: 'Write title and description',
    detail,
    action: 'write',
  } as const;
  if (hasError(findings, ['title', 'description'])) return { ...open, note: detail };
  return phase === 'triage' ? open : { ...step, state: 'done', detail };
};

/** Affected versions; mitigations stand in the description, where the findings look for them. */
export const versions: Rule = ({ advisory, findings }) => {
  const step = { id: 'versions', label: 'Affected versions', needs: ['determination'] } as const;
  const given = advisory.products.filter(({ range }) => range.trim() !== '').length;
  const found = problems(findings, ['products']);
  if (given > 0 && found === 0) return { ...step, state: 'done', detail: count(given, 'range') };
  const detail = found > 0 ? count(found, 'finding') : 'not given';
  return { ...step, state: 'possible', detail, action: 'write' };
};

/** "High 8.3". GitHub derives rating and score from the vector; it may not have done so yet. */
function rating({ severity, cvssV4 }: Advisory): string {
  const word = severity === null ? 'scored' : `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  return cvssV4?.score == null ? word : `${word} ${cvssV4.score.toFixed(1)}`;
}

/** "v3.1 only", where GitHub's form was left at what it proposes first. */
function olderOnly({ cvssV3 }: Advisory): string | null {
  if (cvssV3 === null) return null;
  return `v${/^CVSS:(3\.\d)\//.exec(cvssV3.vector)?.[1] ?? '3'} only`;
}

type Fields = readonly Situation['findings'][number]['field'][];

function hasError(findings: Situation['findings'], fields: Fields): boolean {
  return findings.some(({ field, severity }) => severity === 'error' && fields.includes(field));
}

/** Errors and warnings; an info is a question. */
function problems(findings: Situation['findings'], fields: Fields): number {
  return findings.filter(({ field, severity }) => severity !== 'info' && fields.includes(field)).length;
}
