import assert from 'node:assert/strict';
import { GitHubError } from '../../../../src/github/errors.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { waitWords } = await import('../../../../src/ui/fork/waitWords.ts');

const about = { repo: { owner: 'python', name: 'cpython' }, ghsaId: 'GHSA-7q4m-xv2c-93rp' };

describe('the words of a wait for a private fork', () => {
  let person: Person;
  let again: number;
  let done: Promise<unknown>;
  beforeEach(() => {
    person = personAtWindow();
    again = 0;
  });

  const words = waitWords({ run: work => (done = Promise.resolve(work())) });
  const stopped = async (error: unknown, press: string) => {
    person.presses = [press];
    words.stopped(about, error, () => again++);
    await done;
    return person.said[0];
  };

  it('say where GitHub signed us out, with a way to sign in', async () => {
    const error = new GitHubError('signed-out', 'GitHub signed you out.', { status: 401 });
    assert.equal(await stopped(error, 'Sign In'), '93rp: stopped waiting, GitHub signed you out.');
    assert.deepEqual([person.ran, again], [[['ghsa.signIn']], 0]);
  });

  it('say where nobody is signed in, with a way to sign in', async () => {
    const never = new GitHubError('signed-out', 'You are not signed in to GitHub.');
    assert.equal(await stopped(never, 'Sign In'), '93rp: stopped waiting, you are not signed in to GitHub.');
  });

  it('say where single sign-on is asked for, or GitHub refuses, with a way to wait on', async () => {
    const sso = new GitHubError('sso', 'Authorize it.');
    assert.equal(
      await stopped(sso, 'Wait On'),
      '93rp: stopped waiting, the organization asks for single sign-on.',
    );
    person.said.length = 0;
    const refused = new GitHubError('forbidden', 'GitHub refused.');
    assert.equal(
      await stopped(refused, 'Wait On'),
      '93rp: stopped waiting, GitHub does not show the advisory to you.',
    );
    person.said.length = 0;
    assert.equal(
      await stopped(new TypeError('Spam'), 'Wait On'),
      '93rp: stopped waiting, it failed here. The log has the detail.',
    );
    assert.deepEqual([again, person.ran], [3, []]);
  });

  it('tell who has not begun from what GitHub does not end', async () => {
    for (const begun of [true, false]) {
      person.presses = ['Wait On'];
      words.tooLong(about, { htmlUrl: null, begun }, () => again++);
      await done;
    }
    assert.deepEqual(person.said, [
      '93rp: GitHub has not made the fork in 30 minutes.',
      '93rp: stopped waiting, nobody has begun to make the private fork.',
    ]);
    assert.equal(again, 2);
  });
});
