import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { assess, mayStartFork, roleMay, type Facts, type Move } from '../../../src/process/index.ts';
import { profileOf } from '../../../src/project/index.ts';
import {
  advisory,
  ago,
  cpython,
  factsOf,
  me,
  oneDay,
  pip,
  plain,
  prepared,
  headSha,
  reviewed,
  said,
  stepOf,
} from './facts.ts';
import { wallClock } from './zone.ts';

const ready = (parts: Partial<Facts> = {}, changes: Partial<Advisory> = {}) =>
  factsOf({ pulls: [reviewed], ...parts }, { ...prepared, ...changes });
const fix = {
  issue: 210_499,
  pull: 210_501,
  state: 'merged',
  missingLabels: [],
  backportsAsked: ['3.14', '3.13'],
  backports: null,
} as const;
const nextOf = (facts: Facts) => assess(facts).next?.label ?? null;
const shown = (facts: Facts, ...ids: Parameters<typeof stepOf>[1][]) => ids.map(id => said(facts, id));

describe('the picture of the tree', () => {
  wallClock();

  it('has the Spam parser at the port, with all that is done before and later after it', () => {
    const facts = ready();
    const { next, move, due, steps } = assess(facts);
    assert.deepEqual(
      [next?.label, next?.detail, next?.action, next?.way],
      ['Port to a public pull request', 'next', 'port', 'patch'],
    );
    assert.deepEqual([move, due], ['yours', false] satisfies [Move, boolean]);
    const lines = steps.map(({ label, state, detail }) => `${state}, ${label}: ${detail}`);
    assert.deepEqual(lines, [
      'done, Coordinator: you',
      'done, Determination: vulnerability',
      'done, CVE ID: CVE-2026-900417',
      'done, Severity: High 8.3',
      'done, Title and description: no findings',
      'possible, Affected versions: not given',
      'done, Reporter credit: parsley-dev, accepted',
      'done, Patch: #1',
      'not-needed, Collaborators: not needed',
      'done, Private fork: ready',
      'done, Private PR: #1, 2 approvals',
      'possible, Tests: not run yet',
      'later, Public issue: with the port',
      'next, Port to a public pull request: next',
      'later, Merge into main: after the port',
      'later, Announce by e-mail: needs the merge',
      'later, Backports: needs the merge',
      'later, Close: after the e-mail',
    ]);
  });

  it('has Toast waiting for the bot', () => {
    const facts = ready(
      { progress: { asked: { tag: 'ACCEPTED', at: ago(10) } } },
      { state: 'triage', title: '[ACCEPTED] Toast archive follows links out' },
    );
    const { move, next } = assess(facts);
    assert.deepEqual([move, next], ['waiting', null]);
    assert.equal(stepOf(facts, 'determination').label, 'Accept');
    assert.equal(said(facts, 'determination'), 'waiting: asked 13:20, bot at 14:00');
  });

  it('has Jam waiting for reviewers, who may be overruled', () => {
    const facts = ready({ pulls: [{ ...reviewed, approvals: 0 }] });
    assert.equal(assess(facts).move, 'waiting');
    assert.deepEqual(shown(facts, 'privatePull', 'publicPull'), [
      'waiting: #1, no approval yet',
      'possible: not approved yet',
    ]);
    assert.equal(stepOf(facts, 'publicPull').action, 'port');
  });

  it('has Butter unassigned, to be volunteered for', () => {
    const facts = factsOf({}, { state: 'triage', credits: [], updatedAt: ago(4 * oneDay) });
    const { next, move, due } = assess(facts);
    assert.deepEqual(
      [next?.label, next?.action, move, due],
      ['Volunteer as coordinator', 'volunteer', 'unassigned', true],
    );
  });

  it('has a port that stopped before everything else', () => {
    const facts = ready({ portStopped: 'open pull request' }, { severity: null, cvssV4: null });
    assert.equal(nextOf(facts), 'Continue port, stopped at "open pull request"');
    assert.equal(assess(facts).next?.action, 'continuePort');
  });
});

