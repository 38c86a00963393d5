import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { Fix } from '../../../../src/jobs/announce/index.ts';
import { recordText } from '../../../../src/ui/announce/record.ts';
import { githubOf } from '../../announce/place.ts';
import { sample } from '../advisories/sample.ts';

const fix: Fix = {
  ...{ status: 'merged', issue: 210501, main: 'main', revertedBy: null, others: [], complete: true },
  ...{ doubts: [], keptFor: null },
  pull: {
    ...{ number: 210502, title: 'gh-210501: Check the length', issue: 210501, base: 'main', state: 'merged' },
    ...{ htmlUrl: 'https://github.com/python/cpython/pull/210502', mergedAt: '2026-11-20T10:00:00Z' },
  },
  message: null,
};

describe('the CVE record of the announce page', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.stop());

  const made = async (credits: readonly string[]) => {
    const advisory = sample({
      cweIds: ['CWE-125'],
      credits: credits.map(login => ({ login, type: 'reporter' as const })),
      creditStates: { 'declined-person': 'declined' },
    });
    const { text, missing } = await recordText(
      githubOf(sandbox),
      { advisory, fix },
      { gitUrl: 'https://github.com/', archiveUrl: 'https://mail.python.org/archives/list/x/' },
    );
    return { record: JSON.parse(text) as { containers: { cna: Record<string, unknown> } }, missing };
  };

  it('has links, names of weaknesses, and names of people as their accounts say them', async () => {
    const { record, missing } = await made(['parsley-dev']);
    const { references, problemTypes, credits } = record.containers.cna;
    assert.deepEqual(
      (references as { url: string }[]).map(({ url }) => url),
      [
        'https://github.com/python/cpython/issues/210501',
        'https://github.com/python/cpython/pull/210502',
        'https://mail.python.org/archives/list/x/',
      ],
    );
    assert.match(JSON.stringify(problemTypes), /CWE-125 Out-of-bounds Read/);
    assert.match(JSON.stringify(credits), /\(https:\/\/github\.com\/parsley-dev\)/);
    assert.ok(!missing.includes('credits'), missing.join());
  });

  it('keeps the login of somebody whose account is gone', async () => {
    const { record } = await made(['nobody-is-here']);
    assert.match(JSON.stringify(record.containers.cna['credits']), /"nobody-is-here \(/);
  });
});
