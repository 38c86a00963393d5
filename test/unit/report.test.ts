import assert from 'node:assert/strict';
import { afterAgain, filesToTakeAgain, type Report } from '../vscode/report.ts';

const failedIn = (...files: readonly (string | undefined)[]): Report => ({
  passed: 7,
  failed: files.length,
  failures: files.map(file => (file === undefined ? { words: 'a' } : { words: `a: ${file}`, file })),
  passedIn: { 'spam.test.ts': 3, 'egg.test.ts': 4 },
});

describe('what npm test takes again', () => {
  it('is each file once', () => {
    assert.deepEqual(filesToTakeAgain(failedIn('spam.test.ts', 'spam.test.ts')), ['spam.test.ts']);
    assert.deepEqual(filesToTakeAgain({ passed: 1, failed: 0 }), []);
  });

  it('is nothing where many files fail, or nobody knows which', () => {
    assert.deepEqual(filesToTakeAgain(failedIn('a', 'b', 'c', 'd')), []);
    assert.deepEqual(filesToTakeAgain(failedIn('a', undefined)), []);
  });

  it('counts in the place of its first run, and what failed then is told', () => {
    const both = afterAgain(failedIn('spam.test.ts'), { passed: 4, failed: 0 }, ['spam.test.ts']);
    assert.deepEqual(both, { passed: 8, failed: 0, failures: [], again: ['a: spam.test.ts'] });
  });

  it('has failed where it fails again', () => {
    const second = failedIn('spam.test.ts');
    const both = afterAgain(failedIn('spam.test.ts'), { ...second, passed: 3 }, ['spam.test.ts']);
    assert.deepEqual([both.passed, both.failed, both.failures], [7, 1, second.failures]);
  });
});
