import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { Role } from '../../../../src/process/index.ts';
import { profileOf } from '../../../../src/project/index.ts';
import { fits, problemOf, type Decision } from '../../../../src/ui/decide/fits.ts';
import { sample } from '../advisories/sample.ts';

const facts = (advisory: Partial<Advisory>, role: Role = 'collaborator', me = 'octo-coordinator') => ({
  ...{ advisory: sample(advisory), role, me },
  profile: profileOf('python/cpython'),
});
const all: readonly Decision[] = [
  'volunteer',
  'handOver',
  'accept',
  'reject',
  'reopen',
  'close',
  'withdrawRequest',
  'setCveId',
  'askCredit',
  'recordCredit',
  'addCollaborators',
];

describe('which command fits which advisory', () => {
  const fitting = (...given: Parameters<typeof facts>) => all.filter(one => fits(one, facts(...given)));

  it('goes by the state', () => {
    const people = ['handOver', 'setCveId', 'askCredit', 'recordCredit', 'addCollaborators'];
    assert.deepEqual(fitting({ state: 'triage' }).sort(), ['accept', 'reject', ...people].sort());
    assert.deepEqual(fitting({ state: 'draft' }).sort(), ['reject', 'close', ...people].sort());
    assert.deepEqual(fitting({ state: 'closed' }), ['reopen']);
    assert.deepEqual(fitting({ state: 'published' }), []);
    assert.deepEqual(fitting({ state: 'withdrawn' }), []);
  });

  it('says why not, by the short id', () => {
    assert.equal(problemOf('accept', facts({})), '93rp is a draft, so this does not apply.');
    assert.equal(problemOf('volunteer', facts({})), 'You coordinate 93rp already.');
    assert.equal(problemOf('volunteer', facts({}, 'collaborator', 'basil-rm')), null);
    assert.equal(problemOf('withdrawRequest', facts({})), 'No request to the bot is in the title of 93rp.');
    assert.equal(problemOf('withdrawRequest', facts({ title: '[invalid] Spam' })), null);
  });

  it('says something of a state that it does not know', () => {
    const state = 'archived' as Advisory['state'];
    const problem = problemOf('accept', facts({ state }));
    assert.equal(problem, '93rp is in a state of its own, so this does not apply.');
  });

  it('asks nobody about credit where nobody reported it', () => {
    const problem = problemOf('askCredit', facts({ reported: false, credits: [] }));
    assert.equal(problem, 'GitHub does not say who reported 93rp.');
  });

  it('offers nothing to a reporter or an outsider', () => {
    assert.deepEqual(fitting({ state: 'triage' }, 'reporter', 'parsley-dev'), []);
    assert.deepEqual(fitting({ state: 'triage' }, 'outsider', 'nobody'), []);
    assert.equal(
      problemOf('accept', facts({ state: 'triage' }, 'reporter')),
      'The reporter of 93rp cannot do this. Ask its coordinator.',
    );
  });
});
