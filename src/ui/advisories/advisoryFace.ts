import { coordinators } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayOf, days, idleDays, isIdle, type Assessment } from '../../process/index.ts';
import type { Badge } from './badges.ts';
import { advisoryContext } from './contexts.ts';
import type { Look, Special } from './faces.ts';
import { placeOf } from './groups.ts';
import { hasChildren } from './outline.ts';
import { tabOf } from './stepFace.ts';
import { count, label, plain, ratingWords, within } from './words.ts';

/** The row of an advisory. What must always show is in icon and badge: the description is cut first. */
export function advisoryFace(advisory: Advisory, look: Look): Special {
  const assessment = look.assessment(advisory);
  const name = label(advisory, look.hideTitles);
  const { next, mistakes } = assessment;
  return {
    ...iconOf(advisory, assessment, look.now),
    label: name,
    description: describe(advisory, assessment, look.firstRepo),
    badge: badgeOf(advisory, assessment, look.now),
    context: advisoryContext(look.facts(advisory), assessment),
    spoken: [name, ...spoken(advisory, assessment, look.now)].join(', '),
    tooltip: null,
    folds: !hasChildren(assessment) ? 'not' : mistakes.length > 0 ? 'open' : 'closed',
    click: { command: 'ghsa.openAdvisory', title: 'Open Advisory', tab: next && tabOf(next.id) },
  };
}

function iconOf(advisory: Advisory, assessment: Assessment, now: Date): { icon: string; colour: string } {
  const { severity } = advisory;
  if (placeOf(assessment) === 'unassigned')
    return {
      icon: 'person-add',
      colour: isIdle(advisory, now) ? 'list.errorForeground' : 'descriptionForeground',
    };
  if (severity === null) return { icon: 'shield', colour: 'descriptionForeground' };
  return { icon: 'shield', colour: `ghsa.severity${severity.charAt(0).toUpperCase()}${severity.slice(1)}` };
}

/** Idle days of an unassigned advisory, the day of ninety of every other open one; none of what is finished. */
export function badgeOf(advisory: Advisory, assessment: Assessment, now: Date): Badge | null {
  if (assessment.mistakes.length > 0) return { kind: 'mistake', mark: true };
  const place = placeOf(assessment);
  if (place === 'finished') return null;
  return place === 'unassigned'
    ? { kind: 'idle', days: idleDays(advisory, now), late: isIdle(advisory, now) }
    : { kind: 'day', day: dayOf(advisory.createdAt, now) };
}

/** "High 8.3 · port to a public pull request"; of an unassigned one the repository, if it is not the first. */
function describe(advisory: Advisory, assessment: Assessment, firstRepo: string): string {
  const repo = repoName(advisory.repo);
  if (placeOf(assessment) === 'unassigned') return repo === firstRepo ? '' : repo;
  return [ratingWords(advisory) ?? 'not scored', ...happening(advisory, assessment)].join(' · ');
}

/** What is done with it, in few words. */
function happening(advisory: Advisory, assessment: Assessment): string[] {
  const { next, mistakes, steps } = assessment;
  switch (placeOf(assessment)) {
    case 'finished':
      return [advisory.state];
    case 'other':
      return [coordinators(advisory).map(plain).join(', ')];
    case 'waiting': {
      const waiting = steps.find(({ state }) => state === 'waiting');
      return waiting ? [`${within(waiting.label)} ${waiting.detail}`.trim()] : [];
    }
    default:
      if (mistakes[0]) return [within(mistakes[0].label)];
      return next ? [within(next.label)] : [];
  }
}

/** "high 8.3, day 41 of 90, next: port to a public pull request" */
function spoken(advisory: Advisory, assessment: Assessment, now: Date): string[] {
  const rating = ratingWords(advisory)?.toLowerCase() ?? 'not scored';
  const day = `day ${dayOf(advisory.createdAt, now)} of ${days}`;
  const { next, mistakes } = assessment;
  const place = placeOf(assessment);
  if (mistakes[0]) return [within(mistakes[0].label), rating];
  if (place === 'unassigned')
    return [
      rating,
      `idle for ${count(idleDays(advisory, now), 'day')}`,
      ...(next ? [`next: ${within(next.label)}`] : []),
    ];
  const [what] = happening(advisory, assessment);
  if (place === 'finished') return [rating, advisory.state];
  if (place === 'other') return [rating, day, ...(what ? [`coordinated by ${what}`] : [])];
  return [rating, day, ...(what ? [`${place === 'waiting' ? 'waiting' : 'next'}: ${what}`] : [])];
}
