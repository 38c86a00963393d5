import assert from 'node:assert/strict';
import {
  fromAnswer,
  GitHubError,
  notSignedIn,
  toGitHubError,
  tokenRefused,
  type GitHubErrorKind,
} from '../../../src/github/errors.ts';

const now = new Date('2026-11-20T13:00:00Z');

describe('what an answer of GitHub means', () => {
  const cases: readonly [
    name: string,
    status: number,
    headers: Record<string, string>,
    data: unknown,
    kind: GitHubErrorKind,
  ][] = [
    ['an expired token', 401, {}, { message: 'Bad credentials' }, 'signed-out'],
    ['a missing right', 403, {}, { message: 'Must have admin rights' }, 'forbidden'],
    [
      'single sign-on',
      403,
      { 'x-github-sso': 'required; url=https://github.com/orgs/python/sso?a=b' },
      {},
      'sso',
    ],
    ['the primary limit', 403, { 'x-ratelimit-remaining': '0' }, {}, 'rate-limited'],
    [
      'the secondary limit',
      403,
      {},
      { message: 'You have exceeded a secondary rate limit.' },
      'rate-limited',
    ],
    ['too many requests', 429, {}, {}, 'rate-limited'],
    ['nothing there', 404, {}, {}, 'not-found'],
    ['issues switched off', 410, {}, {}, 'not-found'],
    ['a form that is not given', 406, {}, {}, 'malformed'],
    ['a refused field', 422, {}, { message: 'Validation Failed' }, 'invalid'],
    ['a conflict', 409, {}, {}, 'invalid'],
    ['a broken GitHub', 502, {}, '<html>', 'server'],
    ['an unknown answer', 418, {}, null, 'malformed'],
  ];
  for (const [name, status, headers, data, kind] of cases) {
    it(`${name} (${status}) is ${kind}`, () => {
      const error = fromAnswer(status, headers, data, now);
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.match(error.message, /^[A-Z].*[^\s]$/);
    });
  }

  it('a token that was refused is not the same as none', () => {
    const signedOut = fromAnswer(401, {}, { message: 'Bad credentials' }, now);
    assert.deepEqual([signedOut, notSignedIn(), fromAnswer(403, {}, {}, now), null].map(tokenRefused), [
      ...[true, false, false, false],
    ]);
    assert.equal(notSignedIn().kind, signedOut.kind);
  });

  it('names when to come back: retry-after first, then the reset, else a minute', () => {
    const at = (headers: Record<string, string>) => fromAnswer(429, headers, {}, now).retryAt?.toISOString();
    const reset = String(now.getTime() / 1000 + 600);
    assert.equal(at({ 'retry-after': '30', 'x-ratelimit-reset': reset }), '2026-11-20T13:00:30.000Z');
    assert.equal(at({ 'x-ratelimit-reset': reset }), '2026-11-20T13:10:00.000Z');
    assert.equal(at({}), '2026-11-20T13:01:00.000Z');
  });

  it('gives the address of single sign-on only when it is an https one', () => {
    const url = (value: string) =>
      fromAnswer(403, { 'x-github-sso': `required; url=${value}` }, {}, now).ssoUrl;
    assert.equal(url('https://github.com/orgs/python/sso?a=b'), 'https://github.com/orgs/python/sso?a=b');
    assert.equal(url('command:ghsa.port'), null);
  });

  it('names the field of a refusal, by its entry or by its sentence', () => {
    const of = (data: unknown) => fromAnswer(422, {}, data, now);
    const coded = of({ message: 'Validation Failed', errors: [{ field: 'summary', code: 'too_long' }] });
    assert.deepEqual(
      [coded.field, coded.message],
      ['summary', 'GitHub did not accept this: Validation Failed summary: too long.'],
    );
    assert.equal(of({ message: "User 'nobody' not found, credits cannot be modified" }).field, 'credits');
    assert.equal(of({ message: 'No.', errors: [null, 7] }).field, null);
  });

  it('is one whole sentence, and says when trying again helps', () => {
    const of = (status: number, data: unknown) => fromAnswer(status, {}, data, now).message;
    assert.equal(of(422, { message: 'Validation Failed' }), 'GitHub did not accept this: Validation Failed.');
    assert.equal(of(422, '<html>'), 'GitHub did not accept this: it gave no reason.');
    assert.equal(
      of(409, { message: 'Conflict' }),
      'GitHub did not accept this: Conflict. Look what is there now, then try again.',
    );
  });

  it('says why GitHub refused a field, in its words', () => {
    const error = fromAnswer(
      422,
      {},
      {
        message: 'Validation Failed',
        errors: [{ message: 'A pull request already exists.' }, { code: 'x' }],
      },
      now,
    );
    assert.equal(
      error.message,
      'GitHub did not accept this: Validation Failed A pull request already exists.',
    );
  });
});

describe('whatever was thrown', () => {
  it('stays what it is when it is ours, also inside another error', () => {
    const ours = new GitHubError('too-large', 'Large.');
    assert.equal(toGitHubError(ours), ours);
    assert.equal(toGitHubError(Object.assign(new Error('wrapped', { cause: ours }), { status: 500 })), ours);
  });

  it('is cancelled when the signal said so, offline when nothing answered', () => {
    assert.equal(toGitHubError(new DOMException('x', 'AbortError')).kind, 'cancelled');
    assert.equal(toGitHubError(new TypeError('fetch failed')).kind, 'offline');
    assert.equal(toGitHubError('nonsense').kind, 'offline');
  });
});
