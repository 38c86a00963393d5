import assert from 'node:assert/strict';
import { checkBranch, checkIssueTitle, checkNews, checkPullTitle } from '../../../src/findings/index.ts';
import { profileOf } from '../../../src/project/index.ts';

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

describe('findings of form', () => {
  it('about titles', () => {
    const cpython = profileOf('python/cpython');
    assert.deepEqual(ids(checkIssueTitle('Check the length')), []);
    assert.deepEqual(ids(checkIssueTitle(' ')), ['title-empty']);
    assert.deepEqual(ids(checkIssueTitle('a\nb')), ['title-lines']);
    assert.deepEqual(ids(checkIssueTitle('a'.repeat(257))), ['title-long']);
    assert.deepEqual(ids(checkPullTitle('gh-{issue}: Check', cpython)), []);
    assert.deepEqual(ids(checkPullTitle('Check', cpython)), ['title-form']);
    assert.deepEqual(ids(checkPullTitle('Check', profileOf('octo/spam'))), []);
  });

  it('about branch names, by git’s rules', () => {
    for (const fine of ['gh-{issue}-spam', 'a/b']) assert.deepEqual(ids(checkBranch(fine)), [], fine);
    for (const wrong of [
      '',
      '-a',
      'a..b',
      'a b',
      'a~1',
      'a.lock',
      '/a',
      'a/',
      'a//b',
      '@',
      'a@{b',
      '.a',
      'HEAD',
      'a\\b',
    ]) {
      assert.deepEqual(ids(checkBranch(wrong)), ['branch-name'], wrong);
    }
  });

  it('about the blurb, with a repair for single backticks', () => {
    const { news } = profileOf('python/cpython');
    assert.deepEqual(checkNews('Fix :func:`!x`.', news), []);
    const [role] = checkNews('Fix `x` now.', news);
    assert.equal(role!.fixes[0]!.text, 'Fix ``x`` now.');
    assert.equal(checkNews('# comment', news).length, 1);
  });
});
