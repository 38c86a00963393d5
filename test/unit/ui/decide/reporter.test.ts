import assert from 'node:assert/strict';
import { reporterOf } from '../../../../src/ui/decide/reporter.ts';

const credit = (login: string) => ({ login, type: 'reporter' as const });

describe('the reporter of an advisory', () => {
  it('is who opened it, unless only others are credited for it', () => {
    assert.equal(reporterOf({ author: 'parsley-dev', credits: [] }), 'parsley-dev');
    assert.equal(
      reporterOf({ author: 'parsley-dev', credits: [credit('a'), credit('Parsley-Dev')] }),
      'parsley-dev',
    );
    assert.equal(reporterOf({ author: 'anise-admin', credits: [credit('parsley-dev')] }), 'parsley-dev');
  });

  it('is nobody that GitHub knows any more', () => {
    assert.equal(reporterOf({ author: null, credits: [] }), null);
    assert.equal(reporterOf({ author: null, credits: [{ login: 'a', type: 'coordinator' }] }), null);
  });
});
