import assert from 'node:assert/strict';
import {
  confirmIssue,
  prepareIssue,
  proposeIssue,
  pullsOfIssue,
  readIssueRecord,
  reviewIssue,
  type IssueDraft,
} from '../../../src/jobs/issue/index.ts';
import { IssueModel } from '../../../src/ui/issue/model.ts';
import {
  goOn,
  issuesOf,
  openBench,
  publish,
  repo,
  restarted,
  writes,
  type Bench,
  type Desk,
} from './harness.ts';

/** A draft, scored, ours. */
const medium = 'GHSA-8p9q-rvwx-2345';
const texts = {
  'issue.title': 'Egg codec stops at an empty shell',
  'issue.body': 'Decoding an empty shell never ends.\n\nIt should say that nothing is in it.',
};

describe('the public issue that a fix begins with', () => {
  let bench: Bench;
  let at: Desk;
  let original: object;
  before(async () => {
    bench = await openBench();
    at = await bench.desk();
    original = structuredClone(at.sandbox.store.advisory(medium)!);
  });
  beforeEach(async () => {
    at = await bench.desk();
    Object.assign(at.sandbox.store.advisory(medium)!, structuredClone(original), { severity: 'medium' });
  });
  after(async () => {
    Object.assign(at.sandbox.store.advisory(medium)!, original);
    await bench.close();
  });

  const prepared = () => prepareIssue(at.tools, { repo, ghsaId: medium }, 'fix');
  const written = async (over: Partial<IssueDraft> = {}) => {
    const all = await prepared();
    return { prepared: all, draft: { ...proposeIssue(all), texts, ...over } };
  };

  it('says that it is about security by its label, crosses the same line, and leaves an id only', async () => {
    const ready = await written();
    assert.deepEqual(
      reviewIssue(ready.prepared, ready.draft).checks.map(({ label, detail, state }) => [
        label,
        detail,
        state,
      ]),
      [
        ['May be fixed in public', 'Medium', 'ok'],
        ['You may set labels', '1 of 1', 'ok'],
        ['Leak check', '2 texts, none left', 'ok'],
      ],
    );
    assert.deepEqual(writes(at), [], 'nothing is sent before the line');
    const { ended, link } = await publish(at, ready);
    assert.equal(ended, 'done');
    const [issue, ...others] = issuesOf(at);
    assert.deepEqual(others, []);
    assert.deepEqual(issue!.labels, ['type-security']);
    assert.deepEqual(link, { repo: 'python/cpython', ghsaId: medium, issue: issue!.number, fix: true });
    assert.equal(at.records.size, 0);
  });

  it('remembers what it is for, in what was confirmed and hashed', async () => {
    const { prepared: all, draft } = await written();
    const record = await confirmIssue(at.tools.store, all, draft, at.tools.now());
    assert.equal(record.confirmed.purpose, 'fix');
    const { purpose: _, ...confirmed } = record.confirmed;
    assert.equal(readIssueRecord({ ...record, confirmed }), null);
    const { state } = IssueModel.unfinished(
      { tools: at.tools, sandbox: true, keep: async () => undefined, failed: () => undefined },
      record,
      'Egg',
    );
    assert.equal(state.purpose, 'fix');
    assert.deepEqual(state.labels.issue, [{ name: 'type-security', on: true, fixed: true }]);
  });

  for (const [severity, words] of [
    ['high', 'It is High. Only Low and Medium may be fixed in public.'],
    ['critical', 'It is Critical. Only Low and Medium may be fixed in public.'],
    [null, 'It is not scored yet. Only Low and Medium may be fixed in public.'],
  ] as const) {
    it(`is refused where it is ${severity ?? 'not scored'}, and no reason helps`, async () => {
      Object.assign(at.sandbox.store.advisory(medium)!, { severity });
      const { prepared: all, draft } = await written();
      const kept = { ...draft, overruled: [{ id: 'issue:private', reason: 'it is small' }] };
      const { toSettle, checks } = reviewIssue(all, kept);
      assert.deepEqual(
        toSettle.map(({ message, overrulable }) => [message, overrulable]),
        [[words, false]],
      );
      assert.equal(checks[0]!.label, 'May not be fixed in public');
      await assert.rejects(confirmIssue(at.tools.store, all, kept, at.tools.now()), { message: words });
      assert.equal(at.records.size, 0);
    });
  }

  it('is refused in triage, and once the advisory is closed', async () => {
    for (const state of ['triage', 'closed']) {
      Object.assign(at.sandbox.store.advisory(medium)!, { state });
      const { prepared: all, draft } = await written();
      assert.equal(reviewIssue(all, draft).toSettle[0]!.message, 'Only what is accepted and open is fixed.');
    }
  });

  it('is refused behind the line when it was scored higher meanwhile, but not once it is public', async () => {
    const { prepared: all, draft } = await written();
    const record = await confirmIssue(at.tools.store, all, draft, at.tools.now());
    Object.assign(at.sandbox.store.advisory(medium)!, { severity: 'high' });
    await assert.rejects(goOn(at, record), {
      kind: 'changed',
      message: 'It is High. Only Low and Medium may be fixed in public. Nothing was sent.',
    });
    assert.deepEqual(issuesOf(at), []);

    Object.assign(at.sandbox.store.advisory(medium)!, { severity: 'medium' });
    at.sandbox.fail({ method: 'POST', path: '/labels', status: 502 });
    assert.equal((await goOn(at, record)).ended, 'failed');
    at.sandbox.heal();
    Object.assign(at.sandbox.store.advisory(medium)!, { severity: 'high' });
    const again = restarted(at);
    const known = readIssueRecord(await again.tools.store.load(all.key))!;
    assert.equal((await goOn(again, known)).ended, 'done');
    assert.deepEqual(issuesOf(at)[0]!.labels, ['type-security']);
  });

  it('lets neither the advisory, nor its fork, nor its CVE ID through', async () => {
    const { prepared: all, draft } = await written();
    const { cveId } = all.advisory;
    for (const secret of [medium, `python/cpython-${medium.toLowerCase()}`, ...(cveId ? [cveId] : [])]) {
      const leaking = { ...draft, texts: { ...texts, 'issue.body': `See ${secret}.` } };
      assert.equal(reviewIssue(all, leaking).toSettle.length, 1, secret);
      await assert.rejects(confirmIssue(at.tools.store, all, leaking, at.tools.now()), { kind: 'findings' });
    }
    assert.deepEqual(issuesOf(at), []);
  });

  describe('and its pull request', () => {
    const post = async (path: string, body: object, who = 'coordinator') => {
      const answer = await fetch(`${at.sandbox.api}/repos/python/cpython${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${at.sandbox.tokens[who]!}` },
        body: JSON.stringify(body),
      });
      assert.ok(answer.ok, await answer.clone().text());
      // Not our client's: only its requests are held against GitHub's description.
      at.sandbox.recorder.clear();
      return (await answer.json()) as { number: number };
    };

    it('are told apart from issues, other issues’ pull requests, backports and reverts that name it', async () => {
      const { link } = await publish(at, await written());
      const issue = link!.issue;
      const { github } = at.tools;
      assert.deepEqual(await pullsOfIssue(github, { repo: 'python/cpython', issue }), []);
      await post('/issues', { title: `Like gh-${issue}`, body: `See #${issue}.` });
      const mentions = await github.issues.timeline('python/cpython', issue);
      assert.equal(mentions.mentions.length, 1, 'the issue names it');
      assert.deepEqual(await pullsOfIssue(github, { repo: 'python/cpython', issue }), []);
      const named = (title: string, more: object = {}) => ({
        ...{ repo: 'python/cpython', number: 9, title, body: '', isPull: true, isOpen: true, mergedAt: null },
        ...{ author: 'oregano-core' },
        ...more,
      });
      const told = async (...all: ReturnType<typeof named>[]) =>
        (
          await pullsOfIssue(
            {
              issues: {
                timeline: async () => ({
                  ...{ mentions: all, mergeCommit: null, mergedBy: null },
                  ...{ comments: [], labelled: [] },
                }),
              },
            },
            { repo: 'python/cpython', issue: 7 },
          )
        ).map(({ title }) => title);
      assert.deepEqual(await told(named('gh-7: End at an empty shell')), ['gh-7: End at an empty shell']);
      assert.deepEqual(await told(named('Another', { body: 'Fixes #7.' })), ['Another']);
      const merged = { isOpen: false, mergedAt: '2026-11-20T13:00:00Z' };
      assert.equal((await told(named('gh-7: Merged', merged))).length, 1);
      assert.deepEqual(
        await told(
          named('gh-8: Something else', { body: 'Like gh-7.' }),
          named('[3.14] gh-7: End at an empty shell (GH-9)'),
          named('Revert "gh-7: End at an empty shell"'),
          named('gh-7: Revert "End at an empty shell"'),
          named('gh-7: Closed', { isOpen: false }),
          named('gh-7: Elsewhere', { repo: 'basil-rm/cpython' }),
          named('gh-7: An issue', { isPull: false }),
        ),
        [],
      );
    });
  });
});
