import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  confirmIssue,
  prepareIssue,
  proposeIssue,
  readIssueRecord,
  releaseIssue,
  reviewIssue,
  unfinishedIssueOf,
  type IssueDraft,
  type IssueRecord,
  type PreparedIssue,
} from '../../../src/jobs/issue/index.ts';
import { hashOf } from '../../../src/jobs/line/record.ts';
import { readRecord } from '../../../src/jobs/port/index.ts';
import { unfinishedOf } from '../../../src/jobs/port/unfinished.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import {
  goOn,
  ham,
  issuesOf,
  openBench,
  publish,
  repo,
  restarted,
  writes,
  written,
  type Bench,
  type Desk,
} from './harness.ts';

describe('the public issue of a plain bug', () => {
  let bench: Bench;
  let at: Desk;
  before(async () => (bench = await openBench()));
  beforeEach(async () => (at = await bench.desk()));
  after(() => bench.close());

  const remembered = async (from: Desk, { key }: PreparedIssue): Promise<IssueRecord | null> =>
    readIssueRecord(await from.tools.store.load(key));

  /** Prepared, confirmed, and what the store has of it. */
  const confirmed = async (over: Partial<IssueDraft> = {}) => {
    const { prepared, draft } = await written(at, ham, over);
    return { prepared, record: await confirmIssue(at.tools.store, prepared, draft, at.tools.now()) };
  };

  it('is opened once, with its labels, and leaves an id only', async () => {
    const ready = await written(at);
    assert.deepEqual(writes(at), [], 'nothing is sent before the line');
    const { ended, link, events } = await publish(at, ready);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    const [issue, ...others] = issuesOf(at);
    assert.ok(issue);
    assert.deepEqual(others, []);
    assert.equal(issue.title, ready.draft.texts['issue.title']);
    assert.equal(issue.body, ready.draft.texts['issue.body']);
    assert.deepEqual(issue.labels, ['type-bug']);
    assert.deepEqual(link, { repo: 'python/cpython', ghsaId: ham, issue: issue.number });
    assert.deepEqual(writes(at), [
      'POST /repos/python/cpython/issues',
      `POST /repos/python/cpython/issues/${issue.number}/labels`,
    ]);
    assert.equal(at.records.size, 0);
    await releaseIssue(at.tools, ready.prepared.key);
    assert.deepEqual(await readdir(at.tools.lockRoot), []);
  });

  it('proposes no word of the report, only its title without tags, and asks about that', async () => {
    at.sandbox.store.advisory(ham)!.summary = '[INVALID] Ham cookie jar leaks on redirect';
    const prepared = await prepareIssue(at.tools, { repo, ghsaId: ham });
    const draft = proposeIssue(prepared);
    assert.deepEqual(draft.texts, {
      'issue.title': 'Ham cookie jar leaks on redirect',
      'issue.body': '',
    });
    const { findings, toSettle } = reviewIssue(prepared, draft);
    assert.deepEqual(
      findings.map(({ id, severity }) => `${id} ${severity}`),
      ['issue.title:report warning', 'issue.body:empty error'],
    );
    assert.equal(toSettle[0]!.message, 'Say what goes wrong, in your own words.');
    assert.equal(toSettle[0]!.overrulable, false);
    await assert.rejects(confirmIssue(at.tools.store, prepared, draft, at.tools.now()), {
      kind: 'findings',
    });
    assert.equal(at.records.size, 0);
  });

  describe('refuses', () => {
    const leaks: Readonly<Record<string, string>> = {
      'the advisory': `See ${ham}.`,
      'the private fork': `See python/cpython-${ham.toLowerCase()}.`,
      'a tag': '[CLOSED] It is done.',
      'a token': `Run it with ghp_${'a1'.repeat(18)}.`,
      'an e-mail address': 'Ask oregano@home.example.',
    };
    for (const [what, text] of Object.entries(leaks)) {
      it(`${what}, before the line and behind it, until that is kept with a reason`, async () => {
        const { prepared, draft } = await written(at);
        const leaking = { ...draft, texts: { ...draft.texts, 'issue.body': text } };
        const { toSettle } = reviewIssue(prepared, leaking);
        assert.equal(toSettle.length, 1);
        await assert.rejects(confirmIssue(at.tools.store, prepared, leaking, at.tools.now()), {
          kind: 'findings',
        });
        const kept = { ...leaking, overruled: [{ id: toSettle[0]!.id, reason: 'it is made up' }] };
        const record = await confirmIssue(at.tools.store, prepared, kept, at.tools.now());
        // The same text without the reason, as if confirmed so: only the line itself can refuse it now.
        const unkept = { ...record.confirmed, overruled: [] };
        const forged = { ...record, confirmed: unkept, hash: hashOf(unkept) };
        await at.tools.store.save(record.key, forged);
        await assert.rejects(goOn(at, forged), { kind: 'findings' });
        assert.deepEqual(issuesOf(at), []);
        await at.tools.store.save(record.key, record);
        assert.equal((await goOn(at, record)).ended, 'done');
        assert.equal(issuesOf(at)[0]!.body, text);
      });
    }

    it('the CVE id that was assigned after the line was crossed', async () => {
      const texts = { 'issue.title': 'Ham', 'issue.body': 'As in CVE-2026-900499.' };
      const { prepared, draft } = await written(at, ham, { texts });
      const { toSettle } = reviewIssue(prepared, draft);
      assert.match(toSettle.map(({ message }) => message).join(), /none on record/);
      const overruled = [
        ...toSettle.map(({ id }) => ({ id, reason: 'an older one' })),
        { id: 'issue:accepted', reason: 'the determination was wrong' },
      ];
      const record = await confirmIssue(at.tools.store, prepared, { ...draft, overruled }, at.tools.now());
      at.sandbox.store.advisory(ham)!.cveId = 'CVE-2026-900499';
      await assert.rejects(goOn(at, record), /Names the CVE ID/);
      assert.deepEqual(issuesOf(at), []);
      assert.ok(await remembered(at, prepared));
    });

    it('a report that somebody accepted, before the line and behind it', async () => {
      const { record } = await confirmed();
      Object.assign(at.sandbox.store.advisory(ham)!, { state: 'draft' });
      await assert.rejects(
        goOn(at, record),
        /taken for a vulnerability\. A public issue would end its embargo\. Nothing was sent/,
      );
      assert.deepEqual(issuesOf(at), []);
      const { prepared, draft } = await written(at);
      const { toSettle, checks } = reviewIssue(prepared, draft);
      assert.deepEqual(
        toSettle.map(({ id }) => id),
        ['issue:accepted'],
      );
      assert.equal(checks.find(({ id }) => id === 'embargo')!.state, 'warning');
      const kept = { ...draft, overruled: [{ id: 'issue:accepted', reason: 'the determination was wrong' }] };
      assert.equal((await publish(at, { prepared, draft: kept })).ended, 'done');
    });

    it('texts that were changed since they were confirmed', async () => {
      const { prepared, record } = await confirmed();
      const texts = { ...record.confirmed.texts, 'issue.body': 'Something else.' };
      const changed = { ...record, confirmed: { ...record.confirmed, texts } };
      assert.equal(readIssueRecord(changed), null);
      await at.tools.store.save(prepared.key, changed);
      await assert.rejects(goOn(at, changed), { kind: 'changed' });
      assert.deepEqual(issuesOf(at), []);
    });

    it('another account than the one that was shown', async () => {
      const { record } = await confirmed();
      const other = restarted(at, 'admin');
      await assert.rejects(goOn(other, record), /confirmed as octo-coordinator/);
      assert.deepEqual(issuesOf(at), []);
    });
  });

  it('warns of twelve words of the report, and lets them through', async () => {
    const { prepared, draft } = await written(at);
    const shared = prepared.advisory.description.split(' ').slice(0, 14).join(' ');
    const quoting = { ...draft, texts: { ...draft.texts, 'issue.body': shared } };
    const { findings, toSettle } = reviewIssue(prepared, quoting);
    assert.match(findings[0]!.message, /14 words in a row come from the private report/);
    assert.deepEqual(toSettle, []);
  });

  describe('is there once after a failure', () => {
    const created: Fault = { method: 'POST', path: /\/issues$/ };
    const faults: Readonly<Record<string, Fault>> = {
      'a reset before the effect': { ...created, kind: 'reset' },
      'a reset after the effect': { ...created, kind: 'reset', effect: 'after' },
      'a 502 before the effect': { ...created, status: 502 },
      'a 502 after the effect': { ...created, status: 502, effect: 'after' },
      'half an answer': { ...created, kind: 'truncate', effect: 'after' },
      'a 502 at the labels': { method: 'POST', path: '/labels', status: 502, effect: 'after' },
      'a reset while the labels are looked at': { method: 'GET', path: /\/\d+\/labels$/, kind: 'reset' },
    };
    for (const [what, fault] of Object.entries(faults)) {
      it(`by ${what}, gone on with in another process`, async () => {
        const ready = await written(at);
        at.sandbox.fail(fault);
        assert.equal((await publish(at, ready)).ended, 'failed');
        at.sandbox.heal();
        // Somebody else's bots append to bodies meanwhile.
        for (const issue of issuesOf(at)) issue.body += '\n\n<!-- gh-linked-prs -->\n';
        const again = restarted(at);
        const record = await remembered(again, ready.prepared);
        assert.ok(record, 'there is nothing to go on with');
        const { ended, events } = await goOn(again, record);
        assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
        assert.deepEqual(
          issuesOf(at).map(({ labels }) => labels),
          [['type-bug']],
        );
        assert.equal(at.records.size, 0);
      });
    }

    for (const saves of [0, 1, 2]) {
      it(`when the process ends before memory ${saves + 1}`, async () => {
        const { prepared, record } = await confirmed();
        let left = saves;
        const { store } = at.tools;
        const dying = {
          ...store,
          save: (key: string, value: unknown) =>
            left-- > 0 ? store.save(key, value) : Promise.reject(new Error('killed')),
        };
        assert.equal((await goOn({ ...at, tools: { ...at.tools, store: dying } }, record)).ended, 'failed');
        const again = restarted(at);
        assert.equal((await goOn(again, (await remembered(again, prepared))!)).ended, 'done');
        assert.equal(issuesOf(at).length, 1);
      });
    }

    it('and asks where two look like ours', async () => {
      const { record, prepared } = await confirmed();
      await publish(at, { prepared, draft: (await written(at)).draft });
      await at.tools.store.save(prepared.key, record);
      const [first] = issuesOf(at);
      const twin = { ...first!, number: first!.number + 1 };
      at.sandbox.store.repo('python/cpython')!.issues.set(twin.number, twin);
      const { ended, events } = await goOn(at, record);
      assert.equal(ended, 'failed');
      const last = events.at(-1);
      assert.match(String(last?.state === 'failed' && last.error), /More than one issue looks like ours/);
      assert.equal(issuesOf(at).length, 2);
    });
  });

  it('says which labels GitHub dropped for somebody who may not set them', async () => {
    at.sandbox.role('octo-coordinator', 'python/cpython', 'read');
    const ready = await written(at);
    const check = reviewIssue(ready.prepared, ready.draft).checks.find(({ id }) => id === 'labels')!;
    assert.deepEqual([check.label, check.state], ['You may not set labels', 'warning']);
    const { ended, events } = await publish(at, ready);
    assert.equal(ended, 'done');
    const last = events.at(-1);
    assert.equal(last?.state === 'done' && last.text, 'GitHub dropped 1 label: you may not set it.');
    assert.deepEqual(issuesOf(at)[0]!.labels, []);
  });

  describe('goes on where GitHub refuses labels to somebody who may set them', () => {
    const labels: Fault = { method: 'POST', path: /\/issues\/\d+\/labels$/ };
    const asked = (at: Desk) => writes(at).filter(line => line.endsWith('/labels')).length;

    for (const status of [403, 404])
      it(`for good (${status}): nobody is stuck, and the reason is told`, async () => {
        const ready = await written(at);
        at.sandbox.fail({ ...labels, status, times: Infinity });
        const { ended, events } = await publish(at, ready);
        assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
        const last = events.at(-1);
        assert.equal(
          last?.state === 'done' && last.text,
          'GitHub refused 1 label twice, although you may set it: your token or the organisation may not allow it.',
        );
        assert.deepEqual([issuesOf(at)[0]!.labels, asked(at), at.records.size], [[], 2, 0]);
      });

    it('once: they are set in the same press', async () => {
      const ready = await written(at);
      at.sandbox.fail({ ...labels, status: 403 });
      const { ended, events } = await publish(at, ready);
      assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
      const last = events.at(-1);
      assert.equal(last?.state === 'done' && last.text, '1 label set');
      assert.deepEqual([issuesOf(at)[0]!.labels, asked(at)], [['type-bug'], 2]);
    });

    it('but has set them all the same: they are looked at before they are asked for again', async () => {
      const ready = await written(at);
      at.sandbox.fail({ ...labels, status: 404, effect: 'after' });
      const { ended } = await publish(at, ready);
      assert.equal(ended, 'done');
      assert.deepEqual([issuesOf(at)[0]!.labels, asked(at)], [['type-bug'], 1]);
    });

    it('and fails where it breaks at the second time, for the next press to mend', async () => {
      const ready = await written(at);
      at.sandbox.fail({ ...labels, status: 403 });
      at.sandbox.fail({ ...labels, status: 502 });
      assert.equal((await publish(at, ready)).ended, 'failed');
      const { ended } = await goOn(at, (await remembered(at, ready.prepared))!);
      assert.deepEqual([ended, issuesOf(at)[0]!.labels], ['done', ['type-bug']]);
    });
  });

  it('sets no label where none is ticked; each project has its own', async () => {
    const { ended, events } = await publish(at, await written(at, ham, { labels: [] }));
    assert.equal(ended, 'done');
    assert.deepEqual([...new Set(events.map(({ id }) => id))], ['issue']);
    const pip = await prepareIssue(at.tools, {
      repo: { owner: 'pypa', name: 'pip' },
      ghsaId: 'GHSA-q2r3-v4w5-x6c7',
    });
    assert.deepEqual(proposeIssue(pip).labels, ['type: bug']);
  });

  it('uses an issue that is there already, and sends no text', async () => {
    const first = await publish(at, await written(at, ham, { labels: [] }));
    const number = first.link!.issue;
    const before = writes(at).length;
    const texts = { 'issue.title': '', 'issue.body': `See ${ham}.` };
    const ready = await written(at, ham, { existingIssue: number, texts });
    assert.deepEqual(reviewIssue(ready.prepared, ready.draft).findings, []);
    const record = await confirmIssue(at.tools.store, ready.prepared, ready.draft, at.tools.now());
    assert.equal(record.confirmed.texts['issue.body'], '');
    const { link } = await goOn(at, record);
    assert.equal(link!.issue, number);
    assert.deepEqual(writes(at).slice(before), [`POST /repos/python/cpython/issues/${number}/labels`]);
  });

  it('asks before it opens a second one for the same report', async () => {
    const tools = { ...at.tools, openedBefore: () => 210_499 };
    const { prepared, draft } = await written({ ...at, tools });
    const [finding] = reviewIssue(prepared, draft).toSettle;
    assert.equal(finding!.message, 'Opened already: gh-210499. This would open another issue.');
    assert.deepEqual(reviewIssue(prepared, { ...draft, existingIssue: 210_499 }).toSettle, []);
  });

  it('is no port to those who look for ports, and no port is an issue', async () => {
    const { prepared, record } = await confirmed();
    assert.equal(readRecord(record), null);
    assert.equal(unfinishedOf(record), null);
    assert.deepEqual(unfinishedIssueOf(record), { key: prepared.key, repo, ghsaId: ham, at: 'open issue' });
    const later = { ...record, done: { issue: { number: 1, url: '' } } };
    assert.equal(unfinishedIssueOf(later)!.at, 'set labels');
    assert.equal(unfinishedIssueOf({ ...record, kind: undefined, version: 1 }), null);
  });

  it('belongs to one window at a time', async () => {
    const { prepared } = await written(at);
    const [folder] = await readdir(at.tools.lockRoot);
    assert.equal(folder, prepared.key);
    assert.doesNotMatch(folder, /4vfw/);
    // Ours again is harmless; nothing is left when it is given back.
    await written(at);
    await releaseIssue(at.tools, prepared.key);
    assert.deepEqual(await readdir(at.tools.lockRoot), []);
    const { record } = await confirmed();
    const lock = join(at.tools.lockRoot, prepared.key, 'lock');
    await writeFile(lock, String(process.ppid));
    const said = /^This public issue is open in another window/;
    await assert.rejects(goOn(at, record), { kind: 'busy', message: said });
    await assert.rejects(written(at), { kind: 'busy', message: said });
    await releaseIssue(at.tools, prepared.key);
    assert.equal(await readFile(lock, 'utf8'), String(process.ppid));
    assert.deepEqual(issuesOf(at), []);
  });

  it('is not prepared by somebody who may not read the report, and leaves no lock', async () => {
    const outsider = restarted(at, 'dill-outsider');
    await assert.rejects(prepareIssue(outsider.tools, { repo, ghsaId: ham }), { kind: 'not-found' });
    assert.deepEqual(await readdir(at.tools.lockRoot), []);
  });
});
