import assert from 'node:assert/strict';
import { readRecord, reviewPort } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { samples } from './exact.ts';
import { desk, goOn, prepare, publish, type Desk } from './harness.ts';
import { canaries, leaks, objectsOf, privateObjects, secretsOf, type Secret } from './leaks.ts';
import { own, restarted, upstream } from './rewind.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';

/** One failure in the middle of each port. */
const faults: readonly Fault[] = [
  { method: 'POST', path: /\/issues$/, status: 502, effect: 'after' },
  { method: 'POST', path: 'git-receive-pack', status: 503, effect: 'after' },
  { method: 'POST', path: /\/pulls$/, kind: 'truncate', effect: 'after' },
  { method: 'POST', path: /\/labels$/, kind: 'reset' },
];

describe('what crossed the public line', function () {
  this.timeout(60_000);
  let at: Desk;
  let secrets: Secret[];
  let objects: Map<string, string>;

  before(async () => {
    at = await desk();
    secrets = [];
    objects = new Map();
    for (const [i, id] of Object.keys(samples).entries()) {
      secrets.push(...(await secretsOf(at, id)));
      const { prepared, draft } = await prepare(at, id);
      at.sandbox.fail(faults[i]!);
      assert.equal((await publish(at, prepared, draft)).ended, 'failed');
      await at.sandbox.tick();
      const again = restarted(at);
      const record = readRecord(await again.tools.store.load(prepared.key));
      const { ended, links } = await goOn(again, record!);
      assert.equal(ended, 'done');
      for (const entry of await privateObjects(at, id, links!.commit)) objects.set(...entry);
    }
  });
  after(() => at.close());

  it('knows what is secret: ids, names, tags, messages, addresses, sentences, objects', () => {
    const texts = (kind: string) => [
      ...new Set(secrets.flatMap(({ what, text }) => (what === kind ? [text] : []))),
    ];
    assert.deepEqual(texts('private e-mail'), ['oregano@home.example']);
    assert.ok(texts('title tag').includes('[ACCEPTED]'));
    assert.ok(texts('private message').includes('WIP: fix for GHSA-7q4m-xv2c-93rp, do not make public'));
    assert.ok(texts('description').some(text => text.includes('marmalade elephant')));
    assert.equal(texts('private fork').length, 8);
    // Six commits and one merge of main, by their long and short names.
    assert.equal(texts('private commit').length, 14);
    assert.ok(objects.size >= 14, String(objects.size));
  });

  it('looked at all that is public: both repositories, every write, every object', async () => {
    for (const name of [upstream, own]) {
      const all = new Set((await objectsOf(at.sandbox.dir(name))).map(({ id }) => id));
      const reachable = (await git(at.sandbox.dir(name), ['rev-list', '--objects', '--all'])).split('\n');
      assert.ok(reachable.length > 60);
      assert.deepEqual(
        reachable.map(line => line.slice(0, 40)).filter(id => !all.has(id)),
        [],
      );
    }
    const { recorder, store } = at.sandbox;
    assert.equal(store.repo(upstream)!.issues.size, 8);
    assert.equal(recorder.pushes.length, 4);
    assert.ok(recorder.writes().length >= 16);
  });

  it('holds nothing private', async () => {
    assert.deepEqual(await leaks(at, secrets, objects), []);
  });

  describe('would be seen', () => {
    const seen = async (what: RegExp) => {
      const found = await leaks(at, secrets, objects);
      assert.ok(
        found.some(line => what.test(line)),
        found.join('\n') || 'nothing was seen',
      );
    };
    const fork = () => at.sandbox.dir(own);
    const forkOfSpam = () => at.sandbox.dir(at.sandbox.store.advisory(spam)!.fork!);
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${at.sandbox.api}/repos/python/cpython${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${at.sandbox.tokens['coordinator']}`,
          'x-github-api-version': '2026-03-10',
          ...headers,
        },
        body: JSON.stringify(body),
      });

    it('as a private commit that was pushed by plain git, and when its branch is gone again', async () => {
      await git(forkOfSpam(), ['push', '-q', fork(), 'refs/pull/1/head:refs/heads/oops']);
      await seen(/^object [0-9a-f]{40} in octo-coordinator\/cpython: private object$/);
      await seen(/private message: WIP: fix for/);
      await seen(/private e-mail: oregano@home\.example/);
      await git(fork(), ['update-ref', '-d', 'refs/heads/oops']);
      await seen(/^object [0-9a-f]{40} in octo-coordinator\/cpython: private object$/);
      await seen(/private message: WIP: fix for/);
    });

    it('as a branch with the id in another spelling', async () => {
      await git(fork(), ['branch', 'fix-ghsa_7Q4M_XV2C_93RP', 'main']);
      await seen(/^ref in octo-coordinator\/cpython: advisory id/);
      await git(fork(), ['branch', '-D', 'fix-ghsa_7Q4M_XV2C_93RP']);
    });

    it('as an issue with a sentence of the description, wrapped anew', async () => {
      const sentence = canaries(at.sandbox.store.advisory(spam)!.description)[1]!;
      await post('/issues', { title: 'Spam', body: sentence.replaceAll(' a ', '\na ') });
      await seen(/^body of POST \/repos\/python\/cpython\/issues: description: A marmalade/);
      await seen(/^gh-\d+: description: A marmalade/);
    });

    it('as a header, a query and a label', async () => {
      await post('/issues', { title: 'Spam', body: '' }, { 'user-agent': `port of ${spam}` });
      await seen(/^headers of POST \/repos\/python\/cpython\/issues: advisory id/);
      await fetch(`${at.sandbox.api}/repos/python/cpython/issues?creator=CVE-2026-900417`);
      await seen(/^GET \/repos\/python\/cpython\/issues: CVE id/);
      await post('/issues/210499/labels', { labels: ['python/cpython-ghsa-7q4m-xv2c-93rp'] });
      await seen(/^body of POST .*\/labels: private fork/);
    });
  });
});

describe('a sentence of the description that the coordinator keeps', function () {
  this.timeout(60_000);

  it('crosses, and nothing else does', async () => {
    const at = await desk();
    try {
      const secrets = await secretsOf(at, spam);
      const { prepared, draft } = await prepare(at, spam);
      const [, sentence = ''] = canaries(prepared.advisory.description);
      const texts = { ...draft.texts, 'issue.body': `${draft.texts['issue.body']}\n\n${sentence}\n` };
      const telling = { ...draft, texts };
      // Long runs of the report's words are shown with their place; whoever keeps them says why.
      const leaking = reviewPort(prepared, telling).findings.filter(({ leak }) => leak);
      assert.deepEqual(
        leaking.map(({ field, severity, overrulable }) => [field, severity, overrulable]),
        [['issue.body', 'warning', true]],
      );
      const reason = 'The manual says so since the summer.';
      const overruled = [{ id: leaking[0]!.id, reason }];
      const kept = { ...telling, overruled };
      const [shown] = reviewPort(prepared, kept).findings.filter(({ leak }) => leak);
      assert.equal(shown!.kept, reason);
      // The reason is for that sentence: nothing else crosses with it.
      const more = { ...kept, texts: { ...texts, 'issue.body': `${texts['issue.body']}\n${spam}\n` } };
      await assert.rejects(publish(at, prepared, more), /Names the advisory/);
      assert.deepEqual([at.sandbox.recorder.writes(), at.sandbox.recorder.pushes], [[], []]);
      const { ended, links } = await publish(at, prepared, kept);
      assert.equal(ended, 'done');
      const unsaid = [...secrets, { what: 'reason', text: reason }];
      const found = await leaks(at, unsaid, await privateObjects(at, spam, links!.commit));
      assert.deepEqual(found.sort(), [
        `body of POST /repos/python/cpython/issues: description: ${sentence}`,
        `gh-${links!.issue}: description: ${sentence}`,
      ]);
    } finally {
      await at.close();
    }
  });
});
