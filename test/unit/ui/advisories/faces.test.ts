import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { Facts, Role, Step, StepState } from '../../../../src/process/index.ts';
import { decorationOf } from '../../../../src/ui/advisories/badges.ts';
import { faceOf, type Face } from '../../../../src/ui/advisories/faces.ts';
import { hoverLines } from '../../../../src/ui/advisories/hover.ts';
import { assess } from '../../../../src/process/index.ts';
import { aged, assessed, factsOf, lookAt, mistake, now } from './facts.ts';
import { inZone } from '../../process/zone.ts';
import { sample } from './sample.ts';

const pulls = [{ number: 1, state: 'open', merged: false, headSha: 'a'.repeat(40), approvals: 2 }];
/** The advisory of the picture: a fix that is reviewed and waits for its port. */
const spam = sample({
  privateFork: 'python/cpython-ghsa-7q4m-xv2c-93rp',
  creditStates: { 'parsley-dev': 'accepted' },
});
const nobody = { credits: [], state: 'triage' as const, severity: null, cvssV4: null };
const somebody = { credits: [{ login: 'nutmeg-core', type: 'coordinator' as const }] };

function face(advisory: Advisory, parts: Partial<Facts> = {}, hideTitles = false): Face {
  return faceOf({ kind: 'advisory', advisory }, lookAt({ pulls, ...parts }, { hideTitles }));
}