describe('a step that is possible or next', () => {
  const action = (facts: Facts, id: Parameters<typeof stepOf>[1]) => stepOf(facts, id).action;
  const bare = factsOf({ profile: plain });

  it('offers what is done there', () => {
    assert.equal(action(factsOf({}, { state: 'triage' }), 'determination'), 'accept');
    assert.equal(action(bare, 'cve'), 'setCve');
    assert.equal(action(bare, 'severity'), 'score');
    assert.equal(action(factsOf({ findings: [{ field: 'title', severity: 'error' }] }), 'texts'), 'write');
    assert.equal(action(bare, 'versions'), 'write');
    assert.equal(action(bare, 'credit'), 'askCredit');
    assert.equal(action(factsOf({ progress: { creditAskedAt: ago(9) } }), 'credit'), 'askCredit');
    assert.equal(action(bare, 'patch'), null);
    assert.equal(action(bare, 'collaborators'), 'addCollaborators');
    assert.equal(action(bare, 'fork'), 'startFork');
    assert.equal(action(ready({ pulls: [] }), 'privatePull'), 'openPrivatePull');
    assert.equal(action(ready({ publicFix: { ...fix, state: 'closed' } }), 'merge'), 'showPull');
    assert.equal(action(ready({ publicFix: fix }), 'publicPull'), 'showPull');
    assert.equal(action(ready({ publicFix: fix }), 'announce'), 'announce');
    assert.equal(action(ready({ publicFix: fix }), 'backports'), 'backports');
    assert.equal(action(ready({ progress: { announcedAt: ago(9) } }), 'close'), 'close');
  });

  it('offers a port that stopped also where somebody else coordinates, or it is closed', () => {
    const stopped = ready({ portStopped: 'push branch' });
    assert.equal(said({ ...stopped, me: 'b' }, 'publicPull'), 'possible: stopped at "push branch"');
    const closed = { ...stopped, advisory: { ...stopped.advisory, state: 'closed' as const } };
    assert.equal(action(closed, 'publicPull'), 'continuePort');
    assert.equal(said(closed, 'close'), 'done: closed');
  });
});

describe('the coordinator', () => {
  const credited = (...logins: string[]) =>
    factsOf({}, { credits: logins.map(login => ({ login, type: 'coordinator' as const })) });

  it('may be several people, me among them in any casing', () => {
    assert.equal(said(credited('OCTO-coordinator', 'octo-coordinator'), 'coordinator'), 'done: you');
    assert.equal(said(credited('nutmeg-core', me), 'coordinator'), 'done: you and nutmeg-core');
    assert.equal(assess(credited('nutmeg-core', me)).move, 'yours');
  });

  it('is named where it is somebody else, whose decisions are not ours', () => {
    const facts = { ...ready(), me: 'oregano-core' };
    const others = credited('nutmeg-core', 'b', 'c', 'd');
    assert.equal(said(others, 'coordinator'), 'done: nutmeg-core, b and 2 more');
    assert.equal(assess(others).move, 'other');
    assert.equal(said(facts, 'publicPull'), 'blocked: octo-coordinator coordinates');
    assert.equal(said(facts, 'versions'), 'possible: not given');
    const merged = { ...ready({ publicFix: fix }), me: 'oregano-core' };
    assert.equal(said(merged, 'announce'), 'blocked: octo-coordinator coordinates');
    const triage = factsOf({ me: 'oregano-core' }, { state: 'triage' });
    assert.equal(said(triage, 'determination'), 'blocked: octo-coordinator coordinates');
    assert.equal(stepOf(triage, 'determination').action, null);
  });

  it('without access waits to be let in', () => {
    const facts = factsOf({ role: 'outsider' });
    assert.equal(assess(facts).move, 'waiting');
    const waiting = assess(facts).steps.filter(({ state }) => state === 'waiting');
    assert.ok(waiting.length > 0);
    const scored = { ...ready({ role: 'outsider' }) };
    assert.equal(said(scored, 'publicPull'), 'waiting: you are not a collaborator');
    assert.equal(assess(factsOf({ role: 'reporter' }, { credits: [] })).move, 'other');
  });
});

