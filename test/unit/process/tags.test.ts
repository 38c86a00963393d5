import assert from 'node:assert/strict';
import type { AdvisoryState } from '../../../src/advisory/model.ts';
import { changeOfTag, requested, tagFor } from '../../../src/process/index.ts';
import { cpython, factsOf, plain, said, stepOf } from './facts.ts';
import { wallClock } from './zone.ts';

const asks = (title: string, state: AdvisoryState = 'triage') => {
  const found = requested({ title, state });
  return found && `${found.tag} ${found.change}`;
};

describe('the tags of the bot', () => {
  it('are written for what is asked, and read back', () => {
    assert.deepEqual(
      [tagFor('accept'), tagFor('close'), tagFor('close', 'invalid'), tagFor('close', 'duplicate')],
      ['ACCEPTED', 'COMPLETED', 'INVALID', 'DUPLICATE'],
    );
    assert.equal(tagFor('close', 'not-security'), 'CLOSED');
    for (const tag of ['accept', 'Accepted', '[ACCEPTED]']) assert.equal(changeOfTag(tag), 'accept');
    for (const tag of ['CLOSE', 'closed', 'COMPLETE', 'COMPLETED', 'NOTPLANNED', 'INVALID', '[duplicate]'])
      assert.equal(changeOfTag(tag), 'close');
    for (const tag of ['', 'WONTFIX', '3.14', '[ACCEPTED] [CLOSED]', 'Spam'])
      assert.equal(changeOfTag(tag), null);
  });

  it('ask in triage to accept, and to close in triage and draft', () => {
    assert.equal(asks('[ACCEPTED] Toast'), 'ACCEPTED accept');
    assert.equal(asks('[accept] Toast'), 'ACCEPT accept');
    assert.equal(asks('[INVALID] Toast'), 'INVALID close');
    assert.equal(asks('[COMPLETED] Toast', 'draft'), 'COMPLETED close');
    assert.equal(asks('Toast'), null);
  });

  it('are left over in states in which the bot does nothing', () => {
    assert.equal(asks('[ACCEPTED] Toast', 'draft'), null);
    for (const state of ['closed', 'published', 'withdrawn', 'archived'] as AdvisoryState[])
      assert.equal(asks('[COMPLETED] Toast', state), null);
  });

  it('are taken in the order of the bot where there are two: it closes first', () => {
    assert.equal(asks('[ACCEPTED] [INVALID] Toast'), 'INVALID close');
    assert.equal(asks('[DUPLICATE][INVALID] Toast'), 'DUPLICATE close');
    assert.equal(asks('[ACCEPTED] [COMPLETED] Toast', 'draft'), 'COMPLETED close');
  });

  it('are read anywhere in the title, as the bot does, also where the reporter means the text', () => {
    assert.equal(asks('Crash on "[closed]" in a label'), 'CLOSED close');
    assert.equal(asks('Crash on [not closed] and [3.14]'), null);
  });
});

describe('a request to the bot', () => {
  wallClock();
  const tagged = (title: string, state: AdvisoryState) => factsOf({}, { title, state });

  it('is what a triage advisory waits for', () => {
    assert.equal(said(tagged('[ACCEPTED] Toast', 'triage'), 'determination'), 'waiting: asked, bot at 14:00');
    assert.equal(stepOf(tagged('[ACCEPTED] Toast', 'triage'), 'determination').label, 'Accept');
    assert.equal(stepOf(tagged('[SPAM] [INVALID] Toast', 'triage'), 'determination').label, 'Reject');
  });

  it('is what a draft waits for that shall be closed', () => {
    const step = stepOf(tagged('[COMPLETED] Toast', 'draft'), 'close');
    assert.deepEqual([step.label, step.state, step.detail], ['Close', 'waiting', 'asked, bot at 14:00']);
  });

  it('has a time only where the tag is the one that we put there', () => {
    const progress = { asked: { tag: 'ACCEPTED', at: '2026-11-20T10:00:00Z' } };
    const facts = { ...tagged('[ACCEPTED] [INVALID] Toast', 'triage'), progress };
    assert.equal(said(facts, 'determination'), 'waiting: asked, bot at 14:00');
  });

  it('is no request where no bot reads titles', () => {
    const facts = { ...tagged('[ACCEPTED] Toast', 'triage'), profile: plain };
    assert.equal(said(facts, 'determination'), 'next: next');
  });

  it('need not be waited for by an admin', () => {
    const facts = { ...tagged('[ACCEPTED] Toast', 'triage'), profile: cpython, role: 'admin' as const };
    const { state, action, way } = stepOf(facts, 'determination');
    assert.deepEqual([state, action, way], ['waiting', 'accept', 'patch']);
    assert.equal(stepOf({ ...facts, role: 'collaborator' }, 'determination').action, null);
  });
});
