import assert from 'node:assert/strict';
import { nothingInstead, settingsInstead } from '../../../../src/ui/common/instead.ts';
import { practiceSettings } from '../../../../src/ui/practice/settings.ts';
import { isPracticeAt, recordsKeyOf } from '../../../../src/ui/session/practice.ts';

describe('what is called practice', () => {
  beforeEach(nothingInstead);
  after(nothingInstead);

  it('is what stands on this machine, and no other GitHub', () => {
    for (const url of ['http://127.0.0.1:4321/api', 'http://localhost:1/api', 'https://[::1]/api'])
      assert.ok(isPracticeAt(url), url);
    for (const url of [
      'https://api.github.com',
      'https://ghes.example/api/v3',
      'http://127.evil.example',
      '',
    ])
      assert.ok(!isPracticeAt(url), url);
  });

  it('keeps its records when it gets another port; every other GitHub has its own', () => {
    const [first, second] = ['http://127.0.0.1:1/api', 'http://127.0.0.1:2/api'];
    assert.notEqual(recordsKeyOf(first), recordsKeyOf(second));
    settingsInstead(practiceSettings(null));
    assert.ok(isPracticeAt('https://ghes.example/api/v3'));
    assert.equal(recordsKeyOf(first), recordsKeyOf(second));
  });
});
