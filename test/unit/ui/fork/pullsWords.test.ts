import assert from 'node:assert/strict';
import type { Approval } from '../../../../src/jobs/fork/pulls/index.ts';
import {
  approvalWords,
  checkedOutWords,
  leftWords,
  mergeWords,
  proposalOf,
  titleProblem,
} from '../../../../src/ui/fork/pulls/words.ts';

const head = '3f1c0aa'.padEnd(40, '0');
const older = '1234567'.padEnd(40, '0');
const yes = (login: string | null, more: Partial<Approval> = {}): Approval => ({
  ...{ login, commit: head, at: null, current: true, noted: false },
  ...more,
});

describe('the words of private pull requests', () => {
  it('say who approves which commit', () => {
    assert.equal(approvalWords([], head), 'no approval yet');
    assert.equal(
      approvalWords([yes('nutmeg-core'), yes('octo-coordinator', { noted: true })], head),
      'approved by nutmeg-core and octo-coordinator (in the description), commit 3f1c0aa',
    );
    const old = yes('parsley-core', { commit: older, current: false });
    assert.equal(
      approvalWords([yes(null), old], head),
      'approved by a deleted account, commit 3f1c0aa; 1234567 by parsley-core',
    );
    assert.equal(approvalWords([old], head), 'only older commits are approved: 1234567 by parsley-core');
  });

  it('say whether it merges, and where not', () => {
    assert.equal(mergeWords({ kind: 'clean', into: '3.14' }), 'merges with public 3.14');
    assert.equal(
      mergeWords({ kind: 'conflicts', into: 'main', files: ['Lib/spam.py', 'Lib/ham.py', 'Lib/egg.py'] }),
      'conflicts with public main in Lib/spam.py and 2 files more',
    );
    assert.equal(
      mergeWords({ kind: 'unknown', why: 'no-clone' }),
      'whether it merges is not known without a clone',
    );
  });

  it('propose the words of the commits', () => {
    const body = 'The length is compared.';
    assert.deepEqual(proposalOf({ subjects: ['One'], body }), { title: 'One', body });
    assert.deepEqual(proposalOf({ subjects: ['One', 'Two'], body }), { title: 'One', body: '- One\n- Two' });
  });

  it('count what stays behind, and check titles', () => {
    assert.equal(leftWords({ changed: 0 }), null);
    assert.match(leftWords({ changed: 2 })!, /^2 files have changes that are not committed\./);
    assert.equal(titleProblem('  '), 'A title is needed.');
    assert.equal(titleProblem('x'.repeat(257)), 'At most 256 characters.');
    assert.equal(titleProblem('Limit the depth'), null);
  });

  it('never say that commits were overwritten', () => {
    for (const how of ['made', 'moved', 'same', 'ahead', 'apart'] as const)
      assert.match(checkedOutWords(1, { branch: 'pull-1', how }), /pull-1/);
  });
});
