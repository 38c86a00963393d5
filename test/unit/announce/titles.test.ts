import assert from 'node:assert/strict';
import { parsePull } from '../../../src/jobs/announce/index.ts';
import {
  fixes,
  isBackportTitle,
  issueIn,
  isRevertOf,
  speaksOfRevert,
} from '../../../src/jobs/announce/titles.ts';

describe('titles of pull requests', () => {
  it('name their issue', () => {
    assert.equal(issueIn('gh-210501: Check'), 210_501);
    assert.equal(issueIn('GH-210501: Check'), 210_501);
    assert.equal(issueIn('[3.14] gh-210501: Check (GH-210502)'), 210_501);
    assert.equal(issueIn('Revert "gh-210501: Check"'), 210_501);
    assert.equal(issueIn('Check, as in gh-210501'), null);
    assert.equal(issueIn('Check (#210501)'), null);
    assert.ok(isBackportTitle(' [3.9] gh-1: x'));
    assert.ok(!isBackportTitle('gh-1: [3.9] x'));
  });

  it('and their texts say what they take back', () => {
    const of = {
      repo: 'python/cpython',
      number: 210_502,
      title: 'gh-210501: Check',
      mergeCommit: 'abcdef0123456789abcdef0123456789abcdef01',
    };
    const reverts = (body: string, title = 'x') => isRevertOf({ title, body }, of);
    assert.ok(reverts('Reverts python/cpython#210502'));
    assert.ok(reverts('This reverts #210502, which broke eggs.'));
    assert.ok(reverts('This reverts commit ABCDEF0123.'));
    assert.ok(reverts('', 'Revert "gh-210501: Check"'));
    assert.ok(reverts('', 'gh-210501: Revert “gh-210501: Check (#210502)”'));
    assert.ok(!reverts('Reverts python/cpython#2105020'));
    assert.ok(!reverts('Reverts pypa/pip#210502'));
    assert.ok(!reverts('This reverts commit abcdef9.'));
    assert.ok(!reverts('See #210502.', 'Revert "gh-210501: Something else"'));
    assert.ok(reverts('The tests are red since.\r\n\r\n  Reverts #210502'));
    assert.ok(!isRevertOf({ title: '', body: 'reverts commit abcdef0' }, { ...of, mergeCommit: null }));
  });
});

describe('a text that speaks of a revert', () => {
  const of = { repo: 'python/cpython', number: 210_502, title: 'gh-210501: Check', mergeCommit: null };

  it('is none by that, and still to be looked at', () => {
    for (const body of [
      'No need to revert gh-210502.',
      'We should not revert #210502 for this.',
      'This neither reverts #210502 nor changes it.',
      'Rather than a change that reverts #210502, mend it.',
      '> Should we revert #210502?',
      'It would be wrong if this reverts python/cpython#210502',
    ]) {
      assert.ok(!isRevertOf({ title: 'x', body }, of), body);
      assert.ok(speaksOfRevert({ title: 'x', body }, of), body);
    }
    assert.ok(!isRevertOf({ title: 'Do not revert "gh-210501: Check"', body: '' }, of));
    for (const body of ['See #210502.', 'Reverts #2105021.', 'Reverts #7.\nSee #210502.'])
      assert.ok(!speaksOfRevert({ title: 'x', body }, of), body);
  });
});

describe('a pull request that fixes an issue', () => {
  it('names it in its title, or in words that let GitHub close it', () => {
    const of = (title: string, body: string) => fixes({ title, body }, 210_501, 'pypa/pip');
    assert.ok(of('gh-210501: Check', ''));
    for (const body of ['Fixes #210501', 'x\nresolves: #210501.', 'Closed pypa/pip#210501', 'fix gh-210501'])
      assert.ok(of('Check', body), body);
    for (const body of [
      'See #210501',
      'Fixes #2105011',
      'Fixes python/cpython#210501',
      'Prefixes #210501',
      '',
    ])
      assert.ok(!of('Check', body), body);
  });
});

describe('a pull request as people name it', () => {
  it('is a number, or an address of this repository', () => {
    for (const text of [
      '210502',
      ' #210502 ',
      'gh-210502',
      'GH-210502',
      'python/cpython#210502',
      'https://github.com/python/cpython/pull/210502',
      'https://github.com/Python/CPython/pull/210502/files#diff-1',
      'http://127.0.0.1:4000/python/cpython/pull/210502',
    ]) {
      assert.equal(parsePull(text, 'python/cpython'), 210_502, text);
    }
    for (const text of [
      '',
      '0',
      'latest',
      '1234567890',
      '-5',
      'pypa/pip#1',
      'https://github.com/pypa/pip/pull/1',
      'https://github.com/python/cpython/commit/210502',
    ]) {
      assert.equal(parsePull(text, 'python/cpython'), null, text);
    }
  });
});
