import type { Facts, Mistake } from './types.ts';
import { days } from './clock.ts';

const day = 24 * 60 * 60 * 1000;

/** Whom the devguide names for what comes by mail ("Responsibilities of PSRT admins"). */
const team = 'the admins of the response team (security@python.org)';

/** What must not have happened and has, the worst first. */
export function mistakesOf(facts: Facts): Mistake[] {
  return [
    ...(isPublishedByMistake(facts) ? [published(facts)] : []),
    ...(mergedInFork(facts) ? [merged] : []),
  ];
}

/**
 * Published where the project publishes nothing on GitHub. After ninety days it is history: no embargo is left that
 * anything could be done about.
 */
export function isPublishedByMistake({
  advisory,
  profile,
  now,
}: Pick<Facts, 'advisory' | 'profile' | 'now'>): boolean {
  if (advisory.state !== 'published' || profile.process === 'plain') return false;
  const at = Date.parse(advisory.publishedAt ?? '');
  return Number.isNaN(at) || now.getTime() - at <= days * day;
}

/** Merging in the fork is GitHub's own way, so it is a mistake only where the project's way is another. */
function mergedInFork({ advisory, profile, pulls, publicFix, now }: Facts): boolean {
  const over = ['closed', 'withdrawn', 'published'].includes(advisory.state);
  if (profile.process === 'plain' || publicFix?.state === 'merged') return false;
  if (over && !isPublishedByMistake({ advisory, profile, now })) return false;
  return pulls?.some(pull => pull.merged) ?? false;
}

/** GitHub takes no published advisory back to draft (422), and deletes the fork when it publishes (its docs). */
function published({ profile: { cveContact }, publicFix }: Facts): Mistake {
  const fix =
    publicFix?.state === 'merged'
      ? 'The fix is merged already. Announce it at once.'
      : 'Get the fix into public at once. Publishing deletes the private fork, so keep every clone of it.';
  return {
    id: 'published',
    label: 'Published on GitHub by mistake',
    advice: [
      'Everybody can read it now. GitHub does not make it a draft again, so do not try to unpublish it.',
      `Tell ${team}.`,
      ...(cveContact === null ? [] : [`Tell ${cveContact}, so that the CVE record is published soon.`]),
      fix,
      'Ask the admins whether the e-mail should go out before the fix is merged.',
    ],
  };
}

/** GitHub runs no checks on it and enforces no protection of the branch it merges into (its docs, and seen). */
const merged: Mistake = {
  id: 'merged-in-fork',
  label: 'Private pull request merged by mistake',
  advice: [
    'Look at the public branch: GitHub merges into it, without CI and past branch protection, so the fix is probably public.',
    `Tell ${team}.`,
    'If it is public: open the public issue, and a pull request with what is missing, such as the blurb. That runs CI, and backports can be tracked.',
    'If it is not public: open the public issue and pull request as usual.',
    'Do not revert it before the admins say so: a revert points at the fix.',
  ],
};
