import assert from 'node:assert/strict';
import { assess } from '../../../../src/process/index.ts';
import { filterWords, fits, noFilter, showWords } from '../../../../src/ui/advisories/filter.ts';
import { groupsOf } from '../../../../src/ui/advisories/groups.ts';
import { factsOf, now } from './facts.ts';
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

  it('says of finished ones what it shows: one published by mistake is still work', () => {
    const published = sample({ ghsaId: 'long', state: 'published', publishedAt: '2025-01-01T00:00:00Z' });
    const advisories = [
      ...[published, sample({ ghsaId: 'closed', state: 'closed' })],
      sample({ ghsaId: 'wrong', state: 'published', publishedAt: now.toISOString() }),
    ];
    const shown = (show: 'mine' | 'finished') =>
      groupsOf({
        ...{ advisories, now, settled: true, filter: { ...noFilter, show } },
        assessment: one => assess(factsOf(one)),
      }).flatMap(group => group.advisories.map(({ ghsaId }) => ghsaId));
    assert.deepEqual(shown('finished').sort(), ['closed', 'long']);
    assert.deepEqual(shown('mine'), ['wrong']);
    assert.equal(showWords.finished[1], 'Closed or published, with nothing left to do');
  });

  it('knows repositories by any case', () => {
    assert.ok(fits(advisory, { ...noFilter, repo: 'Python/CPython' }));
    assert.ok(!fits(advisory, { ...noFilter, repo: 'pypa/pip' }));
  });
});
