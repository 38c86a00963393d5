import assert from 'node:assert/strict';
import { publish, requestCve, reviewPublish, type Confirmed } from '../../../src/jobs/publish/index.ts';
import { is } from '../decide/harness.ts';
import { Attic, jarId, lid } from './harness.ts';

const confirmed: Confirmed = { typed: jarId, overruled: [] };

describe('an advisory of a plain project is published', function () {
  this.timeout(30_000);
  const attic = Attic.open();

  it('by one write after a look, with the words that were read; twice is once', async () => {
    const parts = attic.parts();
    const seen = await attic.see();
    const { advisory, undo } = is(await publish(parts, seen, confirmed), 'done');
    assert.deepEqual([advisory.state, undo, attic.stored.state], ['published', null, 'published']);
    is(await publish(parts, seen, confirmed), 'there');
    assert.deepEqual(attic.sent(), [
      {
        state: 'published',
        summary: 'Jar lid turns both ways',
        description: 'Whoever turns the lid the other way opens every jar of the shelf.',
      },
    ]);
  });

  it('by admins only; who is none changes nothing', async () => {
    const parts = attic.parts('coordinator');
    attic.sandbox.store.repo('attic/shelf')!.roles.set('octo-coordinator', 'write');
    is(await publish(parts, await attic.see(parts), confirmed), 'forbidden');
    assert.equal(attic.stored.state, 'draft');
  });

  it('is never called unchanged where it was sent and GitHub does not show it then', async () => {
    for (const status of [403, 404]) {
      attic.stored.state = 'draft';
      const parts = attic.parts();
      const seen = await attic.see();
      attic.sandbox.fail({ method: 'GET', path: '/security-advisories/', status, skip: 1 });
      const { message } = is(await publish(parts, seen, confirmed), 'browser');
      assert.equal(message, 'It was sent, and GitHub does not show what came of it. Look at its page.');
      assert.equal(attic.stored.state, 'published');
    }
  });

  it('never in a project of the response team: nothing is even asked', async () => {
    const repo = { owner: 'python', name: 'cpython' };
    const parts = attic.parts('admin', repo, 'GHSA-7q4m-xv2c-93rp');
    const seen = await attic.see(parts);
    attic.sandbox.recorder.clear();
    await assert.rejects(publish(parts, seen, { typed: '93rp', overruled: [] }), {
      kind: 'ask',
      message: 'Advisories of python/cpython are not published on GitHub. They are announced by e-mail.',
    });
    assert.equal(attic.sandbox.recorder.requests.length, 0);
  });

  it('never by another name of such a project, which GitHub still answers to', async () => {
    const repo = { owner: 'psf', name: 'cpython-old' };
    const ours = attic.parts('admin', { owner: 'python', name: 'cpython' }, 'GHSA-7q4m-xv2c-93rp');
    const answer = { ...(await attic.see(ours)), repo };
    const { publish: send, requestCve: request } = ours.github.advisories;
    const github = { advisories: { get: async () => answer, publish: send, requestCve: request } };
    // As it was seen under another address, so that only the answer of now tells.
    for (const htmlUrl of [
      answer.htmlUrl,
      '',
      'https://github.example/psf/cpython-old/security/advisories/x',
    ]) {
      const seen = { ...answer, htmlUrl };
      await assert.rejects(publish({ ...ours, repo, github }, seen, { typed: '93rp', overruled: [] }), {
        kind: 'ask',
        message: 'Advisories of python/cpython are not published on GitHub. They are announced by e-mail.',
      });
      await assert.rejects(requestCve({ ...ours, repo, github }, seen, '93rp'), {
        message: 'CVE IDs of python/cpython come from cna@python.org, not from GitHub.',
      });
    }
    assert.deepEqual(attic.sent(), []);
  });

  it('only under the name that GitHub has for its repository now', async () => {
    const parts = attic.parts();
    const repo = { owner: 'attic', name: 'old-shelf' };
    const answer = { ...(await attic.see()), repo };
    const { publish: send, requestCve: request } = parts.github.advisories;
    const github = { advisories: { get: async () => answer, publish: send, requestCve: request } };
    await assert.rejects(publish({ ...parts, repo, github }, answer, confirmed), {
      message:
        'GitHub has this advisory in attic/shelf, not in attic/old-shelf. Set that name in ghsa.repositories, then try again.',
    });
    assert.deepEqual(attic.sent(), []);
  });

  it('only after its short id was typed, in any casing', async () => {
    const parts = attic.parts();
    const seen = await attic.see();
    for (const typed of ['', '8m9', 'GHSA-4f5g-6h7j-8m9p', 'yes']) {
      await assert.rejects(publish(parts, seen, { ...confirmed, typed }), { kind: 'ask' }, typed);
    }
    assert.deepEqual(attic.sent(), []);
    is(await publish(parts, seen, { ...confirmed, typed: ' 8M9P ' }), 'done');
  });

  it('not when anything that becomes public was changed since it was seen', async () => {
    const seen = await attic.see();
    const { stored } = attic;
    const changes: (() => unknown)[] = [
      () => (stored.summary += '.'),
      () => (stored.description += ' Really.'),
      () => (stored.cveId = 'CVE-2026-1234'),
      () => (stored.cweIds = []),
      () => (stored.credits = []),
      () => (stored.vulnerabilities = [{ ...lid, vulnerable_version_range: '< 3' }]),
      () => (stored.state = 'closed'),
    ];
    for (const change of changes) {
      const before = { ...stored };
      change();
      is(await publish(attic.parts(), seen, confirmed), 'changed');
      Object.assign(stored, before);
    }
    assert.deepEqual(attic.sent(), []);
  });

  it('after an answer that never came, the next press finds it published', async () => {
    const seen = await attic.see();
    attic.sandbox.fail({ method: 'PATCH', path: '/security-advisories/', status: 502, effect: 'after' });
    await assert.rejects(publish(attic.parts(), seen, confirmed), { kind: 'server' });
    is(await publish(attic.parts(), seen, confirmed), 'there');
    assert.equal(attic.sent().length, 1);
  });

  it('not with a token, a private address or the name of the private fork, unless each is kept', async () => {
    attic.stored.description =
      'Ask dill@example.org, look into shelf-ghsa-4f5g-6h7j-8m9p. GHSA-4f5g-6h7j-8m9p';
    const token = 'ghp_0123456789abcdef0123456789abcdef0123';
    attic.stored.vulnerabilities = [{ ...lid, vulnerable_functions: [token] }];
    const seen = await attic.see();
    const { findings, toSettle } = reviewPublish(seen);
    assert.deepEqual(
      toSettle.map(({ field, message }) => [field, message]),
      [
        ['description', 'Makes a private e-mail address public.'],
        ['description', 'Names the private fork.'],
        ['products', 'Looks like a token.'],
      ],
    );
    await assert.rejects(publish(attic.parts(), seen, confirmed), { kind: 'findings' });
    assert.deepEqual(attic.sent(), []);
    const overruled = findings.map(({ id }) => ({ id, reason: 'meant for everybody' }));
    assert.deepEqual(reviewPublish(seen, overruled).toSettle, []);
    is(await publish(attic.parts(), seen, { ...confirmed, overruled }), 'done');
  });

  it('not without what GitHub wants, which cannot be kept', async () => {
    Object.assign(attic.stored, { severity: null, vectorV4: null, vulnerabilities: [], description: ' ' });
    const { toSettle } = reviewPublish(await attic.see());
    assert.deepEqual(
      toSettle.map(({ message, overrulable }) => [message, overrulable]),
      ['a description', 'a severity', 'affected versions'].map(what => [
        `GitHub publishes no advisory without ${what}.`,
        false,
      ]),
    );
  });

  it('is shown before exactly as everybody will read it', async () => {
    attic.stored.cveId = 'CVE-2026-61234';
    const { view } = reviewPublish(await attic.see());
    assert.deepEqual(view.products, ['pip shelf, affected < 2.0, patched 2.0, functions shelf.turn']);
    assert.equal(view.severity.startsWith('Medium'), true, view.severity);
    assert.deepEqual([view.cveId, view.cweIds, view.vectors.length], ['CVE-2026-61234', ['CWE-284'], 1]);
    assert.deepEqual(view.credits, ['parsley-dev, reporter (when accepted)']);
  });
});
