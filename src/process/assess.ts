import { dayOf, isIdle, urgency } from './clock.ts';
import { mistakesOf } from './mistakes.ts';
import { roleMay } from './roles.ts';
import { situationOf, type Situation } from './situation.ts';
import { roughSteps } from './steps/index.ts';
import { after, type Rough } from './steps/rough.ts';
import type { Assessment, Facts, Mistake, Move, Step } from './types.ts';
import { wayOfAction } from './ways.ts';
import { people } from './words.ts';

/** What is true of an advisory now: its steps in order, the one that is ours to do, and whose move it is. */
export function assess(facts: Facts): Assessment {
  const situation = situationOf(facts);
  const rough = roughSteps(situation);
  const missing = (step: Rough) =>
    (step.needs ?? []).find(id => {
      const state = rough.find(other => other.id === id)?.state;
      return state !== undefined && state !== 'done' && state !== 'not-needed';
    });
  const ready = rough.filter(step => step.state === 'open' && missing(step) === undefined);
  const chosen = choose(ready, situation);
  // Who is credited as coordinator without access waits for it, and no step shows that by itself.
  const stuck =
    situation.mine && !situation.acting && rough.every(({ state }) => state !== 'waiting')
      ? ready[0]
      : undefined;
  const steps = rough.map(step =>
    finish(step, situation, {
      missing: step.meanwhile ?? after[missing(step) ?? step.id],
      ready: missing(step) === undefined,
      next: step === chosen,
      stuck: step === stuck,
    }),
  );
  const next = steps.find(({ state }) => state === 'next') ?? null;
  const move = moveOf(steps, next, situation);
  const mistakes = mistakesOf(facts);
  return { steps, next, move, mistakes, due: move !== 'finished' && isDue(facts, mistakes) };
}

/** The one step that is ours now: a port that stopped half way, else closing, else the first in the process. */
function choose(ready: readonly Rough[], situation: Situation): Rough | undefined {
  const { acting, mine, coordinators, phase, request } = situation;
  if (!acting || phase === 'finished' || phase === 'unknown') return undefined;
  if (coordinators.length === 0) return ready.find(({ id }) => id === 'coordinator');
  if (!mine) return undefined;
  const stopped = ready.find(({ action }) => action === 'continuePort');
  // What the bot was asked to close needs nothing any more.
  if (stopped || request?.change === 'close') return stopped;
  // Once the announcement is out there is nothing left but to close.
  return ready.find(({ id }) => id === 'close') ?? ready[0];
}

interface Place {
  /** What to say while a step before it is missing. */
  readonly missing: string;
  readonly ready: boolean;
  readonly next: boolean;
  readonly stuck: boolean;
}

/** The states in which something can be pressed. */
const offers: readonly Step['state'][] = ['next', 'possible', 'waiting', 'done'];

/** A step as it is shown. */
function finish(rough: Rough, situation: Situation, place: Place): Step {
  const { role, profile, acting, phase } = situation;
  const { state, label, detail } = stateOf(rough, situation, place);
  const pressed = phase !== 'unknown' && offers.includes(state) ? (rough.action ?? null) : null;
  const action = pressed !== null && roleMay(role, pressed, profile) ? pressed : null;
  const own = state === 'next' && acting ? (rough.way ?? null) : null;
  return {
    id: rough.id,
    state,
    label: label ?? rough.label,
    detail,
    action,
    way: action === null ? own : wayOfAction(action, role, profile),
  };
}

function stateOf(
  rough: Rough,
  situation: Situation,
  { missing, ready, next, stuck }: Place,
): Pick<Step, 'state' | 'detail'> & { readonly label?: string } {
  const { phase, acting, mine, coordinators, advisory } = situation;
  const { state, detail } = rough;
  if (state === 'done' || state === 'not-needed') return { state, detail };
  const over = phase === 'finished';
  if (over && !(rough.outlives && ready)) return { state: 'not-needed', detail: advisory.state };
  if (state === 'waiting') return { state, detail };
  if (phase === 'unknown') return { state: 'blocked', detail: 'unknown state on GitHub' };
  if (next) {
    const label = rough.verb ?? rough.label;
    return { state: 'next', label, detail: rough.note === undefined ? 'next' : `next, ${rough.note}` };
  }
  if (!ready) return { state: 'later', detail: missing };
  if (state === 'later') return { state, detail };
  if (stuck) return { state: 'waiting', detail: 'you are not a collaborator' };
  if (!acting) return { state: 'blocked', detail: 'only collaborators can' };
  if (rough.decision && !mine && coordinators.length > 0)
    return { state: 'blocked', detail: `${people(coordinators)} coordinates` };
  return { state: 'possible', detail };
}

function moveOf(steps: readonly Step[], next: Step | null, situation: Situation): Move {
  const { phase, coordinators, mine, acting } = situation;
  if (phase === 'finished') return 'finished';
  if (coordinators.length === 0) {
    // A mistake is shown to whoever sees it, though not everybody may do something about it.
    return phase !== 'unknown' && (acting || phase === 'exposed') ? 'unassigned' : 'other';
  }
  if (!mine) return 'other';
  if (next !== null) return 'yours';
  return steps.some(({ state }) => state === 'waiting') ? 'waiting' : 'finished';
}

/** Two weeks before the ninety days are over, idle for too long, or gone wrong. */
function isDue({ advisory, now }: Facts, mistakes: readonly Mistake[]): boolean {
  return mistakes.length > 0 || isIdle(advisory, now) || urgency(dayOf(advisory.createdAt, now)) !== 'calm';
}
