import assert from 'node:assert/strict';
import { parseLink } from '../../../../src/ui/editor/link.ts';

const link = (query: string, path = '/advisory') => parseLink({ path, query });

describe('a link to an advisory', () => {
  it('names one by owner, repository and id', () => {
    assert.deepEqual(link('owner=python&repo=cpython&ghsa=GHSA-7q4m-xv2c-93rp'), {
      repo: { owner: 'python', name: 'cpython' },
      ghsaId: 'GHSA-7q4m-xv2c-93rp',
    });
    assert.equal(link('owner=python&repo=cpython&ghsa=ghsa-7Q4M-xv2c-93rp')?.ghsaId, 'GHSA-7q4m-xv2c-93rp');
  });

  for (const [what, query, path] of [
    ['another path', 'owner=python&repo=cpython&ghsa=GHSA-7q4m-xv2c-93rp', '/save'],
    ['no id', 'owner=python&repo=cpython'],
    ['an id with a path in it', 'owner=python&repo=cpython&ghsa=GHSA-7q4m-xv2c-93rp/../x'],
    ['letters that no id has', 'owner=python&repo=cpython&ghsa=GHSA-aaaa-bbbb-cccc'],
    ['an owner with a slash', 'owner=python/evil&repo=cpython&ghsa=GHSA-7q4m-xv2c-93rp'],
    ['an owner that is an address', 'owner=https://evil.example&repo=x&ghsa=GHSA-7q4m-xv2c-93rp'],
    ['a repository that climbs', 'owner=python&repo=..&ghsa=GHSA-7q4m-xv2c-93rp'],
    ['encoded line ends', 'owner=python%0d%0aHost:%20x&repo=cpython&ghsa=GHSA-7q4m-xv2c-93rp'],
    ['nothing', ''],
  ] as const) {
    it(`is none with ${what}`, () => assert.equal(link(query, path), null));
  }
});
