import { coordinators } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayOf, days, idleDays, isIdle, urgency, type Assessment, type Step } from '../../process/index.ts';
import { count, plain, ratingWords, within } from './words.ts';

/**
 * "High 8.3 · port to a public pull request"; of an unassigned one the repository, if it is not the first. What presses
 * comes before: the description is cut at its end.
 */
export function describe(
  advisory: Advisory,
  assessment: Assessment,
  { firstRepo, now }: { readonly firstRepo: string; readonly now: Date },
): string {
  const repo = repoName(advisory.repo);
  const words =
    assessment.move === 'unassigned'
      ? repo === firstRepo
        ? []
        : [repo]
      : [ratingWords(advisory) ?? 'not scored', ...happening(advisory, assessment)];
  return [...pressing(advisory, assessment, now), ...words].join(' · ');
}

/** "due in 13 days", "overdue by 7 days", "idle 4 days": the tint in words, for themes that have none. */
function pressing(advisory: Advisory, { move, mistakes }: Assessment, now: Date): string[] {
  if (move === 'finished' || mistakes.length > 0) return [];
  if (move === 'unassigned' && isIdle(advisory, now))
    return [`idle ${count(idleDays(advisory, now), 'day')}`];
  const day = dayOf(advisory.createdAt, now);
  switch (urgency(day)) {
    case 'calm':
      return [];
    case 'soon':
      return [day === days ? 'due today' : `due in ${count(days - day, 'day')}`];
    case 'overdue':
      return [`overdue by ${count(day - days, 'day')}`];
  }
}

/** The step that holds everything up; nobody waits for the reporter's answer about credit. */
export function waitingStep(steps: readonly Step[]): Step | undefined {
  const waiting = steps.filter(({ state }) => state === 'waiting');
  return waiting.find(({ id }) => id !== 'credit') ?? waiting[0];
}

/** What holds everything up, and why. */
function waitingFor(steps: readonly Step[]): string[][] {
  const first = waitingStep(steps);
  return first ? [[within(first.label), first.detail].filter(words => words !== '')] : [];
}

/** What is done with it, in few words. */
function happening(advisory: Advisory, assessment: Assessment): string[] {
  const { next, mistakes, steps } = assessment;
  if (mistakes[0]) return [within(mistakes[0].label)];
  switch (assessment.move) {
    case 'finished':
      return [advisory.state];
    case 'other':
      return [coordinators(advisory).map(plain).join(', ')];
    case 'waiting':
      return waitingFor(steps).map(words => words.join(': '));
    default:
      return next ? [within(next.label)] : [];
  }
}

/** "high 8.3, day 41 of 90, next: port to a public pull request" */
export function spoken(advisory: Advisory, assessment: Assessment, now: Date): string[] {
  const rating = ratingWords(advisory)?.toLowerCase() ?? 'not scored';
  const day = `day ${dayOf(advisory.createdAt, now)} of ${days}`;
  const { next, mistakes } = assessment;
  const place = assessment.move;
  if (mistakes[0]) return [within(mistakes[0].label), rating];
  if (place === 'unassigned')
    return [
      rating,
      `idle for ${count(idleDays(advisory, now), 'day')}`,
      ...(next ? [`next: ${within(next.label)}`] : []),
    ];
  const [what] = happening(advisory, assessment);
  switch (place) {
    case 'finished':
      return [rating, advisory.state];
    case 'other':
      return [rating, day, ...(what ? [`coordinated by ${what}`] : [])];
    case 'waiting':
      return [rating, day, ...waitingFor(assessment.steps).map(words => `waiting: ${words.join(', ')}`)];
    default:
      return [rating, day, ...(what ? [`next: ${what}`] : [])];
  }
}
