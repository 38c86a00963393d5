import { privatePull } from './fix.ts';
import type { Rule } from './rough.ts';

/** The port opens it together with the pull request. */
export const issue: Rule = ({ profile, publicFix, publicIssue, mergedFromFork }) => {
  const step = { id: 'issue', label: 'Public issue', needs: ['determination'] } as const;
  if (publicFix !== null) {
    const { issue } = publicFix;
    return { ...step, state: 'done', detail: issue === null ? 'none named' : profile.publicNumber(issue) };
  }
  if (publicIssue !== null) return { ...step, state: 'done', detail: profile.publicNumber(publicIssue) };
  if (mergedFromFork) return { ...step, state: 'not-needed', detail: 'merged from the fork' };
  return { ...step, state: 'later', detail: 'with the port' };
};

/** The port, or what is left of it. It is the one step that goes on before everything else: it is half public. */
export const publicPull: Rule = situation => {
  const { advisory, phase, profile, publicFix, portStopped, mergedFromFork } = situation;
  const { mayBePublic, openPulls, publicIssue } = situation;
  const step = { id: 'publicPull', label: 'Public pull request' } as const;
  if (portStopped !== null) {
    const verb = `Continue port, stopped at "${portStopped}"`;
    const detail = `stopped at "${portStopped}"`;
    return { ...step, state: 'open', verb, detail, action: 'continuePort', outlives: true };
  }
  if (publicFix !== null) {
    const missing = publicFix.missingLabels ?? [];
    const lacks =
      missing.length === 0 ? [] : [`${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`];
    const detail = [profile.publicNumber(publicFix.pull), ...lacks].join(', ');
    return { ...step, state: 'done', detail, action: 'showPull' };
  }
  if (mergedFromFork) return { ...step, state: 'not-needed', detail: 'merged from the fork' };

  const portable = advisory.privateFork !== null && openPulls.length > 0;
  const port = portable
    ? ({ ...step, verb: 'Port to a public pull request', action: 'port' } as const)
    : ({
        ...step,
        verb: 'Open a public issue and pull request',
        ...(mayBePublic && phase === 'draft'
          ? ({ action: 'fixInPublic' } as const)
          : ({ way: 'browser' } as const)),
      } as const);
  if (publicIssue !== null && !portable) {
    // Whoever presses has it looked for: it is known by the issue that it names.
    const detail = `fix in public: ${profile.publicNumber(publicIssue)}`;
    return { ...step, state: 'waiting', detail, action: 'fixInPublic' };
  }
  const before = ['coordinator', 'determination'] as const;
  const { state } = privatePull(situation);
  if (state === 'waiting' && portable)
    return { ...port, state: 'possible', needs: before, detail: 'not approved yet', decision: true };
  if (mayBePublic && state !== 'done' && state !== 'not-needed')
    return { ...port, state: 'possible', needs: before, detail: 'may be fixed in public', decision: true };
  return {
    ...port,
    state: 'open',
    needs: [...before, 'privatePull'],
    detail: 'not open yet',
    decision: true,
  };
};

/** Reviewers merge it, by the rules of the public branch. */
export const merge: Rule = ({ profile, publicFix, mergedFromFork, mergedPulls }) => {
  const label = profile.process === 'plain' ? 'Merge' : 'Merge into main';
  const step = { id: 'merge', label, needs: ['determination', 'publicPull'], outlives: true } as const;
  if (publicFix === null && mergedFromFork)
    return { ...step, state: 'done', detail: mergedPulls.map(({ number }) => `#${number}`).join(', ') };
  if (publicFix === null) return { ...step, state: 'open', detail: 'not open yet' };
  const name = profile.publicNumber(publicFix.pull);
  const shown = { ...step, action: 'showPull' } as const;
  switch (publicFix.state) {
    case 'merged':
      return { ...shown, state: 'done', detail: name };
    case 'closed': {
      const detail = `${name} is closed, not merged`;
      return { ...shown, state: 'open', verb: `Look after ${name}: closed without a merge`, detail };
    }
    default:
      return { ...shown, state: 'waiting', detail: `${name} is ${publicFix.state ?? 'not read yet'}` };
  }
};
