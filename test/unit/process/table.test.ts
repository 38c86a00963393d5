import assert from 'node:assert/strict';
import { assess, type Assessment } from '../../../src/process/index.ts';
import { cases, factsFor, nameOf, type Case } from './combinations.ts';
import { acts, before as comesFirst, exposed, isMine, nextOf, open, order, ways } from './expected.ts';

/** What is wrong with an assessment, in a word each. */
type Law = (one: Case, assessment: Assessment) => boolean;

const settled = (state: string) => state === 'done' || state === 'not-needed';

const laws: Readonly<Record<string, Law>> = {
  'all eighteen steps, in the order of the process': (_, { steps }) =>
    steps.length === order.length && steps.every(({ id }, i) => id === order[i]),

  'at most one next step, and it is the one that is named': (_, { steps, next }) => {
    const found = steps.filter(({ state }) => state === 'next');
    return found.length === (next === null ? 0 : 1) && (next === null || found[0] === next);
  },

  'the next step is the one that the process asks for': (one, { next }) => (next?.id ?? null) === nextOf(one),

  'something is next exactly where the move is ours, or for those who may volunteer': (one, { next, move }) =>
    (next !== null) === (move === 'yours' || (move === 'unassigned' && acts(one))),

  'ours is what we coordinate; unassigned what nobody does': (one, { move }) => {
    if (move === 'yours' || move === 'waiting') return isMine(one);
    if (move === 'unassigned') return one.coordinators.length === 0 && open(one);
    return true;
  },

  'no action that the role may not do, and each in the way of that role': (one, { steps }) =>
    steps.every(({ action, way, state }) => {
      if (action === null) return way === null || (state === 'next' && way === 'browser');
      const expected = ways[one.role][action][one.profile.id];
      return expected !== null && way === expected;
    }),

  'reporters and outsiders are offered nothing': (one, { steps, next }) =>
    acts(one) ||
    (next === null && steps.every(({ state, action }) => state !== 'possible' && action === null)),

  'what comes before the next step is done': (_, { steps, next }) =>
    next === null ||
    next.action === 'continuePort' ||
    (comesFirst[next.id] ?? []).every(id => settled(steps.find(step => step.id === id)!.state)),

  'what is waited for is said': (_, { steps, move }) =>
    move !== 'waiting' || steps.some(({ state }) => state === 'waiting'),

  'tests never are next, and nobody has to run them': (_, { steps, next }) =>
    next?.id !== 'tests' && steps.every(({ id, state }) => id !== 'tests' || state !== 'waiting'),

  'what is later, blocked or not needed says why and offers nothing': (_, { steps }) =>
    steps.every(
      ({ state, action, detail }) =>
        detail !== '' && (!['later', 'blocked', 'not-needed'].includes(state) || action === null),
    ),

  'only what is closed, withdrawn or published is finished, and then nothing is due': (
    one,
    { move, next, due },
  ) => {
    const over = !open(one) && one.state !== 'archived';
    if (move !== 'finished') return !over;
    return next === null && !due && (over || exposed(one));
  },

  'each state has its own actions': (one, { steps }) =>
    steps.every(({ action }) => {
      if (action === 'accept') return one.state === 'triage';
      if (action === 'close') return one.state === 'draft';
      if (action === 'volunteer') return open(one) && one.coordinators.length === 0;
      if (action === 'runTests') return open(one) && one.fix !== 'no fork' && one.fix !== 'being made';
      if (action === 'port') return one.fix === 'approved' || one.fix === 'not approved';
      if (action === null || ['showPull', 'backports', 'continuePort'].includes(action)) return true;
      return open(one);
    }),

  'what is there is done': (one, { steps }) => {
    const state = Object.fromEntries(steps.map(step => [step.id, step.state]));
    return (
      (!one.cve || state['cve'] === 'done') &&
      (one.severity === null || state['severity'] === 'done') &&
      (one.coordinators.length === 0 || state['coordinator'] === 'done') &&
      (one.fix === 'no fork' || one.fix === 'being made' || state['fork'] === 'done') &&
      (one.fix !== 'approved' || state['tests'] === 'done') &&
      (one.fix !== 'public, merged' || state['merge'] === 'done') &&
      (one.fix !== 'public, merged' || ['done', 'not-needed'].includes(state['backports']!)) &&
      (!one.announced || state['announce'] === 'done') &&
      (one.state === 'triage' || one.state === 'archived' || state['determination'] === 'done')
    );
  },

  'nothing of the report is in the words': (_, { steps }) =>
    !/spam parser|marmalade/i.test(JSON.stringify(steps)),
};

describe('every combination of state, role, project and missing piece', () => {
  const broken = new Map(Object.keys(laws).map(name => [name, [] as string[]]));
  let count = 0;

  before(function () {
    this.timeout(60_000);
    for (const one of cases()) {
      count++;
      const assessment = assess(factsFor(one));
      for (const [name, law] of Object.entries(laws)) {
        const found = broken.get(name)!;
        if (found.length < 3 && !law(one, assessment)) found.push(nameOf(one));
      }
    }
  });

  for (const name of Object.keys(laws)) {
    it(name, () => {
      assert.deepEqual(broken.get(name), []);
      assert.ok(count > 100_000, `${count} combinations`);
    });
  }
});
