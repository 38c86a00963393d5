import type { Advisory } from '../../advisory/model.ts';
import { dayOf, idleDays, isIdle, type Assessment } from '../../process/index.ts';
import { describe, spoken } from './advisoryWords.ts';
import type { Badge } from './badges.ts';
import { advisoryContext } from './contexts.ts';
import type { Look, Special } from './faces.ts';
import { hasChildren } from './outline.ts';
import { tabOf } from './stepFace.ts';
import { capital, label } from './words.ts';

/** The row of an advisory. What must always show is in icon and badge: the description is cut first. */
export function advisoryFace(advisory: Advisory, look: Look): Special {
  const assessment = look.assessment(advisory);
  const name = label(advisory, look.hideTitles);
  const { next } = assessment;
  return {
    ...iconOf(advisory, assessment, look.now),
    label: name,
    description: describe(advisory, assessment, look),
    badge: badgeOf(advisory, assessment, look.now),
    context: advisoryContext(look.facts(advisory), assessment, look.cloned?.(advisory)),
    spoken: [name, ...spoken(advisory, assessment, look.now)].join(', '),
    tooltip: null,
    folds: hasChildren(assessment) ? 'closed' : 'not',
    click: { command: 'ghsa.openAdvisory', title: 'Open Advisory', tab: next && tabOf(next.id) },
  };
}

function iconOf(advisory: Advisory, assessment: Assessment, now: Date): { icon: string; colour: string } {
  const { severity, cvssV4 } = advisory;
  if (assessment.move === 'unassigned')
    return {
      icon: 'person-add',
      colour: isIdle(advisory, now) ? 'list.errorForeground' : 'descriptionForeground',
    };
  const scored = severity !== null && cvssV4 !== null;
  return { icon: 'shield', colour: scored ? `ghsa.severity${capital(severity)}` : 'descriptionForeground' };
}

/** Idle days of an unassigned advisory, the day of ninety of every other open one; none of what is finished. */
export function badgeOf(advisory: Advisory, assessment: Assessment, now: Date): Badge | null {
  if (assessment.mistakes.length > 0) return { kind: 'mistake', mark: true };
  const place = assessment.move;
  if (place === 'finished') return null;
  return place === 'unassigned'
    ? { kind: 'idle', days: idleDays(advisory, now), late: isIdle(advisory, now) }
    : { kind: 'day', day: dayOf(advisory.createdAt, now) };
}