describe('the decision', () => {
  it('is accepted by patch, by tag, or by asking', () => {
    const facts = factsOf({}, { state: 'triage' });
    const way = (parts: Partial<Facts>) => assess({ ...facts, ...parts }).next;
    assert.equal(nextOf(facts), 'Decide: vulnerability or not');
    assert.deepEqual(
      [way({})?.way, way({ role: 'admin' })?.way, way({ profile: plain })?.way],
      ['tag', 'patch', 'ask'],
    );
  });

  it('comes before all that is only for vulnerabilities; experts may be asked', () => {
    const facts = factsOf({}, { state: 'triage' });
    for (const id of [
      'cve',
      'severity',
      'texts',
      'versions',
      'credit',
      'patch',
      'fork',
      'publicPull',
    ] as const)
      assert.equal(said(facts, id), 'later: after the decision');
    assert.equal(said(facts, 'collaborators'), 'possible: nobody else yet');
    assert.equal(stepOf(facts, 'collaborators').way, 'ask');
    assert.equal(stepOf({ ...facts, role: 'admin' }, 'collaborators').way, 'patch');
  });

  it('is over when it is closed or withdrawn', () => {
    for (const state of ['closed', 'withdrawn'] as const) {
      const facts = factsOf({}, { state, createdAt: ago(200 * oneDay) });
      const { next, move, due } = assess(facts);
      assert.deepEqual([next, move, due], [null, 'finished', false]);
      assert.equal(said(facts, 'determination'), `done: ${state}`);
      assert.equal(said(facts, 'severity'), `not-needed: ${state}`);
    }
  });
});

describe('the CVE id', () => {
  wallClock();

  it('comes from the bot where it reserves one, and what is ours goes on beside it', () => {
    const facts = factsOf();
    assert.equal(said(facts, 'cve'), 'waiting: bot at 14:00');
    assert.equal(stepOf(facts, 'cve').action, null);
    assert.equal(nextOf(facts), 'Score the severity');
  });

  it('is set by hand when the bot was there and made none', () => {
    const facts = ready({}, { cveId: null, updatedAt: ago(3 * 60) });
    assert.equal(said(facts, 'cve'), 'waiting: bot was due at 11:00');
    assert.equal(stepOf(facts, 'cve').action, 'setCve');
  });

  it('is asked for by mail where no bot reserves one, and waited for', () => {
    const facts = ready({ profile: pip }, { cveId: null });
    assert.equal(nextOf(facts), 'Set the CVE ID');
    const asked = { ...facts, progress: { cveAskedAt: ago(8 * oneDay) } };
    assert.equal(said(asked, 'cve'), 'waiting: asked cna@python.org 12 Nov');
    assert.equal(stepOf(asked, 'cve').action, 'setCve');
    assert.equal(nextOf(asked), 'Port to a public pull request');
  });

  it('is not required where the project announces on GitHub', () => {
    assert.equal(said(ready({ profile: plain }, { cveId: null }), 'cve'), 'possible: not required');
  });

  it('is not done by what is no id', () => {
    const facts = ready({}, { cveId: 'CVE 2026 1' });
    assert.equal(said(facts, 'cve'), 'next: next, not a CVE ID');
    const refused = ready({ findings: [{ field: 'cveId', severity: 'error' }] });
    assert.equal(said(refused, 'cve'), 'next: next, not a CVE ID');
  });
});

