import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import type { AdvisoryComment } from '../../../src/github/index.ts';
import { newestShared, placeOf } from '../../../src/jobs/links/index.ts';
import { noLinks, writeLinks } from '../../../src/texts/index.ts';

const advisory = {
  repo: { owner: 'python', name: 'cpython' },
  ghsaId: 'GHSA-7q4m-xv2c-93rp',
  htmlUrl: 'https://github.example/python/cpython/security/advisories/GHSA-7q4m-xv2c-93rp',
  author: 'Parsley-dev',
  reported: true,
  credits: ['oregano-core', 'dill-outsider', 'chive-dev', 'basil-rm'].map(login => ({
    login,
    type: login === 'basil-rm' ? 'analyst' : 'coordinator',
  })),
  creditStates: {
    'oregano-core': 'accepted',
    'dill-outsider': 'pending',
    'chive-dev': 'declined',
    'basil-rm': 'accepted',
  },
} as unknown as Advisory;
const place = placeOf(advisory);
const list = (pull: number) => writeLinks({ ...noLinks, pull }, place);
const said = (author: string | null, body: string, at = 1): AdvisoryComment => ({
  id: at,
  author,
  body,
  createdAt: `2026-11-${String(at).padStart(2, '0')}T10:00:00Z`,
  htmlUrl: '',
});
const team = new Set(['nutmeg-core', 'parsley-dev']);
const believed = { me: 'octo-coordinator', member: (login: string) => team.has(login.toLowerCase()) };
const newest = (...comments: AdvisoryComment[]) => newestShared(comments, advisory, believed);

describe('links that were shared in the discussion', () => {
  it('are those of the newest list', () => {
    const found = newest(
      said('nutmeg-core', list(1), 1),
      said('Nutmeg-Core', list(2), 2),
      said('nutmeg-core', 'Thanks!', 3),
    );
    assert.deepEqual(found, {
      links: { ...noLinks, pull: 2 },
      author: 'Nutmeg-Core',
      at: '2026-11-02T10:00:00Z',
    });
  });

  it('are never those of the reporter, of strangers or of deleted accounts', () => {
    for (const author of ['parsley-dev', 'PARSLEY-DEV', 'dill-outsider', null])
      assert.equal(newest(said(author, list(1))), null, String(author));
    assert.equal(newest(said('nutmeg-core', list(1), 1), said('parsley-dev', list(2), 2))?.links.pull, 1);
  });

  it('are those of coordinators who accepted that credit, and of no other credit', () => {
    assert.equal(newest(said('Oregano-core', list(6)))?.links.pull, 6);
    for (const author of ['dill-outsider', 'chive-dev', 'basil-rm'])
      assert.equal(newest(said(author, list(6))), null, author);
  });

  it('are those of an older list, where the newer one names no fix', () => {
    const backports = writeLinks({ ...noLinks, backports: [{ branch: '3.14', pull: 9 }] }, place);
    assert.equal(newest(said('nutmeg-core', list(8), 1), said('nutmeg-core', backports, 2))?.links.pull, 8);
  });

  it('are ours wherever we are, also as the reporter', () => {
    const mine = newestShared([said('parsley-dev', list(3))], advisory, { ...believed, me: 'parsley-dev' });
    assert.equal(mine?.links.pull, 3);
    assert.equal(newest(said('octo-coordinator', list(4)))?.links.pull, 4);
  });

  it('are of the site that the advisory is on', () => {
    assert.deepEqual(place, { site: 'https://github.example', repo: 'python/cpython' });
    assert.equal(placeOf({ ...advisory, htmlUrl: '' }).site, 'https://github.com');
    const elsewhere = writeLinks({ ...noLinks, pull: 5 }, { ...place, site: 'https://github.com' });
    assert.equal(newest(said('nutmeg-core', elsewhere)), null);
  });
});
