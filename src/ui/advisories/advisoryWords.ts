import { coordinators } from '../../advisory/assignment.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayOf, days, idleDays, type Assessment, type Step } from '../../process/index.ts';
import { count, plain, ratingWords, within } from './words.ts';

/** "High 8.3 · port to a public pull request"; of an unassigned one the repository, if it is not the first. */
export function describe(advisory: Advisory, assessment: Assessment, firstRepo: string): string {
  const repo = repoName(advisory.repo);
  if (assessment.move === 'unassigned') return repo === firstRepo ? '' : repo;
  return [ratingWords(advisory) ?? 'not scored', ...happening(advisory, assessment)].join(' · ');
}

/** What holds everything up, and why; nobody waits for the reporter's answer about credit. */
function waitingFor(steps: readonly Step[]): string[][] {
  const waiting = steps.filter(({ state }) => state === 'waiting');
  const first = waiting.find(({ id }) => id !== 'credit') ?? waiting[0];
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
