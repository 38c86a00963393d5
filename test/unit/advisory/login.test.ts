import assert from 'node:assert/strict';
import { isLogin, profileUrl } from '../../../src/advisory/login.ts';
import { names } from '../../../src/sandbox/seed/hostileTexts.ts';

describe('a login', () => {
  it('is what GitHub makes, old and managed ones too', () => {
    for (const login of ['octo-coordinator', 'a', 'A1', 'old-', 'a--b', 'mint_corp', 'x'.repeat(39)])
      assert.ok(isLogin(login), login);
    for (const text of ['', '-x', 'x'.repeat(40), 'a b', 'a.b', 'a_b_c', 'octo\n', 'é', '@octo'])
      assert.ok(!isLogin(text), JSON.stringify(text));
  });

  it('has a page, an app has its own', () => {
    assert.equal(
      profileUrl('https://github.com/', 'octo-coordinator'),
      'https://github.com/octo-coordinator',
    );
    assert.equal(profileUrl('https://github.com', 'mint[bot]'), 'https://github.com/apps/mint');
  });

  it('that is none has no page, and no other one', () => {
    for (const name of names) {
      const url = profileUrl('https://github.com', name);
      assert.equal(url, isLogin(name) ? `https://github.com/${name}` : null, name);
      assert.equal(profileUrl('https://github.com', `${name}/../x[bot]`), null);
    }
    assert.equal(profileUrl('https://github.com', '../../x'), null);
  });
});
