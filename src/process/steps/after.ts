import type { BackportSummary } from '../backports/types.ts';
import { askedBot, count, dated } from '../words.ts';
import type { Rule } from './rough.ts';

/** "An advisory must be published" after the merge (devguide): by e-mail, or on GitHub where the project does that. */
export const announce: Rule = ({ advisory, profile, progress, now }) => {
  const onGitHub = profile.process === 'plain';
  const words = onGitHub ? 'Publish on GitHub' : 'Announce by e-mail';
  const step = { id: 'announce', label: words, verb: words } as const;
  if (progress.announcedAt !== undefined)
    return { ...step, state: 'done', detail: dated('sent', progress.announcedAt, now) };
  if (onGitHub && advisory.state === 'published')
    return { ...step, state: 'done', detail: dated('published', advisory.publishedAt ?? undefined, now) };
  const cve = onGitHub ? [] : (['cve'] as const);
  const needs = ['coordinator', 'determination', 'merge', 'severity', 'texts', ...cve] as const;
  const [detail, action] = onGitHub
    ? ([profile.publishes ? 'not published' : 'not published, ghsa.profiles lacks it', 'publish'] as const)
    : (['not sent', 'announce'] as const);
  return { ...step, state: 'open', detail, needs, action, decision: true };
};

/** Labels ask for them; the pull requests and their labels are looked after elsewhere. Closing does not wait. */
export const backports: Rule = ({ profile, publicFix }) => {
  const step = { id: 'backports', label: 'Backports', needs: ['merge'], outlives: true } as const;
  if (profile.backports === null) return { ...step, state: 'not-needed', detail: 'one branch only' };
  const known = publicFix?.state === 'merged' ? publicFix.backports : null;
  if (known !== null && known.open === 0)
    return { ...step, state: 'done', detail: mergedWords(known), action: 'backports' };
  const asked = publicFix?.backportsAsked ?? null;
  const branches = asked === null ? 'not read yet' : count(asked.length, 'branch', 'branches');
  const detail = known === null ? branches : mergedWords(known);
  return {
    ...step,
    state: 'possible',
    detail,
    ...(asked !== null && asked.length > 0 ? { meanwhile: detail } : {}),
    action: 'backports',
  };
};

/** "3 of 6 merged, 2 need you" */
function mergedWords({ merged, needed, needsYou }: BackportSummary): string {
  const all = `${merged} of ${needed} merged`;
  return needsYou === 0 ? all : `${all}, ${needsYou} ${needsYou === 1 ? 'needs' : 'need'} you`;
}

/** After the e-mail; by the bot, for who is no admin. Where advisories are published, that is the end. */
export const close: Rule = ({ advisory, phase, profile, request, askedAt, now }) => {
  const step = { id: 'close', label: 'Close', needs: ['coordinator', 'determination', 'announce'] } as const;
  if (phase === 'finished' && advisory.state === 'closed')
    return { ...step, state: 'done', detail: 'closed' };
  if (phase === 'draft' && request?.change === 'close' && profile.bot !== null)
    return { ...step, state: 'waiting', detail: askedBot(askedAt, now, profile.bot) };
  if (profile.process === 'plain') return { ...step, state: 'not-needed', detail: 'publishing ends it' };
  if (phase === 'exposed') return { ...step, state: 'not-needed', detail: 'published' };
  return { ...step, state: 'open', verb: 'Close', detail: 'open', action: 'close', decision: true };
};
