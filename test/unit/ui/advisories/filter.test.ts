import assert from 'node:assert/strict';
import { filterWords, fits, noFilter } from '../../../../src/ui/advisories/filter.ts';
import { sample } from './sample.ts';

const advisory = sample({ title: '[ACCEPTED] Spam parser', users: ['basil-rm'] });
const found = (search: string) => fits(advisory, { ...noFilter, search });

describe('the search', () => {
  it('looks into title, ids and logins, whatever the case', () => {
    for (const words of [
      'SPAM',
      'parser',
      '93rp',
      'ghsa-7q4m',
      'cve-2026-900417',
      'parsley',
      'OCTO-coord',
      'basil',
    ])
      assert.ok(found(words), words);
  });

  it('wants every word, in any order, and none of them for an empty search', () => {
    assert.ok(found('parser  spam 93rp'));
    assert.ok(!found('spam egg'));
    assert.ok(found('   '));
  });

  it('does not look into descriptions or tags', () => {
    assert.ok(!found('report'));
    assert.ok(!found('accepted'));
  });

  it('never finds across two fields', () => {
    assert.ok(!fits(sample({ title: 'ab', ghsaId: 'cd' }), { ...noFilter, search: 'abcd' }));
  });

  it('takes a deleted author and a missing CVE ID', () => {
    assert.ok(!fits(sample({ author: null, cveId: null }), { ...noFilter, search: 'null' }));
  });
});

describe('the filter', () => {
  it('is said in the head of the view', () => {
    assert.equal(filterWords(noFilter), 'mine');
    assert.equal(
      filterWords({ show: 'all', repo: 'pypa/pip', search: ' spam ' }),
      'all · pypa/pip · search: spam',
    );
  });

  it('knows repositories by any case', () => {
    assert.ok(fits(advisory, { ...noFilter, repo: 'Python/CPython' }));
    assert.ok(!fits(advisory, { ...noFilter, repo: 'pypa/pip' }));
  });
});
