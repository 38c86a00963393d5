import assert from 'node:assert/strict';
import { fieldsOf, type AdvisoryFields } from '../../../src/advisory/fields.ts';
import { nothingTried, withTry, type Tried } from '../../../src/advisory/tried.ts';
import { connect, type GitHub } from '../../../src/github/index.ts';
import { originalComment, originalOf, postOnce, saveAdvisory } from '../../../src/jobs/save/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { assertDescribed } from '../sandbox/harness.ts';

const repo = { owner: 'python', name: 'cpython' };
const ghsaId = 'GHSA-7q4m-xv2c-93rp';

describe('saving an advisory', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let advisories: GitHub['advisories'];
  let base: AdvisoryFields;

  const as = (who: string) =>
    connect({ apiUrl: sandbox.api, token: () => Promise.resolve(sandbox.tokens[who]!), throttle: false })
      .advisories;
  const save = (change: Partial<AdvisoryFields>, from = base) =>
    saveAdvisory({ advisories, repo, ghsaId, base: from, mine: { ...from, ...change } });
  const patches = () =>
    sandbox.recorder.requests
      .filter(({ method }) => method === 'PATCH')
      .map(({ body }) => Object.keys(body as Record<string, unknown>));

  before(async () => (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    advisories = as('coordinator');
    base = fieldsOf(await advisories.get(repo, ghsaId));
    sandbox.recorder.clear();
  });
  afterEach(() => assertDescribed(sandbox));
  after(() => sandbox.stop());

  it('sends what changed and nothing else, after a look', async () => {
    const saved = await save({ title: 'Spam parser: new words', cweIds: ['CWE-125'] });
    assert.deepEqual(saved.sent, ['title', 'cweIds']);
    assert.deepEqual(patches(), [['summary', 'cwe_ids']]);
    assert.deepEqual(
      sandbox.recorder.requests.map(({ method }) => method),
      ['GET', 'PATCH'],
    );
    assert.equal(fieldsOf(saved.advisory).title, 'Spam parser: new words');
  });

  it('sends nothing when nothing changed, or when it has arrived already', async () => {
    assert.deepEqual((await save({})).sent, []);
    await save({ title: 'New words' });
    const again = await save({ title: 'New words' });
    assert.deepEqual([again.sent, again.conflicts], [[], []]);
    assert.equal(patches().length, 1);
  });

  it('takes a colleague’s other fields and entries, and asks about the same field', async () => {
    const colleague = as('admin');
    const theirs = fieldsOf(await colleague.get(repo, ghsaId));
    await colleague.update(repo, ghsaId, {
      description: 'By a colleague.',
      title: 'By a colleague',
      credits: [...theirs.credits, { login: 'oregano-core', type: 'remediation_developer' }],
    });
    const saved = await save({
      title: 'By me',
      cveId: 'CVE-2026-900418',
      credits: [...base.credits, { login: 'nutmeg-core', type: 'analyst' }],
    });
    assert.deepEqual(saved.conflicts, ['title']);
    assert.deepEqual(saved.taken, ['description', 'credits']);
    assert.deepEqual(saved.sent, ['cveId', 'credits']);
    const now = fieldsOf(saved.advisory);
    assert.equal(now.title, 'By a colleague');
    assert.deepEqual(
      now.credits.map(({ login }) => login),
      ['parsley-dev', 'octo-coordinator', 'oregano-core', 'nutmeg-core'],
    );
  });

  it('leaves the tags of the bot where they are', async () => {
    const toast = 'GHSA-hj5m-pq6r-vw7x';
    const from = fieldsOf(await advisories.get(repo, toast));
    assert.equal(from.title, 'Toast archive follows links out');
    const mine = { ...from, title: 'Toast archive writes outside of its target' };
    const saved = await saveAdvisory({ advisories, repo, ghsaId: toast, base: from, mine });
    assert.equal(saved.advisory.title, '[ACCEPTED] Toast archive writes outside of its target');
  });

  it('saves the rest when only admins may change collaborators', async () => {
    const saved = await save({ cveId: 'CVE-2026-900418', users: ['oregano-core'] });
    assert.deepEqual(saved.sent, ['cveId']);
    assert.deepEqual(saved.refused, { users: 'Only admins may change collaborators.' });
    const admin = await saveAdvisory({
      advisories: as('admin'),
      repo,
      ghsaId,
      base,
      mine: { ...base, users: ['oregano-core'] },
    });
    assert.deepEqual(admin.sent, ['users']);
    assert.deepEqual(admin.advisory.users, ['oregano-core']);
  });

  it('puts a refusal to its field, with GitHub’s words', async () => {
    const { refused, sent } = await save({
      credits: [...base.credits, { login: 'nobody-at-all', type: 'finder' }],
    });
    assert.deepEqual(sent, []);
    assert.match(refused.credits!, /User 'nobody-at-all' not found/);
    const vector = await save({ vector: 'CVSS:4.0/AV:N', title: 'New words' });
    assert.match(vector.refused.vector!, /GitHub did not accept this/);
    assert.deepEqual(
      vector.sent,
      ['title'],
      'GitHub takes a PATCH whole or not at all: the rest goes by itself',
    );
    assert.equal(fieldsOf(vector.advisory).title, 'New words');
  });

  it('ends where the press before it was cut off, whatever arrived', async () => {
    sandbox.fail({ method: 'PATCH', path: '/security-advisories/', kind: 'reset', effect: 'after' });
    await assert.rejects(save({ title: 'New words' }), /cannot be reached/);
    const again = await save({ title: 'New words' });
    assert.deepEqual(again.sent, [], 'it had arrived');
    assert.equal(patches().length, 1);
  });

  describe('after an answer that was lost', () => {
    const product = (range: string) =>
      ({ ecosystem: 'other', name: 'CPython', range, patched: '', functions: [] }) as const;
    const first = () => ({ products: [...base.products, product('< 3.13.1')], title: 'First words' });
    const second = () => ({ products: [...base.products, product('< 3.13.2')], title: 'Second words' });
    const again = (tried: Tried) =>
      saveAdvisory({ advisories, repo, ghsaId, base, mine: { ...base, ...second() }, tried });

    const once = () => withTry(nothingTried, first(), base, { ...base, ...first() }, Date.now());

    it('takes what it had sent for its own, and writes over it', async () => {
      await save(first());
      const saved = await again(once());
      assert.deepEqual([saved.sent, saved.taken, saved.conflicts], [['title', 'products'], [], []]);
      assert.deepEqual(fieldsOf(saved.advisory).products, second().products);
    });

    it('asks about what is not what it had sent, and merges it', async () => {
      await as('admin').update(repo, ghsaId, {
        title: 'By a colleague',
        products: [...base.products, product('< 3.12.9')],
      });
      const saved = await again(once());
      assert.deepEqual([saved.sent, saved.taken, saved.conflicts], [['products'], ['products'], ['title']]);
      assert.deepEqual(
        fieldsOf(saved.advisory).products.map(({ range }) => range),
        [...base.products.map(({ range }) => range), '< 3.12.9', '< 3.13.2'],
      );
    });

    it('says what goes out before each PATCH, and what GitHub took nothing of', async () => {
      const told: [string, object, number][] = [];
      const tell = (what: string) => (fields: object) => void told.push([what, fields, patches().length]);
      const saved = await saveAdvisory({
        ...{ advisories, repo, ghsaId, base },
        mine: { ...base, title: 'New words', cweIds: ['125'], users: ['oregano-core'] },
        trying: async fields => tell('trying')(fields),
        untaken: tell('untaken'),
      });
      assert.deepEqual(saved.sent, ['title']);
      assert.deepEqual(told, [
        ['trying', { title: 'New words', cweIds: ['125'] }, 0],
        ['untaken', { title: 'New words', cweIds: ['125'] }, 1],
        ['trying', { title: 'New words' }, 1],
        ['trying', { users: ['oregano-core'] }, 2],
        ['untaken', { users: ['oregano-core'] }, 3],
      ]);
    });

    for (const fault of [{ kind: 'reset' }, { status: 502 }] as const) {
      it(`leaves open what became of it: ${JSON.stringify(fault)}`, async () => {
        const untaken: object[] = [];
        sandbox.fail({ method: 'PATCH', ...fault });
        const mine = { ...base, title: 'New words' };
        await assert.rejects(
          saveAdvisory({ advisories, repo, ghsaId, base, mine, untaken: fields => untaken.push(fields) }),
        );
        assert.deepEqual(untaken, []);
      });
    }
  });

  it('says that an advisory is gone', async () => {
    sandbox.store.advisories.delete(ghsaId.toLowerCase());
    await assert.rejects(save({ title: 'New words' }), { kind: 'not-found' });
  });

  describe('over the reporter’s own words', () => {
    it('knows them as stored, then as posted, and posts them once', async () => {
      const advisory = await advisories.get(repo, ghsaId);
      assert.deepEqual(originalOf(advisory, 'octo-coordinator', []), {
        kind: 'stored',
        text: advisory.description,
      });
      const body = originalComment(advisory.description, 'octo-coordinator')!;
      const post = () => postOnce(advisories, advisory, 'octo-coordinator', body);
      assert.deepEqual(await post(), { kind: 'posted' });
      assert.equal((await post()).kind, 'there');
      const comments = await advisories.comments(repo, ghsaId);
      assert.equal(comments?.length, 1);
      assert.deepEqual(originalOf({ ...advisory, description: 'Edited.' }, 'octo-coordinator', comments), {
        kind: 'posted',
        text: advisory.description,
      });
    });

    it('leaves a report of our own, and one that no comment can hold, alone', async () => {
      const advisory = await advisories.get(repo, ghsaId);
      assert.equal(originalOf(advisory, 'Parsley-Dev', []).kind, 'none');
      assert.equal(originalComment('x'.repeat(65_535), 'octo-coordinator'), null);
    });

    it('says so where GitHub has no comments', async () => {
      sandbox.knobs({ comments: false });
      const advisory = await advisories.get(repo, ghsaId);
      assert.deepEqual(await postOnce(advisories, advisory, 'octo-coordinator', 'Ham'), { kind: 'no-api' });
    });
  });
});
