import assert from 'node:assert/strict';
import { reporterOf } from '../../../src/process/index.ts';

const credit = (login: string) => ({ login, type: 'reporter' as const });

describe('the reporter of an advisory', () => {
  it('is who wrote a private report, unless only others are credited for it', () => {
    const report = { author: 'parsley-dev', reported: true };
    assert.equal(reporterOf({ ...report, credits: [] }), 'parsley-dev');
    assert.equal(reporterOf({ ...report, credits: [credit('a'), credit('Parsley-Dev')] }), 'parsley-dev');
    assert.equal(reporterOf({ ...report, credits: [credit('parsley-at-work')] }), 'parsley-at-work');
  });

  it('is whom the credits name in a draft that a maintainer opened', () => {
    const draft = { author: 'anise-admin', reported: false };
    assert.equal(reporterOf({ ...draft, credits: [credit('parsley-dev')] }), 'parsley-dev');
    assert.equal(reporterOf({ ...draft, credits: [] }), null);
  });

  it('is nobody that GitHub knows any more', () => {
    assert.equal(reporterOf({ author: null, reported: true, credits: [] }), null);
    assert.equal(
      reporterOf({ author: null, reported: true, credits: [{ login: 'a', type: 'coordinator' }] }),
      null,
    );
  });
});
