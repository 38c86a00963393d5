import assert from 'node:assert/strict';
import { operationOf, violations } from '../../openapi/validate.ts';
import { desk, prepare, publish, type Desk } from '../port/harness.ts';
import { assertDescribed, spam } from './harness.ts';

describe('what our own client sends', function () {
  this.timeout(60_000);
  let at: Desk;

  before(async () => {
    at = await desk();
  });
  after(() => at.close());

  it('follows the description of GitHub, from the first reading to the last label', async () => {
    const { github } = at.tools;
    const fork = `python/cpython-${spam.toLowerCase()}`;
    const cpython = { owner: 'python', name: 'cpython' };
    for (const state of ['triage', 'draft', 'closed'] as const) await github.advisories.list(cpython, state);
    await github.users.get('nutmeg-core');
    await github.pulls.get(fork, 1);
    await github.pulls.patch(fork, 1);
    const { prepared, draft } = await prepare(at, spam);
    const { ended } = await publish(at, prepared, draft);
    assert.equal(ended, 'done');

    assertDescribed(at.sandbox);
    const { requests } = at.sandbox.recorder;
    assert.ok(requests.every(({ version }) => version === '2026-03-10'));
    const writes = requests.filter(({ method }) => method !== 'GET');
    assert.deepEqual([...new Set(writes.map(({ method, path }) => operationOf(method, path)))].sort(), [
      'POST /repos/{owner}/{repo}/issues',
      'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
      'POST /repos/{owner}/{repo}/pulls',
    ]);
  });
});

describe('the check against the description', () => {
  const right = {
    method: 'POST',
    path: '/repos/python/cpython/issues/1/labels',
    query: '',
    body: { labels: ['a'] },
    status: 200,
    answer: [],
  };

  it('lets what is right pass', () => assert.deepEqual(violations(right), []));

  for (const [name, change] of [
    ['a body that is not described', { body: { labels: 3 } }],
    ['a question that GitHub does not know', { query: '?colour=red' }],
    ['an answer of another shape', { answer: [{ id: 'one' }] }],
    ['a status that GitHub does not give', { status: 299 }],
    ['an operation that does not exist', { path: '/repos/python/cpython/wishes' }],
    ['a body where none belongs', { method: 'GET', path: '/user', answer: undefined }],
    [
      'what the newer version removed',
      { method: 'GET', path: '/rate_limit', body: {}, answer: { resources: {}, rate: {} } },
    ],
  ] as const) {
    it(`finds ${name}`, () => assert.ok(violations({ ...right, ...change }).length > 0));
  }
});
