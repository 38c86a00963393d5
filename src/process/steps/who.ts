import { askedBot, people, plainLogin } from '../words.ts';
import type { Rule } from './rough.ts';

/** The coordinator is a credit, and a credit is an assignment (PEP 811). There may be several. */
export const coordinator: Rule = ({ coordinators, mine, me }) => {
  const step = { id: 'coordinator', label: 'Coordinator' } as const;
  if (coordinators.length === 0) {
    return {
      ...step,
      state: 'open',
      verb: 'Volunteer as coordinator',
      detail: 'unassigned',
      action: 'volunteer',
    };
  }
  const others = coordinators.filter(login => login.toLowerCase() !== me.toLowerCase());
  if (!mine) return { ...step, state: 'done', detail: people(coordinators) };
  return { ...step, state: 'done', detail: people(['you', ...others]) };
};

/** Is it a vulnerability? Accepting is the step's action; rejecting is a choice beside it. */
export const determination: Rule = situation => {
  const { advisory, phase, request, askedAt, now, role, profile } = situation;
  const step = { id: 'determination', label: 'Determination', needs: ['coordinator'] } as const;
  if (phase === 'finished' && advisory.state !== 'published')
    return { ...step, state: 'done', detail: advisory.state };
  if (phase === 'unknown') return { ...step, state: 'waiting', detail: 'unknown state on GitHub' };
  if (phase !== 'triage') return { ...step, state: 'done', detail: 'vulnerability' };
  if (request !== null && profile.bot !== null) {
    const label = request.change === 'accept' ? 'Accept' : 'Reject';
    const detail = askedBot(askedAt, now, profile.bot);
    // Admins need not wait for the bot.
    const action = role === 'admin' && request.change === 'accept' ? ({ action: 'accept' } as const) : {};
    return { ...step, state: 'waiting', label, detail, ...action };
  }
  const verb = 'Decide: vulnerability or not';
  return { ...step, state: 'open', verb, detail: 'not decided', action: 'accept', decision: true };
};

/** Experts may help to decide and to fix; they are asked where nobody has a fix yet. */
export const collaborators: Rule = ({ advisory, coordinators, me, openPulls, mergedPulls, publicFix }) => {
  const step = { id: 'collaborators', label: 'Collaborators' } as const;
  const known = new Set([...coordinators, me, advisory.author ?? ''].map(login => login.toLowerCase()));
  const experts = advisory.users.filter(login => !known.has(login.toLowerCase()));
  const teams = advisory.teams.filter(slug => slug !== responseTeam);
  const evidence = [people(experts), ...teams.map(slug => `team ${plainLogin(slug)}`)].filter(
    words => words !== '',
  );
  if (evidence.length > 0) return { ...step, state: 'done', detail: evidence.join(', ') };
  const fixed = publicFix !== null || openPulls.length + mergedPulls.length > 0;
  if (fixed) return { ...step, state: 'not-needed', detail: 'not needed' };
  return { ...step, state: 'possible', detail: 'nobody else yet', action: 'addCollaborators' };
};

/** The team that the bot adds to every advisory (psrt-ghsa-bot `app.py`). */
const responseTeam = 'psrt';