describe('severity, texts and versions', () => {
  const v3 = (vector: string) => ready({}, { cvssV4: null, cvssV3: { vector, score: 6.5 } });

  it('want v4.0: a v3 alone is not done', () => {
    assert.equal(said(v3('CVSS:3.1/AV:N'), 'severity'), 'next: next, v3.1 only');
    assert.equal(said(v3('nonsense'), 'severity'), 'next: next, v3 only');
    assert.equal(said(ready({}, { severity: null, cvssV4: null }), 'severity'), 'next: next');
  });

  it('are done by what is there, and not by what GitHub would refuse', () => {
    assert.equal(said(ready({}, { severity: null }), 'severity'), 'done: scored 8.3');
    assert.equal(said(ready({}, { cvssV4: { vector: 'CVSS:4.0/', score: null } }), 'severity'), 'done: High');
    const broken = ready({ findings: [{ field: 'vector', severity: 'error' }] });
    assert.equal(said(broken, 'severity'), 'next: next, 1 finding');
  });

  it('are held by errors only', () => {
    const found = (...severities: ('error' | 'warning' | 'info')[]) =>
      ready({ findings: severities.map(severity => ({ field: 'description' as const, severity })) });
    assert.equal(said(found('warning', 'info', 'warning'), 'texts'), 'done: 2 findings');
    assert.equal(said(found('error', 'warning'), 'texts'), 'next: next, 2 findings');
    assert.equal(nextOf(found('error')), 'Write title and description');
  });

  it('say which versions are given; they are looked for, not required', () => {
    const product = {
      ecosystem: 'other',
      name: 'CPython',
      range: '< 3.16.0',
      patched: '',
      functions: [],
    } as const;
    assert.equal(said(ready({}, { products: [product] }), 'versions'), 'done: 1 range');
    assert.equal(
      said(ready({}, { products: [{ ...product, range: ' ' }] }), 'versions'),
      'possible: not given',
    );
    const unreadable = ready(
      { findings: [{ field: 'products', severity: 'warning' }] },
      { products: [product] },
    );
    assert.equal(said(unreadable, 'versions'), 'possible: 1 finding');
  });
});

describe('credit for the reporter', () => {
  const coordinators = [{ login: me, type: 'coordinator' as const }];
  const credit = (parts: Partial<Facts>, changes: Partial<Advisory> = {}) =>
    ready(parts, { credits: coordinators, creditStates: {}, ...changes });

  it('is asked about once, and nobody waits for the answer', () => {
    assert.equal(nextOf(credit({})), 'Ask the reporter about credit');
    const asked = credit({ progress: { creditAskedAt: ago(8 * oneDay) } });
    assert.equal(said(asked, 'credit'), 'waiting: asked 12 Nov');
    assert.equal(nextOf(asked), 'Port to a public pull request');
  });

  it('is answered at GitHub or to us', () => {
    const at = (state: 'accepted' | 'declined') => credit({}, { creditStates: { 'parsley-dev': state } });
    assert.equal(said(at('accepted'), 'credit'), 'done: parsley-dev, accepted');
    assert.equal(said(at('declined'), 'credit'), 'done: parsley-dev, declined');
    for (const [creditAnswer, words] of [
      ['credit', 'wants credit'],
      ['credit-as', 'credit under another name'],
      ['no-credit', 'wants no credit'],
    ] as const)
      assert.equal(said(credit({ progress: { creditAnswer } }), 'credit'), `done: parsley-dev, ${words}`);
  });

  it('is asked by GitHub of whom the credits name', () => {
    const credits = [...coordinators, { login: 'Parsley-Dev', type: 'reporter' as const }];
    const facts = credit({}, { credits, creditStates: { 'parsley-dev': 'pending' } });
    assert.equal(said(facts, 'credit'), 'waiting: GitHub asked parsley-dev');
    assert.equal(nextOf(facts), 'Port to a public pull request');
  });

  it('is not needed without a reporter, or where they coordinate', () => {
    assert.equal(said(credit({}, { author: null }), 'credit'), 'not-needed: no reporter to ask');
    assert.equal(said(credit({}, { reported: false }), 'credit'), 'not-needed: no reporter to ask');
    assert.equal(said(credit({}, { author: me }), 'credit'), `not-needed: ${me} coordinates`);
  });
});