describe('the row of an advisory', () => {
  it('says the rating, what is next, and can be heard', () => {
    const row = face(spam);
    assert.equal(row.label, 'Spam parser reads past the end of its buffer');
    assert.equal(row.description, 'High 8.3 · port to a public pull request');
    assert.deepEqual([row.icon, row.colour], ['shield', 'ghsa.severityHigh']);
    assert.equal(
      row.spoken,
      'Spam parser reads past the end of its buffer, high 8.3, day 41 of 90, next: port to a public pull request',
    );
    assert.equal(row.folds, 'closed');
    assert.equal(row.id, 'python/cpython/GHSA-7q4m-xv2c-93rp');
  });

  it('opens the page at the tab of the next step; a click only shows', () => {
    const open = { command: 'ghsa.openAdvisory', title: 'Open Advisory' };
    assert.deepEqual(face(spam).click, { ...open, tab: null });
    assert.deepEqual(face(sample({ cvssV4: null, severity: null })).click, { ...open, tab: 'severity' });
    assert.deepEqual(face(sample(nobody)).click, { ...open, tab: 'advisory' });
  });

  it('is grey while it is not scored with v4.0', () => {
    for (const parts of [{ cvssV4: null }, { cvssV4: null, severity: null }]) {
      const row = face(sample(parts));
      assert.equal(row.colour, 'descriptionForeground');
      assert.match(row.description, /^not scored · score the severity$/);
    }
    assert.equal(face(sample({ cvssV4: { vector: 'x', score: null } })).description.split(' · ')[0], 'High');
  });

  it('of nobody shows who may take it: the repository if it is not the first, and how long it is idle', () => {
    const idle = face(sample({ ...nobody, ...aged(4) }));
    assert.deepEqual(
      [idle.icon, idle.colour, idle.description],
      ['person-add', 'list.errorForeground', 'idle 4 days'],
    );
    assert.deepEqual(idle.badge, { kind: 'idle', days: 4, late: true });
    assert.equal(idle.folds, 'not');
    assert.match(idle.spoken, /, not scored, idle for 4 days, next: volunteer as coordinator$/);
    const fresh = face(sample({ ...nobody, ...aged(1), repo: { owner: 'pypa', name: 'pip' } }));
    assert.deepEqual([fresh.colour, fresh.description], ['descriptionForeground', 'pypa/pip']);
    assert.deepEqual(fresh.badge, { kind: 'idle', days: 1, late: false });
    assert.match(fresh.spoken, /idle for 1 day,/);
  });

  it('says what it waits for, and not for the answer about credit', () => {
    const at = new Date(2026, 10, 20, 13, 20);
    const toast = sample({ title: '[ACCEPTED] Toast', state: 'triage' });
    const asked = { tag: 'ACCEPTED', at: at.toISOString() };
    const row = face(toast, { progress: { asked, creditAskedAt: at.toISOString() }, now: at });
    assert.match(row.description, /^High 8\.3 · accept: asked 13:20, bot at \d\d:\d\d$/);
    assert.match(row.spoken, /, waiting: accept, asked 13:20, bot at \d\d:\d\d$/);
    assert.equal(row.label, 'Toast');
  });

  it('names the others who coordinate, and how it ended', () => {
    const other = face(sample(somebody));
    assert.equal(other.description, 'High 8.3 · nutmeg-core');
    assert.match(other.spoken, /day 41 of 90, coordinated by nutmeg-core$/);
    const closed = face(sample({ state: 'closed' }));
    assert.equal(closed.description, 'High 8.3 · closed');
    assert.match(closed.spoken, /, high 8\.3, closed$/);
    assert.equal(closed.badge, null);
  });

  it('with something wrong is marked', () => {
    const wrong = face(sample({ state: 'published', publishedAt: now.toISOString() }));
    assert.deepEqual(wrong.badge, { kind: 'mistake', mark: true });
    assert.match(wrong.description, /published on GitHub by mistake$/);
    assert.match(wrong.spoken, /published on GitHub by mistake/);
  });

  it('never shows a title while titles are hidden, nor tags ever', () => {
    const tagged = sample({ title: '[ACCEPTED] Spam parser' });
    assert.equal(face(tagged).label, 'Spam parser');
    const hidden = face(tagged, {}, true);
    assert.equal(hidden.label, '93rp');
    assert.doesNotMatch(JSON.stringify(hidden), /spam|accepted/i);
  });

  it('carries no trick of a hostile title: no turned text, no icon, one line', () => {
    const hostile = sample({ title: 'a\u202eb\u200bc\u061cd\n $(shield) e\u2066f' });
    assert.equal(face(hostile).label, 'abcd $\u200a(shield) ef');
    assert.doesNotMatch(face(hostile).spoken, /[\u061c\u200b\u202e\u2066]|\$\(/);
  });
});

describe('badges', () => {
  const day = (number: number) => decorationOf({ kind: 'day', day: number });

  it('count the days of ninety, warn from day 76, and are ! past day 90', () => {
    assert.deepEqual(day(75), { text: '75', hover: 'Day 75 of 90', colour: null });
    assert.deepEqual(day(76), { text: '76', hover: 'Day 76 of 90', colour: 'list.warningForeground' });
    assert.deepEqual(day(90), { text: '90', hover: 'Day 90 of 90', colour: 'list.warningForeground' });
    assert.deepEqual(day(91), { text: '!', hover: 'Day 91, overdue', colour: 'list.errorForeground' });
  });

  it('count idle days; nobody’s is red past day three', () => {
    assert.deepEqual(decorationOf({ kind: 'idle', days: 3, late: false }), {
      ...{ text: '3d', hover: 'Idle for 3 days, nobody coordinates', colour: null },
    });
    assert.deepEqual(decorationOf({ kind: 'idle', days: 4, late: true }).colour, 'list.errorForeground');
  });

  it('have at most two characters, or VS Code takes none of them', () => {
    for (const days of [0, 9, 10, 99, 100, 1_000]) {
      for (const badge of [
        { kind: 'day', day: days } as const,
        { kind: 'idle', days, late: true } as const,
        { kind: 'mistake', mark: true } as const,
      ])
        assert.ok((decorationOf(badge).text ?? '').length <= 2);
    }
    assert.equal(decorationOf({ kind: 'mistake', mark: false }).text, undefined);
  });
});

describe('the row of a step', () => {
  const step = (parts: Partial<Step>): Face => {
    const made: Step = {
      ...{ id: 'severity', state: 'done', label: 'Severity', detail: 'High 8.3', action: null, way: null },
      ...parts,
    };
    return faceOf({ kind: 'step', advisory: spam, step: made }, lookAt());
  };

  it('shows each state by a shape and a colour of its own, and says it in a word', () => {
    const looks: Readonly<Record<StepState, readonly [string, string, string]>> = {
      next: ['arrow-circle-right', 'charts.blue', 'next'],
      possible: ['circle-large-outline', 'descriptionForeground', 'possible'],
      later: ['circle-small-filled', 'descriptionForeground', 'later'],
      blocked: ['circle-slash', 'descriptionForeground', 'blocked'],
      waiting: ['history', 'editorWarning.foreground', 'waiting'],
      done: ['check', 'testing.iconPassed', 'done'],
      'not-needed': ['dash', 'descriptionForeground', 'not needed'],
    };
    for (const [state, [icon, colour, word]] of Object.entries(looks)) {
      const row = step({ state: state as StepState, detail: 'because' });
      assert.deepEqual([row.icon, row.colour], [icon, colour]);
      assert.equal(row.spoken, `Severity, ${word}, because`);
      assert.equal(row.description, 'because');
    }
  });

  it('says its evidence once', () => {
    assert.equal(step({}).spoken, 'Severity, done, high 8.3');
    assert.equal(step({ state: 'not-needed', detail: 'not needed' }).spoken, 'Severity, not needed');
    assert.equal(step({ state: 'next', detail: '' }).description, 'next');
    assert.equal(step({ detail: '' }).spoken, 'Severity, done');
  });

  it('tells the menus what may be done, and opens where it is done', () => {
    assert.equal(step({ state: 'next', action: 'score' }).context, 'step next do-score');
    assert.equal(step({}).context, 'step done');
    assert.equal(step({}).click?.tab, 'severity');
    assert.deepEqual(step({ id: 'announce' }).click, {
      ...{ command: 'ghsa.announce', title: 'Announce', tab: null },
    });
    assert.equal(step({ id: 'texts' }).click?.tab, 'advisory');
    assert.equal(step({ id: 'merge' }).click?.tab, null);
  });

  it('that waits for the bot may be taken back, by whoever may ask the bot', () => {
    const toast = sample({ title: '[ACCEPTED] Toast', state: 'triage' });
    const waiting = assess(factsOf(toast)).steps.find(({ state }) => state === 'waiting')!;
    const context = (role: Role) =>
      faceOf({ kind: 'step', advisory: toast, step: waiting }, lookAt({ role })).context;
    for (const role of ['admin', 'collaborator'] as const) assert.match(context(role), /\bmay-withdraw\b/);
    for (const role of ['reporter', 'outsider'] as const) assert.doesNotMatch(context(role), /withdraw/);
  });
});

describe('the other rows', () => {
  it('are groups', () => {
    const group = {
      move: 'unassigned',
      label: 'Unassigned',
      detail: '2, 1 past 3 days',
      advisories: [],
    } as const;
    const row = faceOf({ kind: 'group', group }, lookAt());
    assert.deepEqual(
      [row.label, row.description, row.folds, row.icon],
      ['Unassigned', group.detail, 'open', null],
    );
    assert.equal(row.spoken, 'Unassigned, 2, 1 past 3 days');
  });

  it('are what is done, folded', () => {
    const { steps } = assess(factsOf(spam, { pulls }));
    const row = faceOf({ kind: 'done', advisory: spam, steps: steps.slice(0, 9) }, lookAt());
    assert.deepEqual([row.label, row.description, row.folds], ['Done', '9 steps', 'closed']);
    assert.deepEqual([row.icon, row.colour], ['check-all', 'testing.iconPassed']);
  });

  it('are what went wrong: a click says what to do', () => {
    const row = faceOf({ kind: 'mistake', advisory: spam, mistake }, lookAt());
    assert.deepEqual([row.label, row.description], ['Published on GitHub by mistake', '93rp, what to do']);
    assert.deepEqual([row.icon, row.colour], ['error', 'list.errorForeground']);
    assert.equal(row.click?.command, 'ghsa.showMistake');
    assert.equal(row.context, 'mistake published');
    assert.equal(decorationOf(row.badge!).colour, 'list.errorForeground');
  });

  it('are who can see it, and how many of them are new', () => {
    const people = ['ann', 'ben', 'Cat'].map(login => ({ login, why: ['admin'], mailed: false }));
    const words = (unknown: string[], seen?: string[]) =>
      faceOf(
        { kind: 'readers', advisory: spam },
        lookAt(seen ? { progress: { seen: { readers: seen, at: '' } } } : {}, {
          readersOf: () => ({ people, unknown }),
        }),
      );
    assert.equal(words([]).description, '3 people');
    assert.equal(words([], ['ann', 'cat']).description, '3 people, 1 new');
    assert.equal(words([], ['ann', 'ben', 'cat', 'dan']).description, '3 people');
    assert.equal(words(['team psrt'], ['ann']).description, 'at least 3 people, 2 new');
    assert.equal(words([]).click?.command, 'ghsa.whoCanSee');
    assert.equal(words([]).icon, 'eye');
    const everybody = lookAt({}, { readersOf: () => ({ people, unknown: [], everybody: true }) });
    assert.equal(faceOf({ kind: 'readers', advisory: spam }, everybody).description, 'everybody');
  });

  it('are what could not be read', () => {
    const row = (kind: 'sso' | 'server') =>
      faceOf(
        { kind: 'failure', name: 'pypa/pip', failure: { kind, message: 'A sentence.', ssoUrl: null } },
        lookAt(),
      );
    assert.deepEqual(
      [row('sso').label, row('sso').description, row('sso').icon, row('sso').context],
      ['pypa/pip', 'single sign-on needed', 'key', 'failure sso'],
    );
    assert.deepEqual([row('server').description, row('server').icon], ['A sentence.', 'error']);
    assert.equal(row('server').spoken, 'pypa/pip: A sentence.');
  });
});

describe('the menus of an advisory', () => {
  const words = (advisory: Advisory, parts: Partial<Facts> = {}) => face(advisory, parts).context.split(' ');

  it('know state, move, next step, fork, pull request and role', () => {
    assert.deepEqual(words(spam).slice(0, 7), [
      ...['advisory', 'draft', 'yours', 'next-port', 'pull', 'fork', 'role-collaborator'],
    ]);
    assert.ok(words(spam, { portStopped: 'push branch' }).includes('unfinished'));
    assert.ok(!words(spam, { portStopped: 'push branch' }).includes('pull'));
    assert.ok(!words(spam, { pulls: [{ ...pulls[0]!, state: 'closed' }] }).includes('pull'));
  });

  const may = (advisory: Advisory, parts: Partial<Facts> = {}) =>
    words(advisory, parts).flatMap(word => (word.startsWith('may-') ? word.slice(4) : []));

  it('offer what role and state allow', () => {
    const ours = ['handOver', 'setCve', 'askCredit', 'addCollaborators'];
    assert.deepEqual(may(spam), [
      ...ours,
      ...['cloneFork', 'openPrivatePull', 'runTests', 'backport', 'announce', 'findLinks', 'close'],
      'handleAsSigning',
    ]);
    const triage = sample({ state: 'triage' });
    assert.deepEqual(may(triage), [
      ...['handOver', 'accept', 'reject', ...ours.slice(1), 'startFork', 'backport', 'handleAsSigning'],
    ]);
    assert.ok(may(triage, { progress: { signing: {} } }).includes('signing'));
    assert.ok(!may(triage, { progress: { signing: {} } }).includes('handleAsSigning'));
    assert.deepEqual(may(sample(nobody)), [
      ...['volunteer', 'accept', 'reject', ...ours.slice(1)],
      ...['startFork', 'backport', 'handleAsSigning'],
    ]);
    assert.deepEqual(may(sample(somebody))[0], 'volunteer');
    assert.deepEqual(may(sample({ state: 'closed' })), ['reopen', 'backport', 'announce']);
    for (const role of ['reporter', 'outsider'] as const) assert.deepEqual(may(triage, { role }), []);
    const left = { fork: { at: now.toISOString(), by: 'us', left: true } } as const;
    assert.ok(may(spam, { pulls: null, progress: left }).includes('startFork'), 'waited for again');
    assert.ok(!may(spam, { progress: left }).includes('startFork'), 'it is there');
  });

  it('ask the bot once; admins need not wait for it', () => {
    const asked = sample({ state: 'triage', title: '[ACCEPTED] Toast' });
    assert.ok(may(asked).includes('withdraw'));
    assert.deepEqual(may(asked, { role: 'reporter' }), []);
    assert.ok(!may(asked).includes('accept') && !may(asked).includes('reject'));
    assert.ok(may(asked, { role: 'admin' }).includes('accept'));
  });
});

describe('the hover', () => {
  const lines = (advisory: Advisory, parts: Partial<Facts> = {}) => {
    const facts = factsOf(advisory, { pulls, ...parts });
    return hoverLines(facts, assess(facts)).map(({ icon, words, code = '', bold = '' }) => [
      icon,
      words + code + bold,
    ]);
  };

  it('repeats what the row has, with the due date and the people', () => {
    const scored = { ...spam, cvssV4: { vector: 'CVSS:4.0/AV:N/AC:L/AT:P', score: 8.3 } };
    assert.deepEqual(lines(scored), [
      ['repo', 'python/cpythonGHSA-7q4m-xv2c-93rp'],
      ['tag', 'CVE-2026-900417, record not published'],
      ['shield', 'High 8.3 (CVSS-B)'],
      ['calendar', 'Day 41 of 90, due 8 January 2027'],
      ['person', 'You coordinate. Reported by parsley-dev.'],
      ['git-pull-request', 'Private PR #1: 2 approvals'],
      ['arrow-circle-right', 'Next: Port to a public pull request'],
    ]);
  });

  it('says on which metrics the score rests', () => {
    const rating = (vector: string) =>
      lines(sample({ cvssV4: { vector, score: 8.3 } })).find(([icon]) => icon === 'shield')![1];
    assert.equal(rating('CVSS:4.0/AV:N/SA:N/E:A'), 'High 8.3 (CVSS-BT)');
    assert.equal(rating('CVSS:4.0/AV:N/SA:N/E:X/MAV:L'), 'High 8.3 (CVSS-BE)');
    assert.equal(rating('CVSS:4.0/AV:N/SA:N/E:U/CR:H'), 'High 8.3 (CVSS-BTE)');
    assert.equal(lines(sample({ cvssV4: null }))[2]![1], 'Not scored with v4.0; High on GitHub');
    assert.equal(lines(sample({ cvssV4: null, severity: null }))[2]![1], 'Not scored');
  });

  it('says of the record and the public pull request what is known, and nothing else', () => {
    const fix = { issue: 1, pull: 2, missingLabels: null, backportsAsked: null, backports: null };
    const of = (parts: Partial<Facts>) => lines(spam, parts).map(([, words]) => words);
    assert.ok(of({ publicFix: { ...fix, state: 'merged' } }).includes('CVE-2026-900417'));
    assert.ok(of({ publicFix: { ...fix, state: 'merged' } }).includes('Public PR #2: merged'));
    assert.ok(of({ publicFix: { ...fix, state: null } }).includes('Public PR #2'));
    // Noon where this runs: the day is that of the reader.
    const announced = { progress: { announcedAt: new Date(2026, 10, 12, 12).toISOString() } };
    assert.ok(of(announced).includes('CVE-2026-900417, announced 12 November 2026'));
    assert.ok(of({ pulls: [{ ...pulls[0]!, approvals: null }] }).includes('Private PR #1'));
  });

  it('names the day of an announcement as its step does: by the clock on the wall', () => {
    const announced = { progress: { announcedAt: '2026-11-12T23:30:00Z' } };
    const day = (zone: string) =>
      inZone(zone, () => {
        const facts = factsOf(spam, { pulls, ...announced });
        const assessment = assess(facts);
        const step = assessment.steps.find(({ id }) => id === 'announce')!.detail;
        return [step, hoverLines(facts, assessment)[1]!.words.split(', ')[1]];
      });
    assert.deepEqual(day('Europe/Berlin'), ['sent 13 Nov', 'announced 13 November 2026']);
    assert.deepEqual(day('America/New_York'), ['sent 12 Nov', 'announced 12 November 2026']);
  });

  it('names whoever coordinates, and no deleted account', () => {
    const people = (advisory: Advisory) => lines(advisory).find(([icon]) => icon === 'person')?.[1];
    assert.equal(people(sample(somebody)), 'nutmeg-core coordinates. Reported by parsley-dev.');
    const two = [...somebody.credits, { login: 'basil-rm', type: 'coordinator' as const }];
    assert.equal(people(sample({ credits: two, author: null })), 'nutmeg-core and basil-rm coordinate.');
    assert.equal(people(sample({ credits: [], author: null })), undefined);
    const other = hoverLines(factsOf(sample(somebody)), assessed(sample(somebody)));
    assert.ok(other.every(({ bold }) => bold === undefined));
  });
});
