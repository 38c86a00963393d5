import { coordinators, sameLogin } from '../advisory/assignment.ts';
import { mayBeInPublic } from './inPublic.ts';
import { isPublishedByMistake } from './mistakes.ts';
import { signingOf, type Signing } from './signing.ts';
import { requested, type Asked } from './tags.ts';
import type { Facts, PrivatePull } from './types.ts';

/** Where an advisory stands; `exposed`: published by mistake, so that the work goes on in public. */
export type Phase = 'triage' | 'draft' | 'exposed' | 'finished' | 'unknown';

/** What the rules of the steps look at: the facts, and what follows from several of them. */
export interface Situation extends Facts {
  readonly phase: Phase;
  /** Logins, each once. */
  readonly coordinators: readonly string[];
  readonly mine: boolean;
  /** Only collaborators and admins act. */
  readonly acting: boolean;
  /** What the title asks of the bot, where the project has one. */
  readonly request: { readonly tag: string; readonly change: Asked } | null;
  /** When we asked for that, where it was us. */
  readonly askedAt: string | undefined;
  readonly openPulls: readonly PrivatePull[];
  readonly mergedPulls: readonly PrivatePull[];
  readonly mayBePublic: boolean;
  /** The public issue that the fix began with, as long as no pull request is known; null: none. */
  readonly publicIssue: number | null;
  /** The fix came to the public by GitHub's own merge of the private pull request. */
  readonly mergedFromFork: boolean;
  /** null: it is not handled as a code-signing report. */
  readonly signing: Signing | null;
}

export function situationOf(facts: Facts): Situation {
  const { advisory, me, role, profile, progress, pulls } = facts;
  const named = coordinators(advisory);
  const all = named.filter((login, i) => named.findIndex(other => sameLogin(other, login)) === i);
  const request = profile.bot === null ? null : requested(advisory);
  const asked = progress.asked;
  const mergedPulls = pulls?.filter(({ merged }) => merged) ?? [];
  return {
    ...facts,
    phase: phaseOf(facts),
    coordinators: all,
    mine: all.some(login => sameLogin(login, me)),
    acting: role === 'admin' || role === 'collaborator',
    request,
    askedAt: asked && asked.tag.toUpperCase() === request?.tag ? asked.at : undefined,
    openPulls: pulls?.filter(({ state, merged }) => state === 'open' && !merged) ?? [],
    mergedPulls,
    mayBePublic: mayBeInPublic(advisory),
    publicIssue: facts.publicFix === null ? (progress.publicIssue ?? null) : null,
    mergedFromFork: profile.process === 'plain' && mergedPulls.length > 0,
    signing: signingOf(progress),
  };
}

function phaseOf(facts: Facts): Phase {
  const { state } = facts.advisory;
  switch (state) {
    case 'triage':
    case 'draft':
      return state;
    case 'published':
      return isPublishedByMistake(facts) ? 'exposed' : 'finished';
    case 'closed':
    case 'withdrawn':
      return 'finished';
    default:
      // GitHub may learn states that we do not know: then nothing is offered.
      return 'unknown';
  }
}
