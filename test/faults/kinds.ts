import type { Fault } from '../../src/sandbox/index.ts';

/** One remote call of a job, as an undisturbed run made it; `nth` among those of the same method and path, from 0. */
export interface CallStep {
  readonly kind: 'call';
  readonly method: string;
  readonly path: string;
  readonly nth: number;
  /** Git's own protocol, or the API. */
  readonly git: boolean;
}

/** One start of git; `nth` among all of them, from 1. */
export interface GitStep {
  readonly kind: 'git';
  readonly verb: string;
  readonly nth: number;
}

export type Step = CallStep | GitStep;

/** How a fault is brought about. */
export type Means =
  /** The sandbox answers this way. */
  | { readonly by: 'answer'; readonly fault: Fault }
  /** From this call on nothing listens. */
  | { readonly by: 'refused' }
  /** No answer comes, until the client has waited for as long as it waits: a minute that nobody waits in truth. */
  | { readonly by: 'silence'; readonly effect: 'before' | 'after' }
  /** No answer comes, and a person cancels before that. */
  | { readonly by: 'cancel'; readonly effect: 'before' | 'after' }
  /**
   * The answer is lost, or git killed at its end, and clocks differ before and after: the machine's, GitHub's
   * (milliseconds).
   */
  | { readonly by: 'clock'; readonly first: number; readonly then: number; readonly github: number }
  /** SIGKILL to git. */
  | { readonly by: 'kill'; readonly when: 'before' | 'after' }
  /** SIGKILL to the process that presses. */
  | { readonly by: 'gone'; readonly effect: 'before' | 'after' };

export interface Kind {
  readonly name: string;
  readonly means: Means;
  /** Why the pair is not run: it cannot occur, or shows what another one shows; null: it is run. */
  cannot(step: Step): string | null;
}

const day = 24 * 60 * 60_000;

const never = () => null;
const apiOnly = (step: Step) =>
  step.kind === 'call' && step.git ? "git's protocol has no such answer" : null;
const writesOnly = (step: Step) =>
  step.kind === 'call' && changes(step) ? null : 'a read has no effect that could be lost';
const ofClient = (step: Step) =>
  step.kind === 'call' && step.git
    ? 'git stops by itself after a true minute of silence (http.lowSpeedTime): it is cancelled instead'
    : null;

/** Does the call change anything? What git fetches is asked for by POST, too. */
export function changes({ method, path }: CallStep): boolean {
  return method !== 'GET' && !path.endsWith('/git-upload-pack');
}

/** Does it change nothing, at GitHub and on the machine, so that the same step comes again at the next press? */
export function calm({ means }: Kind, step: Step): boolean {
  if (step.kind === 'git') return false;
  if (means.by === 'refused') return true;
  const effect = means.by === 'answer' ? means.fault.effect : 'effect' in means ? means.effect : 'after';
  return means.by !== 'gone' && (effect !== 'after' || (means.by === 'answer' && !changes(step)));
}

const answer = (name: string, fault: Fault, cannot: Kind['cannot'] = never): Kind => ({
  name,
  means: { by: 'answer', fault },
  cannot: step => (step.kind === 'git' ? 'only calls are answered' : cannot(step)),
});
const onCalls = (name: string, means: Means, cannot: Kind['cannot'] = never): Kind => ({
  name,
  means,
  cannot: step => (step.kind === 'git' ? 'only calls are answered' : cannot(step)),
});
const onGit = (when: 'before' | 'after'): Kind => ({
  name: `killed-${when}`,
  means: { by: 'kill', when },
  cannot: step => (step.kind === 'git' ? null : 'only git is killed'),
});
/** Steps of git whose traces have a time, or another side: what the others do is the same at any time. */
const timed = new Set(['fetch', 'push', 'commit-tree', 'checkout', 'clone', 'merge']);

