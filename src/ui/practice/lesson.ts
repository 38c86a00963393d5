import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { Progress } from '../../process/types.ts';
import type { Store } from '../../sandbox/index.ts';

/** The advisory that the guide leads from report to closed. */
export const lesson = { repo: { owner: 'python', name: 'cpython' }, ghsaId: 'GHSA-p3q4-r5v6-w7x8' } as const;

/** In the order of the guide; each is the end of a context key `ghsa:lesson.…`. */
export const lessonSteps = [
  'opened',
  'volunteered',
  'accepted',
  'scored',
  'fixed',
  'ported',
  'merged',
  'announced',
  'closed',
] as const;

export type LessonStep = (typeof lessonSteps)[number];

export interface LessonFacts {
  readonly store: Store;
  readonly login: string;
  readonly opened: boolean;
  readonly progress: Progress;
  readonly links: readonly PortLinks[];
}

/** What has really happened to it, in the practice GitHub and, for the e-mail, here. */
export function lessonDone({
  store,
  login,
  opened,
  progress,
  links,
}: LessonFacts): Record<LessonStep, boolean> {
  const advisory = store.advisory(lesson.ghsaId);
  const fork = advisory?.fork == null ? undefined : store.repo(advisory.fork);
  const port = links.find(({ ghsaId }) => ghsaId === lesson.ghsaId);
  const pull = port && store.repo(port.repo)?.issues.get(port.pull);
  const approved = [...(fork?.issues.values() ?? [])].some(({ pull: fix }) =>
    fix?.reviews.some(({ state }) => state === 'APPROVED'),
  );
  return {
    opened,
    volunteered:
      advisory?.credits.some(credit => credit.type === 'coordinator' && credit.login === login) ?? false,
    accepted: advisory?.state === 'draft' || advisory?.state === 'closed',
    scored: advisory?.vectorV4 != null,
    fixed: approved,
    ported: pull !== undefined,
    merged: pull?.pull?.mergedAt != null,
    announced: progress.announcedAt !== undefined,
    closed: advisory?.state === 'closed',
  };
}
