import assert from 'node:assert/strict';
import type { PublicFix, Step } from '../../../../src/process/index.ts';
import { profileOf } from '../../../../src/project/index.ts';
import { backportsRow, closeRow, recordRow } from '../../../../src/ui/announce/afterRows.ts';
import { factsOf, now } from '../advisories/facts.ts';
import { sample } from '../advisories/sample.ts';

const fix: PublicFix = {
  ...{ issue: 210501, pull: 210502, state: 'merged', missingLabels: [] },
  backportsAsked: ['3.14', '3.13'],
  backports: null,
};

describe('what follows the e-mail', () => {
  it('is the record, once there is a CVE ID', () => {
    assert.equal(recordRow({ cveId: null }, null).press, null);
    const details = ([null, 'none', 'published', 'rejected'] as const).map(
      state => recordRow({ cveId: 'CVE-2026-900417' }, state).detail,
    );
    assert.deepEqual(details, [
      'JSON 5.2 for the CNA',
      'not published yet',
      'published on cve.org',
      'the CVE ID was rejected',
    ]);
  });

  it('are the backports, with the labels that are missing', () => {
    const detail = (publicFix: PublicFix | null, repo = 'python/cpython') =>
      backportsRow({ profile: profileOf(repo), publicFix }).detail;
    assert.equal(detail(fix), '2 branches, labels set');
    assert.equal(
      detail({ ...fix, backportsAsked: ['3.14'], missingLabels: ['type-security'] }),
      '1 branch, type-security is missing',
    );
    assert.equal(detail({ ...fix, backportsAsked: null }), 'not read yet');
    const backports = { merged: 3, needed: 6, needsYou: 1, open: 3 };
    assert.equal(detail({ ...fix, backports }), '3 of 6 merged, 1 needs you');
    assert.equal(detail({ ...fix, backports: { ...backports, merged: 6, needsYou: 0 } }), '6 of 6 merged');
    assert.equal(detail(null), 'no public pull request yet');
    assert.equal(detail(null, 'pypa/pip'), 'one branch only');
  });

  it('is the end, which waits for the e-mail', () => {
    const step: Step = {
      ...{ id: 'close', state: 'next', label: 'Close', detail: 'next', action: 'close', way: 'tag' },
    };
    const row = (given: Step | null, announcedAt?: string, state: 'draft' | 'closed' = 'draft') =>
      closeRow(given, factsOf(sample({ state }), { progress: announcedAt ? { announcedAt } : {} }));
    const at = now.toISOString();
    assert.deepEqual(row(step), { state: 'later', detail: 'when marked as sent', press: null });
    assert.deepEqual(row(step, at), { state: 'open', detail: 'by the bot', press: 'Close…' });
    assert.equal(row({ ...step, way: 'patch' }, at).detail, 'sent 20 Nov');
    assert.deepEqual(row({ ...step, state: 'waiting', action: null, detail: 'asked 13:20' }, at), {
      ...{ state: 'waiting', detail: 'asked 13:20', press: null },
    });
    assert.equal(row({ ...step, action: null, detail: 'only collaborators can' }, at).press, null);
    assert.equal(row(null, at, 'closed').state, 'done');
  });
});
