import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { assess, type Facts } from '../../../../src/process/index.ts';
import { faceOf } from '../../../../src/ui/advisories/faces.ts';
import { hoverLines } from '../../../../src/ui/advisories/hover.ts';
import { aged, factsOf, lookAt, now } from './facts.ts';
import { sample } from './sample.ts';

const nobody = { credits: [], state: 'triage' as const };
const toast = sample({ title: '[ACCEPTED] Toast', state: 'triage' });

describe('what presses', () => {
  const said = (parts: Partial<Advisory>) =>
    faceOf({ kind: 'advisory', advisory: sample(parts) }, lookAt()).description;
  const begins = (day: number) => said({ state: 'triage', ...aged(day) }).split(' · ')[0];

  it('is said in words from day 76, before all else: not every theme has tints', () => {
    assert.equal(begins(75), 'High 8.3');
    assert.equal(begins(76), 'due in 14 days');
    assert.equal(begins(77), 'due in 13 days');
    assert.equal(begins(89), 'due in 1 day');
    assert.equal(begins(90), 'due today');
    assert.equal(begins(91), 'overdue by 1 day');
    assert.equal(begins(97), 'overdue by 7 days');
    assert.match(said({ state: 'triage', ...aged(97) }), /^overdue by 7 days · High 8\.3 · \S/);
  });

  it('is how long it is idle where nobody coordinates', () => {
    assert.equal(said({ ...nobody, ...aged(3) }), '');
    assert.equal(said({ ...nobody, ...aged(4) }), 'idle 4 days');
    assert.equal(said({ ...nobody, ...aged(97, 1) }), 'overdue by 7 days');
    const repo = { owner: 'pypa', name: 'pip' };
    assert.equal(said({ ...nobody, ...aged(4), repo }), 'idle 4 days · pypa/pip');
  });

  it('is nothing of what is finished', () => {
    assert.equal(said({ state: 'closed', ...aged(97) }), 'High 8.3 · closed');
  });
});

describe('the hover of what stands still', () => {
  const lines = (advisory: Advisory, parts: Partial<Facts> = {}) => {
    const facts = factsOf(advisory, parts);
    return hoverLines(facts, assess(facts)).map(({ icon, words }) => [icon, words] as const);
  };

  it('begins with what went wrong', () => {
    const wrong = sample({ state: 'published', publishedAt: now.toISOString() });
    assert.deepEqual(lines(wrong)[0], ['error', 'Published on GitHub by mistake']);
    assert.equal(lines(wrong)[1]?.[0], 'repo');
    assert.ok(lines(sample()).every(([icon]) => icon !== 'error'));
  });

  it('says what it waits for', () => {
    const at = new Date(now.getTime() - 3 * 3_600_000);
    const asked = { tag: 'ACCEPTED', at: at.toISOString() };
    const waits = lines(toast, { progress: { asked } }).filter(([icon]) => icon === 'history');
    assert.equal(waits.length, 1);
    assert.match(waits[0]![1], /^Accept, asked .*\d\d:\d\d, bot was due at .*\d\d:\d\d$/);
    const fork = lines(sample({ ...aged(97, 2), creditStates: { 'parsley-dev': 'accepted' } })).find(
      ([icon]) => icon === 'history',
    );
    assert.match(fork![1], /^Private fork, bot was due at \d+ \w+ \d\d:\d\d$/);
    const ours = sample({ state: 'triage' });
    assert.equal(assess(factsOf(ours)).move, 'yours');
    assert.ok(lines(ours, { progress: { asked } }).every(([icon]) => icon !== 'history'));
  });
});