describe('the private fork', () => {
  wallClock();
  const without = (parts: Partial<Facts>, changes: Partial<Advisory> = {}) =>
    ready({ pulls: [], ...parts }, { privateFork: null, ...changes });

  it('is made by the bot for every draft, or at once by an admin', () => {
    assert.deepEqual(shown(without({}), 'fork', 'privatePull', 'publicPull'), [
      'waiting: bot at 14:00',
      'later: after the fork',
      'later: after the private PR',
    ]);
    assert.equal(assess(without({})).move, 'waiting');
    assert.equal(stepOf(without({}), 'fork').action, null);
    assert.equal(stepOf(without({ role: 'admin' }), 'fork').action, 'startFork');
  });

  it('is waited for while GitHub makes it, until it can be read', () => {
    const fork = { at: ago(10), by: 'us' } as const;
    const made = without({ progress: { fork }, role: 'admin' });
    assert.deepEqual(shown(made, 'fork', 'privatePull', 'tests', 'publicPull'), [
      'waiting: GitHub makes it, since 13:20',
      'later: after the fork',
      'later: after the fork',
      'later: after the private PR',
    ]);
    assert.deepEqual([assess(made).move, stepOf(made, 'fork').action], ['waiting', null]);
    const { privateFork } = prepared;
    const named = { ...made, advisory: { ...made.advisory, privateFork: privateFork! }, pulls: null };
    assert.equal(said(named, 'fork'), 'waiting: GitHub makes it, since 13:20');
    assert.equal(said(named, 'privatePull'), 'later: after the fork');
    assert.equal(nextOf(named), null);
    assert.equal(said({ ...named, pulls: [] }, 'fork'), 'done: ready');
    const byBot = { fork: { ...fork, by: 'bot' } } as const;
    assert.equal(said({ ...named, progress: byBot }, 'fork'), 'waiting: GitHub makes it');
    assert.equal(said(without({ progress: byBot }), 'fork'), 'waiting: bot at 14:00');
    // Nobody knows of a wait: what is named is there, though what is in it was not read.
    assert.equal(said({ ...named, progress: {} }, 'fork'), 'done: not read yet');
    const day = without({ progress: { fork: { at: ago(oneDay), by: 'us' } } });
    assert.equal(said(day, 'fork'), 'waiting: GitHub makes it, since 19 Nov 13:30');
    const odd = without({ progress: { fork: { at: 'noon', by: 'us' } } });
    assert.equal(said(odd, 'fork'), 'waiting: GitHub makes it');
  });

  it('may be waited for again by whoever left it, until it is there', () => {
    const fork = { at: ago(10), by: 'us', left: true } as const;
    const unnamed = without({ progress: { fork }, role: 'admin' });
    const { privateFork } = prepared;
    const named = { ...unnamed, advisory: { ...unnamed.advisory, privateFork: privateFork! }, pulls: null };
    for (const facts of [unnamed, named]) {
      assert.equal(said(facts, 'fork'), 'waiting: GitHub makes it, since 13:20, no longer waited for');
      assert.equal(stepOf(facts, 'fork').action, 'startFork');
      assert.equal(said(facts, 'privatePull'), 'later: after the fork');
      assert.equal(mayStartFork(facts), true);
    }
    const byBot = { ...named, progress: { fork: { ...fork, by: 'bot' } } } as const;
    assert.equal(said(byBot, 'fork'), 'waiting: GitHub makes it, no longer waited for');
    const there = { ...named, pulls: [] };
    assert.deepEqual([said(there, 'fork'), mayStartFork(there)], ['done: ready', false]);
    assert.equal(mayStartFork({ ...named, progress: {} }), false);
    assert.equal(mayStartFork({ ...named, advisory: { ...named.advisory, state: 'closed' } }), false);
  });

  it('is made for Low and Medium, too, once it was asked for', () => {
    const facts = without(
      { profile: plain, progress: { fork: { at: ago(10), by: 'us' } } },
      { severity: 'low' },
    );
    assert.deepEqual(shown(facts, 'fork', 'privatePull', 'publicPull'), [
      'waiting: GitHub makes it, since 13:20',
      'later: after the fork',
      'possible: may be fixed in public',
    ]);
  });

  it('is started or asked for where there is no bot, and must be for High and Critical', () => {
    for (const severity of ['high', 'critical'] as const) {
      assert.equal(nextOf(without({ profile: plain }, { severity })), 'Start the private fork');
      assert.equal(assess(without({ profile: plain }, { severity })).next?.way, 'ask');
      assert.equal(assess(without({ profile: plain, role: 'admin' }, { severity })).next?.way, 'patch');
    }
  });

  it('may be left out for Low and Medium', () => {
    for (const severity of ['low', 'medium'] as const) {
      const facts = without({ profile: plain }, { severity });
      assert.deepEqual(shown(facts, 'fork', 'privatePull'), [
        'possible: may be fixed in public',
        'not-needed: without a fork',
      ]);
      assert.equal(nextOf(facts), 'Open a public issue and pull request');
      assert.equal(said(without({}, { severity }), 'publicPull'), 'possible: may be fixed in public');
    }
  });

  it('has a pull request, of which no guess is made before it was read', () => {
    assert.equal(nextOf(ready({ pulls: [] })), 'Open the private PR');
    assert.equal(nextOf(ready({ pulls: [{ ...reviewed, state: 'closed' }] })), 'Open the private PR');
    assert.equal(said(ready({ pulls: null }), 'privatePull'), 'waiting: not read yet');
    assert.equal(nextOf(ready({ pulls: null })), null);
    assert.equal(
      said({ ...ready({ pulls: null }), me: 'somebody-else' }, 'privatePull'),
      'possible: not read yet',
    );
  });

  it('says how many approve, of the best of several pull requests', () => {
    const two = (a: number | null, b: number | null) =>
      ready({
        pulls: [
          { ...reviewed, approvals: a },
          { ...reviewed, number: 2, approvals: b },
        ],
      });
    assert.equal(said(two(0, 1), 'privatePull'), 'done: #1 and #2, 1 approval');
    assert.equal(said(two(0, null), 'privatePull'), 'done: #1 and #2');
    assert.equal(said(two(0, 0), 'privatePull'), 'waiting: #1 and #2, no approval yet');
  });

  it('has a patch from somebody, and experts beyond the team', () => {
    const developed = [
      ...prepared.credits!,
      { login: 'oregano-core', type: 'remediation_developer' as const },
    ];
    assert.equal(said(ready({ pulls: [] }, { credits: developed }), 'patch'), 'done: oregano-core');
    assert.equal(said(ready({ pulls: [] }), 'patch'), 'possible: nobody yet');
    const helped = { users: ['parsley-dev', me, 'oregano-core'], teams: ['psrt', 'asyncio'] };
    assert.equal(said(ready({}, helped), 'collaborators'), 'done: oregano-core, team asyncio');
    assert.equal(
      said(ready({ pulls: [] }, { users: ['parsley-dev', me] }), 'collaborators'),
      'possible: nobody else yet',
    );
  });
});

