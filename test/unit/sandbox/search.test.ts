import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed, client, repo } from './harness.ts';

describe('search and timelines of the sandbox', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let member: ReturnType<typeof client>;
  const open = async (title: string, body: string, labels: string[] = []) =>
    (await member(`POST ${repo}/issues`, { body: { title, body, labels } })).json<{ number: number }>()
      .number;
  const find = async (q: string) => {
    const answer = await member(`GET /search/issues?q=${encodeURIComponent(q)}`);
    return answer
      .json<{ items: { number: number }[] }>()
      .items.map(({ number }) => number)
      .sort();
  };

  beforeEach(async () => {
    sandbox = await startSandbox();
    member = client(sandbox, 'coordinator');
  });
  afterEach(() => sandbox.stop());

  it('find what has all the words, and is what the qualifiers say', async () => {
    const egg = await open('Egg codec is slow', 'Long input takes minutes.', ['type-security']);
    const jam = await open('Jam is sticky', 'Like an egg.');
    await member(`PATCH ${repo}/issues/${jam}`, { body: { state: 'closed' } });
    assert.deepEqual(await find('egg repo:python/cpython'), [egg, jam]);
    assert.deepEqual(await find('egg'), [1, egg, jam], 'the private pull request of Egg, too');
    assert.deepEqual(await find('EGG minutes repo:python/cpython'), [egg]);
    assert.deepEqual(await find('"egg codec" is:issue'), [egg]);
    assert.deepEqual(await find('egg in:title is:issue'), [egg]);
    assert.deepEqual(await find('egg is:closed type:issue'), [jam]);
    assert.deepEqual(await find('egg label:"type-security" author:octo-coordinator'), [egg]);
    assert.deepEqual(await find('egg repo:pypa/pip'), []);
    assert.deepEqual(await find('sticky is:pr'), []);
    assertDescribed(sandbox);
  });

  it('search nothing private, and refuse what GitHub refuses', async () => {
    assert.deepEqual(
      await client(
        sandbox,
        'dill-outsider',
      )('GET /search/issues?q=Spam').then(a => a.json<{ total_count: number }>().total_count),
      0,
    );
    assert.deepEqual(await find('Spam parser'), [1], 'the private pull request, for those who may see it');
    for (const q of ['', `${'x'.repeat(257)}`, 'egg repo:nobody/nothing']) {
      assert.equal((await member(`GET /search/issues?q=${encodeURIComponent(q)}`)).status, 422);
    }
    const outside = await client(
      sandbox,
      'dill-outsider',
    )('GET /search/issues?q=x%20repo:python/cpython-ghsa-7q4m-xv2c-93rp');
    assert.equal(outside.status, 422);
  });

  it('go on by pages', async () => {
    for (let i = 0; i < 3; i++) await open(`Walnut ${i}`, '');
    const answer = await member('GET /search/issues?q=walnut&per_page=2');
    const { total_count: total, items } = answer.json<{ total_count: number; items: unknown[] }>();
    assert.deepEqual([total, items.length], [3, 2]);
    const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link')!)![1]!;
    assert.equal((await member(`GET ${next}`)).json<{ items: unknown[] }>().items.length, 1);
  });

  it('list who mentions an issue: in a body or a comment, here or elsewhere, never by the title', async () => {
    const issue = await open('Egg codec is slow', '');
    const by = [
      await open('A', `See gh-${issue}.`),
      await open('B', `See GH-${issue}`),
      await open('C', `See https://github.com/python/cpython/issues/${issue}.`),
    ];
    await open(`gh-${issue}: only the title`, '');
    await open('D', `gh-${issue}0 and x#${issue}9 and other/repo#${issue}`);
    const commented = await open('E', '');
    await member(`POST ${repo}/issues/${commented}/comments`, { body: { body: `As in #${issue}` } });
    await member(`POST ${repo}/issues/${issue}/comments`, { body: { body: 'Thanks.' } });
    const pip = await member('POST /repos/pypa/pip/issues', {
      body: { title: 'F', body: `python/cpython#${issue}` },
    });
    const entries = (await member(`GET ${repo}/issues/${issue}/timeline`)).json<
      { event: string; source?: { issue: { number: number } } }[]
    >();
    const sources = entries.flatMap(({ source }) => source?.issue.number ?? []);
    assert.deepEqual(sources.sort(), [...by, commented, pip.json<{ number: number }>().number].sort());
    assert.equal(entries.filter(({ event }) => event === 'commented').length, 1);
    assertDescribed(sandbox);
  });

  it('mention nothing private to those who may not see it', async () => {
    const issue = await open('Egg codec is slow', '');
    const fork = sandbox.store.repo('python/cpython-ghsa-7q4m-xv2c-93rp')!;
    fork.issues.get(1)!.body = `python/cpython#${issue}`;
    const seen = async (who: string | null) =>
      (await client(sandbox, who)(`GET ${repo}/issues/${issue}/timeline`)).json<unknown[]>().length;
    assert.deepEqual([await seen('coordinator'), await seen('dill-outsider'), await seen(null)], [1, 0, 0]);
  });
});
