import assert from 'node:assert/strict';
import { loginOf, loginProblem } from '../../../../src/ui/decide/handOverRows.ts';
import { namesIn, namesProblem } from '../../../../src/ui/decide/names.ts';

describe('logins and teams as people type them', () => {
  it('are parted at commas and spaces, once each, without an @', () => {
    assert.deepEqual(namesIn(' @parsley-core, nutmeg-core\nPython/Triagers;parsley-CORE '), {
      users: ['parsley-core', 'nutmeg-core'],
      teams: ['Triagers'],
    });
  });

  it('are refused with a sentence that says what to write', () => {
    assert.equal(namesProblem('parsley-core python/triagers', 'python'), null);
    assert.equal(namesProblem(' , ', 'python'), 'Write a login, or a team as organisation/team.');
    assert.equal(
      namesProblem('parsley-core not_a_login!', 'python'),
      'not_a_login! is no login. A team is written as python/team.',
    );
    assert.equal(namesProblem('pypa/pip-team', 'python'), 'Only teams of python can be added.');
    assert.equal(namesProblem('python/', 'python'), 'python/ is no team. Write it as python/team.');
    assert.equal(namesProblem('python/a/b', 'python'), 'python/a/b is no team. Write it as python/team.');
  });

  it('knows what GitHub makes a login of', () => {
    for (const good of ['a', 'octo-coordinator', '@ned-deily', 'jane_corp', ' spaced ', 'x'.repeat(39)])
      assert.equal(loginProblem(good), null, good);
    for (const bad of ['', '-a', 'a-', 'a--b', 'a b', 'a.b', 'x'.repeat(40), 'https://github.com/a'])
      assert.notEqual(loginProblem(bad), null, bad);
    assert.equal(loginOf(' @ned-deily '), 'ned-deily');
  });
});