describe('the tests of a fix', () => {
  wallClock();
  const run = { commit: headSha, exitCode: 0, at: ago(10), changed: false };
  const after = (tests: Facts['progress']['tests'], parts: Partial<Facts> = {}) =>
    ready({ ...(tests ? { progress: { tests } } : {}), ...parts });

  it('may be run beside everything, in a fork, and are never next', () => {
    assert.equal(said(after(undefined), 'tests'), 'possible: not run yet');
    assert.equal(stepOf(after(undefined), 'tests').action, 'runTests');
    assert.equal(stepOf(after(undefined), 'tests').way, 'patch');
    assert.equal(nextOf(after(undefined)), 'Port to a public pull request');
    assert.equal(stepOf(after(undefined, { role: 'outsider' }), 'tests').state, 'blocked');
  });

  it('are done by a run that passed, which may be done again', () => {
    assert.equal(said(after(run), 'tests'), 'done: passed, commit 3f1c0aa, 20 Nov 13:20');
    assert.equal(stepOf(after(run), 'tests').action, 'runTests');
    assert.equal(
      said(after({ ...run, changed: true }), 'tests'),
      'possible: passed, commit 3f1c0aa, 20 Nov 13:20, with uncommitted changes',
    );
  });

  it('are done for the commit that is proposed, and for no other', () => {
    const moved = { ...reviewed, headSha: 'b'.repeat(40) };
    const other = after(run, { pulls: [moved] });
    assert.equal(said(other, 'tests'), 'possible: passed for another commit 3f1c0aa, 20 Nov 13:20');
    assert.equal(stepOf(other, 'tests').action, 'runTests');
    const two = [moved, { ...reviewed, number: 2 }];
    assert.equal(said(after(run, { pulls: two }), 'tests'), 'done: passed, commit 3f1c0aa, 20 Nov 13:20');
    assert.equal(
      said(after({ ...run, exitCode: 1 }, { pulls: [moved] }), 'tests'),
      'possible: failed for another commit 3f1c0aa, 20 Nov 13:20',
    );
    // Nothing is proposed yet, or it is not known what is.
    for (const pulls of [[], null, [{ ...reviewed, state: 'closed' }]])
      assert.equal(said(after(run, { pulls }), 'tests'), 'possible: passed, commit 3f1c0aa, 20 Nov 13:20');
    const merged = { ...reviewed, state: 'closed', merged: true };
    assert.equal(said(after(run, { pulls: [merged] }), 'tests').split(':')[0], 'done');
    const ported = { publicFix: fix, pulls: [{ ...reviewed, state: 'closed' }] };
    assert.equal(said(after(run, ported), 'tests').split(':')[0], 'done');
    assert.equal(
      said(after(run, { publicFix: fix, pulls: [moved] }), 'tests'),
      'not-needed: checked in public',
    );
  });

  it('stay possible after a run that failed', () => {
    const failed = after({ ...run, exitCode: 2 });
    assert.equal(said(failed, 'tests'), 'possible: failed, commit 3f1c0aa, 20 Nov 13:20');
    assert.equal(stepOf(failed, 'tests').action, 'runTests');
  });

  it('are not needed without a fork, nor once the fix is public or merged', () => {
    const none = factsOf({ profile: plain }, { ...prepared, privateFork: null, severity: 'low' });
    assert.equal(said(none, 'tests'), 'not-needed: without a fork');
    assert.equal(said(after(undefined, { publicFix: fix }), 'tests'), 'not-needed: checked in public');
    assert.equal(
      said(after({ ...run, exitCode: 1 }, { publicFix: fix }), 'tests'),
      'not-needed: checked in public',
    );
    const merged = { pulls: [{ ...reviewed, state: 'closed', merged: true }] };
    assert.equal(said(after(undefined, merged), 'tests'), 'not-needed: merged in the fork');
    const closed = after(run);
    const over = { ...closed, advisory: { ...closed.advisory, state: 'closed' as const } };
    assert.deepEqual(
      [said(over, 'tests'), stepOf(over, 'tests').action],
      ['done: passed, commit 3f1c0aa, 20 Nov 13:20', null],
    );
  });

  it('survive what is stored by another version, and show nothing of it', () => {
    const odd = { commit: 'Spam <b>', exitCode: 0, at: 'noon', changed: false };
    assert.equal(said(after(odd), 'tests'), 'possible: passed for another commit');
    assert.equal(said(after({} as typeof run), 'tests'), 'possible: not run yet');
    assert.equal(
      said(after({ ...run, commit: 7 as never }), 'tests'),
      'possible: passed for another commit, 20 Nov 13:20',
    );
  });
});

