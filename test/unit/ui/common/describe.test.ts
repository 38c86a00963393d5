import assert from 'node:assert/strict';
import { explain, GitError } from '../../../../src/git/errors.ts';
import { GitHubError } from '../../../../src/github/index.ts';
import { describe as described } from '../../../../src/ui/common/describe.ts';

describe('an error in the log', () => {
  it('is its kind and what git said, without the names that git said it of', () => {
    const said =
      " ! [rejected] fix-marmalade -> fix-marmalade (fetch first)\nerror: failed to push some refs to 'https://github.com/octo/x.git'";
    assert.equal(
      described(explain('push', said, 1)),
      'GitError refused 1 ! [rejected] … -> … (fetch first)\nerror: failed to push some refs to …',
    );
    assert.equal(
      described(new GitError('failed', 'It failed.', 'error: Lib/marmalade.py: already exists', 128)),
      'GitError failed 128 error: … already exists',
    );
  });

  it('is its kind and status where GitHub refused, and no message', () => {
    const error = new GitHubError('invalid', 'GitHub did not accept this: marmalade.', { status: 422 });
    assert.equal(described(error), 'GitHubError invalid 422');
    assert.doesNotMatch(described(new Error('marmalade')), /marmalade/);
  });
});