/** At every write; where nothing was written since the one before, clocks that are off in one way stand for all. */
const clock = (
  name: string,
  clocks: Omit<Extract<Means, { by: 'clock' }>, 'by'>,
  also: readonly ('read' | 'git')[] = [],
): Kind => ({
  name,
  means: { by: 'clock', ...clocks },
  cannot(step) {
    if (step.kind === 'git')
      return also.includes('git') && timed.has(step.verb)
        ? null
        : 'chosen: at git steps clock-mended only, where they fetch, push, check out or make a commit';
    if (changes(step)) return null;
    if (step.git) return 'chosen: at a read of git the clock jumps at the git step that fetches';
    return also.includes('read') ? null : 'chosen: at a read clock-ahead and clock-mended only';
  },
});

const said = (message: string) => ({ message, documentation_url: 'https://docs.github.com/rest' });
const sso = 'required; url=https://github.com/orgs/python/sso?authorization_request=AAAAAA';
const html = '<!DOCTYPE html><title>Sign in to the network</title><p>Welcome to our guests.</p>';

/** Everything that goes wrong with one step. Statuses as GitHub gives them (docs, "Troubleshooting the REST API"). */
export const kinds: readonly Kind[] = [
  onCalls('refused', { by: 'refused' }),
  answer('reset-before', { kind: 'reset' }),
  answer('reset-after', { kind: 'reset', effect: 'after' }, writesOnly),
  onCalls('timeout', { by: 'silence', effect: 'before' }, ofClient),
  onCalls('timeout-after', { by: 'silence', effect: 'after' }, step => ofClient(step) ?? writesOnly(step)),
  onCalls('cancelled', { by: 'cancel', effect: 'before' }),
  onCalls('cancelled-after', { by: 'cancel', effect: 'after' }, writesOnly),
  answer('401', {
    status: 401,
    body: said('Bad credentials'),
    headers: { 'www-authenticate': 'Basic realm="GitHub"' },
  }),
  answer('403-sso', {
    status: 403,
    body: said('Resource protected by organization SAML enforcement.'),
    headers: { 'x-github-sso': sso },
  }),
  answer('403', { status: 403, body: said('Resource not accessible by personal access token') }),
  answer(
    '403-limit',
    {
      status: 403,
      body: said('You have exceeded a secondary rate limit.'),
      headers: { 'retry-after': '90' },
    },
    apiOnly,
  ),
  answer('404', { status: 404, body: said('Not Found') }),
  answer('406', { status: 406, body: said('Sorry, the diff exceeded the maximum number of lines.') }, step =>
    step.kind === 'call' && step.method === 'GET' ? apiOnly(step) : 'only a diff is too large to be sent',
  ),
  // To reads as well: of an empty repository.
  answer('409', { status: 409, body: said('Conflict') }, apiOnly),
  // To reads as well: of a commit that is not there, of searches and comparisons.
  answer('422', { status: 422, body: said('Validation Failed') }, apiOnly),
  answer('429', { status: 429, body: said('Too many requests'), headers: { 'retry-after': '90' } }),
  answer('500', { status: 500 }),
  answer('502-after', { status: 502, effect: 'after' }, writesOnly),
  answer('truncated', { kind: 'truncate', effect: 'after' }),
  answer('malformed', { kind: 'malformed', effect: 'after' }),
  answer('html', { kind: 'html', body: html }),
  clock('clock-ahead', { first: 0, then: day, github: 0 }, ['read']),
  clock('clock-behind', { first: 0, then: -day, github: 0 }),
  clock('clock-mended', { first: day, then: 0, github: 0 }, ['read', 'git']),
  clock('next-day', { first: 0, then: day, github: day }),
  onGit('before'),
  onGit('after'),
];

/** Costly: once for each job, before one of its calls and after the effect of one, where it has any (`plan`). */
export const gone: readonly Kind[] = (['before', 'after'] as const).map(effect =>
  onCalls(`gone-${effect}`, { by: 'gone', effect }),
);