describe('what is public', () => {
  const at = (changes: Partial<NonNullable<Facts['publicFix']>>, parts: Partial<Facts> = {}) =>
    ready({ publicFix: { ...fix, ...changes }, ...parts });

  it('is waited for while reviewers have it', () => {
    const facts = at({ state: 'open', missingLabels: ['type-security', 'release-blocker'] });
    assert.equal(assess(facts).move, 'waiting');
    assert.deepEqual(shown(facts, 'issue', 'publicPull', 'merge', 'announce', 'backports'), [
      'done: gh-210499',
      'done: gh-210501, type-security and release-blocker are missing',
      'waiting: gh-210501 is open',
      'later: needs the merge',
      'later: 2 branches',
    ]);
    assert.equal(stepOf(facts, 'merge').action, 'showPull');
    assert.equal(said(at({ state: null }), 'merge'), 'waiting: gh-210501 is not read yet');
    assert.equal(said(at({ state: 'open' }, { profile: pip }), 'merge'), 'waiting: #210501 is open');
  });

  it('is ours again when it was closed without a merge', () => {
    assert.equal(nextOf(at({ state: 'closed' })), 'Look after gh-210501: closed without a merge');
  });

  it('is announced when nothing is missing', () => {
    assert.equal(nextOf(at({})), 'Announce by e-mail');
    const without = (changes: Partial<Advisory>) => ({
      ...at({}),
      advisory: advisory({ ...prepared, ...changes }),
    });
    assert.equal(said(without({ cveId: null }), 'announce'), 'later: needs the CVE ID');
    assert.equal(said(without({ severity: null, cvssV4: null }), 'announce'), 'later: needs the severity');
    const errors = at({}, { findings: [{ field: 'title', severity: 'error' }] });
    assert.equal(said(errors, 'announce'), 'later: needs title and description');
  });

  it('is announced on GitHub where the project publishes there, by an admin', () => {
    const facts = at({}, { profile: plain });
    const { next } = assess(facts);
    assert.deepEqual([next?.label, next?.action, next?.way], ['Publish on GitHub', 'publish', 'ask']);
    assert.equal(assess({ ...facts, role: 'admin' }).next?.way, 'patch');
    assert.equal(said(facts, 'close'), 'not-needed: publishing ends it');
    assert.equal(said(facts, 'backports'), 'not-needed: one branch only');
  });

  it('is not published from here where the project may be the response team’s, and is no mistake there', () => {
    const role = 'admin';
    const facts = { ...at({}, { profile: profileOf('python/cpython-old') }), role } as const;
    const { next } = assess(facts);
    assert.deepEqual([next?.label, next?.action], ['Publish on GitHub', null]);
    assert.equal(said(facts, 'cve'), said({ ...facts, profile: plain }, 'cve'));
    assert.ok(!roleMay(role, 'publish', facts.profile) && !roleMay(role, 'requestCve', facts.profile));
    const published = {
      ...facts.advisory,
      state: 'published',
      publishedAt: facts.now.toISOString(),
    } as const;
    assert.deepEqual(assess({ ...facts, advisory: published }).mistakes, []);
  });

  it('is closed after the e-mail, while backports go on', () => {
    const facts = at({}, { progress: { announcedAt: ago(8 * oneDay) } });
    assert.equal(nextOf(facts), 'Close');
    assert.equal(assess(facts).next?.way, 'tag');
    assert.deepEqual(shown(facts, 'announce', 'backports'), ['done: sent 12 Nov', 'possible: 2 branches']);
    const closed = { ...facts, advisory: { ...facts.advisory, state: 'closed' as const } };
    assert.equal(said(closed, 'backports'), 'possible: 2 branches');
    assert.equal(assess(closed).move, 'finished');
    assert.equal(said(at({ backportsAsked: [] }), 'backports'), 'possible: no branches');
    assert.equal(said(at({ backportsAsked: null }), 'backports'), 'possible: not read yet');
    assert.notEqual(cpython.backports, null);
  });

  it('says how many backports are merged, and how many need somebody, until all are', () => {
    const board = { merged: 3, needed: 6, needsYou: 2, open: 3 };
    const of = (more: Partial<typeof board>) => said(at({ backports: { ...board, ...more } }), 'backports');
    assert.equal(of({}), 'possible: 3 of 6 merged, 2 need you');
    assert.equal(of({ needsYou: 1 }), 'possible: 3 of 6 merged, 1 needs you');
    assert.equal(of({ needsYou: 0 }), 'possible: 3 of 6 merged');
    assert.equal(of({ merged: 6, needsYou: 0, open: 0 }), 'done: 6 of 6 merged');
    const unmerged = at({ state: 'open', backports: board, backportsAsked: ['3.14'] });
    assert.equal(said(unmerged, 'backports'), 'later: 1 branch');
    const closed = at({ backports: { ...board, merged: 6, needsYou: 0, open: 0 } });
    assert.equal(nextOf({ ...closed, progress: { announcedAt: ago(8 * oneDay) } }), 'Close');
  });
});
